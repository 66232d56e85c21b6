import type { ParametersOf } from '../../domain/communications.ts';
import type { SignatureKind } from '../../domain/signature.ts';
import { caseMail, type Texts } from './common.ts';
import { fact, type Row, section } from './content.ts';
import {
  byAtOffice,
  byWhen,
  day,
  didDateFact,
  happened,
  ifNot,
  lateOffice,
  meet,
  pactEnds,
  sign,
  todo,
  withoutPact,
  words,
} from './it-words.ts';

const signatures: Readonly<Record<SignatureKind | 'not-recorded', string>> = {
  handwritten: 'a mano',
  fea: 'firma elettronica avanzata',
  qualified: 'firma elettronica qualificata',
  spid: 'con SPID',
  'not-recorded': 'l’ufficio non l’ha ancora registrata',
};
const beside = { parent: 'un genitore', guardian: 'il tutore' } as const;

/** How a pact was signed, and by whom else. */
export function signatureFacts({ signature, countersignedBy }: ParametersOf<'psp-signed'>): Row[] {
  return [
    ...(signature ? [fact('Firma', signatures[signature])] : []),
    ...(countersignedBy ? [fact('Ha firmato con te', beside[countersignedBy])] : []),
  ];
}

/** What a pact obliges to, as far as a mail may say it: art. 20 c.2-3 of D.Lgs. 150/2015; the rest stands in the pact. */
export function commitments({ searchActs }: ParametersOf<'psp-signed'>): string[] {
  if (searchActs === undefined) return ['Rispetta gli impegni scritti nel patto.'];
  return [
    searchActs === 1
      ? 'Fai l’attività di ricerca di lavoro scritta nel patto, e conserva la prova.'
      : `Fai le ${searchActs} attività di ricerca di lavoro scritte nel patto, e conserva le prove.`,
    'Partecipa a laboratori e incontri per cercare lavoro, e ai corsi o alle altre misure che ti propongono.',
    'Accetta le offerte di lavoro congrue.',
  ];
}

/** On a locked screen nobody reads what became of a pact. */
const neutral = (caseNumber: string) => ({
  subject: `Pratica ${caseNumber}: c’è una novità`,
  preheader: 'Apri questa email: c’è scritto che cosa puoi fare.',
});

/** The Italian mails about a pact that a person says they did not sign. */
export const pact: Pick<Texts, 'pact-disputed' | 'pact-dispute-dismissed' | 'pact-voided'> = {
  'pact-disputed': (parameters, context) =>
    caseMail(words, parameters, context, {
      subject: `Pratica ${parameters.caseNumber}: abbiamo la tua segnalazione`,
      preheader: 'Conserva questa email: è la tua ricevuta.',
      title: 'Hai detto che non hai firmato il patto',
      dates: [didDateFact(parameters.didDate), fact('Data scritta nel patto', day(parameters.pactSignedOn))],
      office: parameters.office,
      happened: happened(
        'Ci hai detto che non hai firmato il patto (PSP).',
        'Ora l’ufficio controlla. Decidono due persone, non una sola.',
        'La data della tua DID non cambia.',
      ),
      todo: todo(
        ['Per ora non devi fare altro.'],
        ['Hai carte che lo mostrano? Conservale.', 'Se ti chiamano per un incontro, vai: così lo spieghi di persona.'],
      ),
      byWhen: byWhen(
        parameters.decideBy
          ? `L’ufficio decide entro ${byAtOffice(parameters.decideBy)}. Se non hai risposta, chiama.`
          : 'Chi controlla ti cerca. Se nessuno ti cerca entro 30 giorni, chiama.',
      ),
      otherwise: section('Che cosa succede intanto', [
        'Il patto resta com’è finché due persone non decidono.',
        'Nessuna decisione è automatica.',
      ]),
      ending: ['Il procedimento si chiude quando due persone decidono sulla tua segnalazione.'],
      notYou: 'Non ci hai scritto tu?',
    }),

  'pact-dispute-dismissed': (parameters, context) =>
    caseMail(words, parameters, context, {
      ...neutral(parameters.caseNumber),
      title: 'Abbiamo deciso: il patto resta valido',
      dates: [didDateFact(parameters.didDate), fact('Patto firmato il', day(parameters.pactSignedOn))],
      office: parameters.office,
      receipt: 'entered',
      happened: happened(
        'Avevi detto che non hai firmato il patto (PSP). Due persone dell’ufficio hanno controllato.',
        `L’ufficio ha la prova della firma: ${signatures[parameters.signature]}. Il patto resta valido.`,
        'Non è una sanzione. La data della tua DID non cambia.',
      ),
      todo: todo(
        ['Le ragioni della decisione sono scritte nella tua pratica.'],
        [
          'Leggi le ragioni nel portale, o chiedile in ufficio.',
          'Puoi chiedere di vedere la prova della firma.',
          'Non è vero? Chiedi aiuto gratis allo sportello o in un patronato.',
        ],
      ),
      byWhen: byWhen('Per il ricorso c’è un termine: lo trovi sotto «La decisione».'),
      otherwise: ifNot('Il patto resta valido, con gli impegni che ci sono scritti.'),
      decision: {
        rule: 'il patto vale con la firma della persona (D.Lgs. 150/2015, art. 20)',
        effect: `il patto resta valido, da ${day(parameters.pactSignedOn)}`,
        decidedBy: 'due persone: una ha proposto, un’altra ha approvato',
        appeal: parameters.appeal,
      },
      ending: ['Con questa decisione la tua segnalazione è chiusa. Il patto continua.'],
      notYou: 'Non avevi segnalato niente?',
    }),

  'pact-voided': (parameters, context) =>
    caseMail(words, parameters, context, {
      ...neutral(parameters.caseNumber),
      title: 'Quel patto non vale: ne serve uno nuovo',
      dates: [didDateFact(parameters.didDate), fact('Data scritta nel patto', day(parameters.pactSignedOn))],
      office: parameters.office,
      receipt: 'entered',
      happened: happened(
        ...(parameters.disputed
          ? ['Avevi detto che non hai firmato il patto (PSP). Due persone dell’ufficio ti hanno dato ragione.']
          : ['Nella pratica c’era un patto (PSP) che non hai firmato. L’hanno deciso due persone dell’ufficio.']),
        'Quel patto non vale. Gli impegni scritti lì non sono tuoi.',
        `La data della tua DID non cambia. La disoccupazione parte sempre da quel giorno: ${day(parameters.didDate)}.`,
        'Lo stato di disoccupazione è di nuovo da confermare, con un patto vero.',
      ),
      todo: todo(
        ['Hai un certificato fatto con quel patto? Non usarlo: non è più valido.'],
        parameters.completeBy ? [...meet, sign] : ['Quando il lavoro finisce, vai in ufficio e firma il patto vero.'],
      ),
      byWhen: parameters.completeBy
        ? byWhen(`Firma il patto entro ${byAtOffice(parameters.completeBy)}.`, lateOffice)
        : byWhen('Finché lavori non c’è nessuna scadenza.'),
      otherwise: ifNot(...withoutPact),
      ending: pactEnds,
      notYou: 'Quel patto l’avevi firmato tu?',
    }),
};
