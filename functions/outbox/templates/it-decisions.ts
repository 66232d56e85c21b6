import { authorityOf } from '../../domain/appeal.ts';
import type { ParametersOf } from '../../domain/communications.ts';
import { caseMail, type Texts } from './common.ts';
import { fact, section } from './content.ts';
import { byWhen, day, happened, ifNot, todo, words } from './it-words.ts';

type Facts = ParametersOf<'decision-taken'>;

/** What was contested, in neutral words: nothing of how it came about. */
const facts: Readonly<Record<Facts['what'], string>> = {
  'call-up': 'Incontro fissato con una convocazione',
  orientation: 'Attività di orientamento',
  training: 'Corso o altra attività di formazione',
  offer: 'Offerta di lavoro',
  declaration: 'Firma della dichiarazione',
};
const ways: Readonly<Record<Facts['channel'], string>> = {
  'portal-read': 'nel portale',
  email: 'per email',
  pec: 'per PEC',
  'registered-letter': 'con una raccomandata',
  hand: 'a mano, in ufficio',
};
const deciders: Readonly<Record<Facts['decidedBy'], string>> = {
  'job-centre': 'il Centro per l’impiego',
  inps: 'INPS',
};
const titles: Readonly<Record<Facts['outcome'], string>> = {
  dismissed: 'Il fatto è archiviato: non perdi niente',
  cut: 'La tua prestazione è ridotta di alcuni giorni',
  forfeiture: 'Perdi la prestazione e lo stato di disoccupazione',
  loss: 'Perdi il resto della prestazione',
};

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

function effectOf({ outcome, days, from, to }: Facts): string {
  const since = from ? day(from) : '';
  switch (outcome) {
    case 'dismissed':
      return 'non cambia niente';
    case 'cut':
      return `la prestazione è ridotta di ${days ?? 0} giorni: da ${since} a ${to ? day(to) : ''}, compresi`;
    case 'forfeiture':
      return `perdi la prestazione e lo stato di disoccupazione, da ${since}`;
    case 'loss':
      return `perdi il resto della prestazione, da ${since}`;
  }
}

function afterwards({ outcome, declareFrom }: Facts): string[] {
  switch (outcome) {
    case 'dismissed':
    case 'cut':
      return ['Lo stato e la data della tua DID non cambiano. Il patto continua.'];
    case 'forfeiture':
      return [
        'Quello che è maturato prima resta tuo.',
        ...(declareFrom ? [`Puoi fare una nuova DID da ${day(declareFrom)}.`] : []),
      ];
    case 'loss':
      return [
        'Quello che è maturato prima resta tuo.',
        'Perdi solo i pagamenti: stato, data della DID e patto restano.',
      ];
  }
}

const dismissed = {
  todo: todo(['Non devi fare niente.'], ['Conserva questa email.', 'Continua con gli impegni scritti nel patto.']),
  byWhen: byWhen('Non c’è nessuna scadenza.'),
  otherwise: section('Che cosa succede adesso', ['La pratica va avanti come prima.']),
};
const adverse = ({ appealDays, appealTo, channel }: Facts) => ({
  todo: todo(
    ['Non sei d’accordo? Puoi fare ricorso.'],
    [
      'Leggi nella decisione completa perché è stato deciso così.',
      ...(appealTo === 'inps'
        ? [
            'Fai il ricorso sul sito dell’INPS, oppure con un patronato.',
            'Se l’atto dell’INPS indica un altro ufficio, mandalo lì.',
          ]
        : ['Per il ricorso usa il modulo del Ministero del Lavoro.', 'Allega una copia del tuo documento d’identità.']),
      'Chiedi aiuto gratis allo sportello o in un patronato.',
    ],
  ),
  byWhen: byWhen(
    `Fai ricorso entro ${appealDays} giorni di calendario dalla notifica della decisione.`,
    channel === 'portal-read'
      ? 'Il termine parte dal giorno in cui apri la decisione nel portale.'
      : 'Il termine parte dalla notifica, non da questa email.',
  ),
  otherwise: ifNot('Se non fai ricorso in tempo, la decisione diventa definitiva.'),
});

const byWhom = ({ decidedBy, twoPersons }: Facts) =>
  twoPersons ? `${deciders[decidedBy]}: una persona ha proposto, un’altra ha approvato` : deciders[decidedBy];

const decisionOf = (parameters: Facts) => ({
  rule: parameters.law,
  effect: effectOf(parameters),
  decidedBy: byWhom(parameters),
  appeal: undefined,
  before:
    (parameters.appealTo === 'inps'
      ? `${authorityOf('inps').name.it}, `
      : 'Comitato per i ricorsi di condizionalità, Ministero del Lavoro, ') +
    `entro ${parameters.appealDays} giorni di calendario dalla notifica. Puoi rivolgerti anche al giudice.`,
});

/** The Italian mail about a decision on a contested fact. */
export const decisions: Pick<Texts, 'decision-taken'> = {
  'decision-taken': (parameters, context) => {
    const { caseNumber, outcome, number, what, factOn, decidedBy, channel } = parameters;
    const favourable = outcome === 'dismissed';
    return caseMail(words, parameters, context, {
      subject: `Decisione sulla tua pratica ${caseNumber}`,
      preheader: 'Apri questa email: c’è scritto che cosa puoi fare.',
      title: titles[outcome],
      dates: [
        fact('Numero della decisione', String(number)),
        fact('Fatto contestato', facts[what]),
        fact('Giorno del fatto', day(factOn)),
      ],
      office: parameters.office,
      receipt: 'entered',
      happened: happened(
        `Ti avevamo contestato un fatto. Ora ha deciso ${deciders[decidedBy]}.`,
        sentence(effectOf(parameters)),
        ...afterwards(parameters),
        `La decisione completa è nel portale e ti arriva ${ways[channel]}.`,
        ...(favourable
          ? []
          : [
              'Vale solo da quando ti è notificata.',
              ...(channel === 'portal-read' ? ['Se la apri nel portale, quel giorno vale come notifica.'] : []),
            ]),
      ),
      ...(favourable ? dismissed : adverse(parameters)),
      ...(favourable ? {} : { decision: decisionOf(parameters) }),
      ending:
        outcome !== 'forfeiture'
          ? ['Con questa decisione il procedimento su quel fatto è chiuso. Il patto continua.']
          : ['Il procedimento si chiude quando la decisione è definitiva.'],
      notYou: 'C’è un errore?',
    });
  },
};
