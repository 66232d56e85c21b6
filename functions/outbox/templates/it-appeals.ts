import { authorityOf } from '../../domain/appeal.ts';
import type { ParametersOf } from '../../domain/communications.ts';
import { caseMail, type Texts } from './common.ts';
import { fact, section } from './content.ts';
import { by, byWhen, day, happened, ifNot, todo, words } from './it-words.ts';

/** Who decides on the appeal, with the address if it is known. */
function toWhom({ appealTo = 'committee' }: ParametersOf<'appeal-recorded'>): string {
  const { name, address } = authorityOf(appealTo);
  return [name.it, ...(address === undefined ? [] : [address])].join(', ');
}

type Outcome = ParametersOf<'appeal-decided'>;

const neutral = (caseNumber: string) => ({
  subject: `Pratica ${caseNumber}: c’è una novità`,
  preheader: 'Apri questa email: c’è scritto che cosa puoi fare.',
});
const numbered = (decisionNumber: number) => fact('Decisione numero', String(decisionNumber));
const outcomes: Readonly<Record<Outcome['outcome'], string>> = {
  upheld: 'ti ha dato ragione: la decisione non vale più.',
  rejected: 'ha respinto il ricorso: la decisione resta com’è.',
  inadmissible: 'non ha potuto esaminare il ricorso: la decisione resta com’è.',
};

/** What differs by who decides on an appeal: the name in a sentence, the way to it, the law. */
const committees = {
  committee: {
    name: 'il Comitato',
    to: 'al Comitato',
    steps: [
      'Prendi il modulo del Comitato sul sito del Ministero del Lavoro.',
      'Allega una copia del tuo documento d’identità.',
      'Manda tutto al Comitato: il nome e l’indirizzo sono all’inizio di questo messaggio.',
    ],
    law: 'D.Lgs. 150/2015, art. 21, comma 12',
  },
  inps: {
    name: 'il comitato dell’INPS',
    to: 'al comitato dell’INPS',
    steps: [
      'Leggi nell’atto dell’INPS come si fa il ricorso.',
      'Fallo sul sito dell’INPS, oppure con un patronato.',
      'Se l’atto indica un altro ufficio, mandalo lì.',
    ],
    law: 'L. 88/1989, art. 46',
  },
} as const;
const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

function afterOutcome({ outcome, endedOn, reopened, merged, beside, inpsTold }: Outcome): string[] {
  if (endedOn) return ['Con questo la tua pratica è chiusa.'];
  return [
    ...(inpsTold ? ['Lo diciamo all’INPS: la decisione è annullata dall’inizio, come mai presa.'] : []),
    ...(outcome === 'inadmissible' ? ['Se il termine non è finito, puoi mandare un nuovo ricorso.'] : []),
    ...(reopened ? ['La tua pratica è di nuovo come prima, con il patto e con la stessa data della DID.'] : []),
    ...(merged ? ['Avevi un’altra DID più recente: ora ne resta una sola, e vale la prima data.'] : []),
    ...(beside ? ['Hai un’altra DID più recente: l’ufficio deve unire le due. Vale la prima data.'] : []),
  ];
}

function effectOf({ on, endedOn }: Outcome): string {
  return endedOn
    ? `la decisione resta, e la pratica è chiusa da ${day(endedOn)}`
    : `la decisione resta com’è, da ${day(on)}`;
}

const filer: Readonly<Record<ParametersOf<'appeal-recorded'>['by'], string>> = {
  citizen: 'Ci hai detto che fai ricorso contro una decisione.',
  delegate: 'La persona che hai delegato ha fatto ricorso per te contro una decisione.',
  representative: 'Chi agisce per te per legge ha fatto ricorso contro una decisione.',
  office: 'L’ufficio ha registrato il ricorso che hai mandato su carta.',
};

/** The Italian mails about appeals, and about a new DID after a forfeiture. */
export const appeals: Pick<Texts, 'appeal-recorded' | 'appeal-decided' | 'may-declare-again'> = {
  'appeal-recorded': (parameters, context) => {
    const { caseNumber, decisionNumber, filedOn, inTime, until, office } = parameters;
    const own = parameters.by !== 'office';
    const { name, to, steps } = committees[parameters.appealTo ?? 'committee'];
    return caseMail(words, parameters, context, {
      subject: `Pratica ${caseNumber}: abbiamo registrato il ricorso`,
      preheader: 'Conserva questa email: è la tua ricevuta.',
      title: 'Abbiamo registrato che fai ricorso',
      dates: [
        numbered(decisionNumber),
        fact('Ricorso del', day(filedOn)),
        ...(until ? [fact('Ultimo giorno per il ricorso', day(until))] : []),
        fact('A chi si manda', toWhom(parameters)),
      ],
      office,
      receipt: own ? 'received' : 'entered',
      happened: happened(
        filer[parameters.by],
        ...(inTime
          ? [
              'Abbiamo annotato in tempo che fai ricorso.',
              until ? `Vale se lo mandi ${to} entro ${by(until)}.` : `Vale se lo mandi ${to}.`,
              `Finché ${name} non decide, la pratica resta aperta.`,
            ]
          : [`Il termine era passato. Ora ${name} decide se esaminare il ricorso lo stesso.`]),
      ),
      todo: todo(
        [`Il ricorso lo decide ${name}, non questo ufficio. Se non l’hai ancora fatto, mandalo anche lì:`],
        [...steps, 'Chiedi aiuto gratis allo sportello o in un patronato.'],
      ),
      byWhen: byWhen(
        ...(until ? [`Il ricorso si manda entro ${by(until)}. Quel giorno è compreso.`] : ['Mandalo appena puoi.']),
      ),
      otherwise: ifNot(`${capital(name)} può decidere solo su quello che riceve.`),
      ending: [`Il procedimento si chiude quando ${name} decide. Allora ti scriviamo.`],
      notYou: 'Non vuoi fare ricorso?',
    });
  },

  'appeal-decided': (parameters, context) => {
    const { caseNumber, decisionNumber, outcome, protocol, on, endedOn, office } = parameters;
    const upheld = outcome === 'upheld';
    const { name, law } = committees[parameters.appealTo ?? 'committee'];
    return caseMail(words, parameters, context, {
      ...neutral(caseNumber),
      title: `${capital(name)} ha deciso sul tuo ricorso`,
      dates: [numbered(decisionNumber), fact('Decisione sul ricorso', `${protocol}, ${day(on)}`)],
      office,
      receipt: 'entered',
      happened: happened(`${capital(name)} ${outcomes[outcome]}`, ...afterOutcome(parameters)),
      todo: upheld
        ? todo(['Non devi fare altro.'], ['Entra nel portale e guarda qual è il prossimo passo.'])
        : todo(
            ['Leggi perché: i motivi sono nella decisione sul ricorso.'],
            [
              'Chiedi aiuto gratis allo sportello o in un patronato.',
              ...(endedOn ? ['Se ti serve, puoi fare una nuova DID: il portale ti dice da quando.'] : []),
            ],
          ),
      byWhen: upheld
        ? byWhen('Le scadenze della tua pratica sono scritte nel portale.')
        : byWhen('Per andare dal giudice c’è un termine: lo trovi sotto «La decisione».'),
      otherwise: upheld ? ifNot('Non succede niente.') : ifNot('La decisione resta com’è.'),
      ...(!upheld && {
        decision: {
          rule: `sul ricorso decide ${name} (${law})`,
          effect: effectOf(parameters),
          decidedBy: `${name}; due persone del Centro per l’impiego l’hanno registrato`,
          appeal: parameters.appeal,
        },
      }),
      ending: endedOn
        ? ['Con la chiusura questo procedimento è finito.']
        : ['Il procedimento del ricorso è finito. La tua pratica continua.'],
      notYou: 'Qualcosa non torna?',
    });
  },

  'may-declare-again': (parameters, context) => {
    const { caseNumber, from, appealPends, office } = parameters;
    return caseMail(words, parameters, context, {
      subject: `Pratica ${caseNumber}: puoi fare una nuova DID`,
      preheader: 'Sono passati due mesi.',
      title: 'Puoi fare una nuova DID',
      dates: [fact('Primo giorno utile', day(from))],
      office,
      happened: happened(
        `Sono passati due mesi. Da ${day(from)} puoi fare una nuova DID.`,
        'La nuova DID parte dal giorno in cui la rilasci.',
        ...(appealPends ? ['Il tuo ricorso va avanti lo stesso. Se ti danno ragione, vale la prima data.'] : []),
      ),
      todo: todo(
        ['Non ti serve la DID? Allora non devi fare niente.', 'Se ti serve:'],
        ['Entra nel portale.', 'Fai una nuova bozza.', 'Premi «Salva DID».'],
      ),
      byWhen: byWhen('Non c’è nessuna scadenza.', 'La disoccupazione parte dal giorno in cui rilasci la DID.'),
      otherwise: section('Se non lo fai', ['Non succede niente: puoi farla anche più avanti.']),
      ending: ['La pratica di prima si chiude a parte. Se serve, ti scriviamo.'],
      notYou: 'Non sai di che cosa si parla?',
    });
  },
};
