import type { ParametersOf } from '../../domain/communications.ts';
import { caseMail, type Texts } from './common.ts';
import { fact, type Row, section } from './content.ts';
import { appeals } from './it-appeals.ts';
import { appointments } from './it-appointments.ts';
import { bodies } from './it-bodies.ts';
import { closure } from './it-closure.ts';
import { decisions } from './it-decisions.ts';
import { ends } from './it-ends.ts';
import { jobNews } from './it-job-news.ts';
import { life } from './it-life.ts';
import { mailbox } from './it-mailbox.ts';
import { mandates } from './it-mandates.ts';
import { meeting } from './it-meeting.ts';
import { operators } from './it-operators.ts';
import { commitments, pact, signatureFacts } from './it-pact.ts';
import { privacy } from './it-privacy.ts';
import { proceedings } from './it-proceedings.ts';
import { callUps } from './it-proceedings-call-ups.ts';
import { proceedingTerms } from './it-proceedings-terms.ts';
import { replies } from './it-replies.ts';
import { routes } from './it-routes.ts';
import {
  bring,
  by,
  byAtOffice,
  byWhen,
  choose,
  day,
  didDateFact,
  happened,
  ifNot,
  lateOffice,
  meet,
  pactEnds,
  sign,
  soon,
  theDay,
  todo,
  withoutPact,
  words,
} from './it-words.ts';
import { moment } from './words.ts';

const units = { D: ['giorno', 'giorni'], W: ['settimana', 'settimane'], M: ['mese', 'mesi'] } as const;

/** An ISO 8601 duration as «ogni 2 settimane». */
function every(duration: string): string {
  const count = Number.parseInt(duration.slice(1), 10);
  const [one, many] = duration.endsWith('D') ? units.D : duration.endsWith('W') ? units.W : units.M;
  return count === 1 ? `ogni ${one}` : `ogni ${count} ${many}`;
}

type SameMeeting = NonNullable<ParametersOf<'psp-signed'>['sameMeeting']>;

/** What the same meeting brought before the pact, with its own entry. */
const before = {
  authenticated: 'Allo stesso incontro l’ufficio ha controllato la tua identità. La DID non è più con riserva.',
  'extremes-verified': 'Allo stesso incontro l’ufficio ha controllato con te i dati della DID.',
} as const;
const checked = ({ what, on, receiptNumber }: SameMeeting): Row[] => [
  fact(what === 'authenticated' ? 'Identità controllata il' : 'Dati controllati', day(on)),
  fact('Numero di registrazione del controllo', receiptNumber),
];

/** What each mail says in Italian: «tu», short sentences, the verb before the noun. */
export const italian: Texts = {
  'draft-saved': (parameters, context) =>
    caseMail(words, parameters, context, {
      subject: 'La tua bozza è salvata: ora rilascia la DID',
      preheader: 'La DID non è ancora rilasciata: manca un passo.',
      title: 'Bozza salvata: la DID non è ancora rilasciata',
      dates: [],
      happened: happened(
        'Hai salvato una bozza. La DID non è ancora rilasciata.',
        'La disoccupazione parte solo dal giorno in cui rilasci la DID.',
      ),
      todo: todo(
        [
          'Se entri con la tua identità digitale, la DID è subito autentica.',
          'Con la sola password la DID è «con riserva» e poi va completata.',
        ],
        ['Entra nel portale.', 'Controlla i dati della bozza.', 'Premi «Salva DID».'],
      ),
      byWhen: byWhen(parameters.completeBy ? `Rilascia la DID entro ${by(parameters.completeBy)}.` : soon),
      otherwise: ifNot(
        parameters.completeBy ? 'Dopo questa data la bozza può essere eliminata.' : 'La bozza resta senza effetti.',
        'Non è una sanzione: puoi sempre fare una nuova bozza.',
      ),
      ending: ['Il procedimento non è ancora aperto: parte quando rilasci la DID.'],
      notYou: 'Non hai salvato tu la bozza?',
    }),

  'did-released': (parameters, context) =>
    caseMail(words, parameters, context, {
      subject: `DID rilasciata ${theDay(parameters.didDate)}: cosa fare adesso`,
      preheader: 'Non è finita: ora serve il patto.',
      title: 'Hai rilasciato la DID: ora serve il patto',
      dates: [didDateFact(parameters.didDate)],
      office: parameters.office,
      happened: happened(
        `Hai rilasciato la DID. La disoccupazione parte dal giorno della DID: ${day(parameters.didDate)}.`,
        'Non è finita. Per confermare lo stato di disoccupazione devi firmare il patto (PSP).',
      ),
      todo: todo([], [...(parameters.office ? [] : choose), ...meet, sign]),
      byWhen: byWhen(
        parameters.completeBy ? `Vai in ufficio entro ${byAtOffice(parameters.completeBy)}.` : soon,
        lateOffice,
      ),
      otherwise: ifNot(...withoutPact),
      ending: pactEnds,
      notYou: 'Non sei stato tu?',
    }),

  'did-released-with-reserve': (parameters, context) =>
    caseMail(words, parameters, context, {
      subject: 'DID con riserva: porta questi documenti',
      preheader: 'La data vale già: ora la DID va completata.',
      title: 'DID rilasciata con riserva: ora va completata',
      dates: [didDateFact(parameters.didDate)],
      office: parameters.office,
      happened: happened(
        'Hai rilasciato la DID «con riserva»: l’ufficio deve ancora vedere chi sei.',
        `La data vale comunque. La disoccupazione parte dal giorno della DID: ${day(parameters.didDate)}.`,
        'Per confermare lo stato di disoccupazione devi poi firmare il patto (PSP).',
      ),
      todo: todo(
        [...(parameters.office ? [] : choose), ...meet, 'Porta con te:'],
        parameters.documents.map((document) => bring[document]),
      ),
      byWhen: byWhen(
        parameters.completeBy ? `Completa la DID entro ${byAtOffice(parameters.completeBy)}.` : soon,
        'Ti serve più tempo? Chiama e chiedi un rinvio.',
        lateOffice,
      ),
      otherwise: ifNot(
        'L’ufficio può chiudere la pratica, ma prima ti scrive.',
        'Non è una sanzione e non riduce le indennità.',
        'Puoi chiedere di riaprire la pratica con la stessa data.',
      ),
      ending: pactEnds,
      notYou: 'Non sei stato tu?',
    }),

  'did-authenticated': (parameters, context) =>
    caseMail(words, parameters, context, {
      subject: 'Identità controllata: ora serve il patto',
      preheader: 'La DID non è più con riserva: manca un passo.',
      title: 'La DID non è più con riserva: ora serve il patto',
      dates: [didDateFact(parameters.didDate), fact('Identità controllata il', day(parameters.authenticatedOn))],
      office: parameters.office,
      receipt: 'entered',
      happened: happened(
        'L’ufficio ha controllato la tua identità. La tua DID non è più con riserva.',
        `La data resta la stessa. La disoccupazione parte dal giorno della DID: ${day(parameters.didDate)}.`,
        'Per confermare lo stato di disoccupazione devi ancora firmare il patto (PSP).',
      ),
      todo: todo([], [...meet, sign]),
      byWhen: byWhen(
        parameters.completeBy ? `Firma il patto entro ${byAtOffice(parameters.completeBy)}.` : soon,
        lateOffice,
      ),
      otherwise: ifNot(...withoutPact),
      ending: pactEnds,
      notYou: 'Non eri tu in ufficio?',
    }),

  'psp-signed': (parameters, context) =>
    caseMail(words, parameters, context, {
      subject: 'Patto firmato: conserva questa email',
      preheader: 'Che cosa vale da oggi e che cosa fare.',
      title: 'Hai firmato il patto: conserva questa email',
      dates: [
        didDateFact(parameters.didDate),
        ...(parameters.sameMeeting ? checked(parameters.sameMeeting) : []),
        fact('Patto firmato il', day(parameters.pactSignedOn)),
        ...signatureFacts(parameters),
      ],
      office: parameters.office,
      receipt: 'entered',
      happened: happened(
        ...(parameters.sameMeeting ? [before[parameters.sameMeeting.what]] : []),
        'Hai firmato il patto di servizio personalizzato (PSP).',
        `Il tuo stato di disoccupazione è confermato. Vale dal giorno della DID: ${day(parameters.didDate)}.`,
      ),
      todo: todo(
        [],
        [
          'Conserva questa email e la tua copia del patto. Il patto è anche nel portale, in PDF.',
          ...commitments(parameters),
          ...(parameters.contactFrequency ? [`Senti l’ufficio ${every(parameters.contactFrequency)}.`] : []),
          'Avvisa subito l’ufficio se trovi lavoro, se cambi casa o se ti ammali.',
          ...(parameters.disputeBy
            ? [`Non hai firmato? Premi «Non ho firmato» nel portale entro ${by(parameters.disputeBy)}.`]
            : []),
        ],
      ),
      byWhen: byWhen(
        parameters.nextContactOn
          ? `Il prossimo contatto è ${day(parameters.nextContactOn)}.`
          : 'L’ufficio ti dice quando è il prossimo contatto.',
      ),
      otherwise: section('Se non puoi rispettare un impegno', [
        'Avvisa prima l’ufficio e spiega il motivo.',
        'Nessuna decisione è automatica: prima l’ufficio ti scrive e tu puoi rispondere.',
      ]),
      ending: ['Con la firma del patto questo procedimento è finito. Il patto continua.'],
      notYou: 'Non hai firmato tu?',
    }),

  withdrawn: (parameters, context) => {
    const { didDate, undoUntil } = parameters;
    const asked =
      parameters.by === 'office'
        ? 'L’ufficio ha registrato la tua richiesta firmata.'
        : 'Abbiamo ricevuto la tua richiesta.';
    return caseMail(words, parameters, context, {
      subject: `Pratica ${parameters.caseNumber}: richiesta eseguita`,
      preheader: 'Conserva questa email: è la tua ricevuta.',
      title: didDate ? 'La tua DID è stata ritirata' : 'Bozza eliminata: nessuna DID era stata rilasciata',
      dates: didDate ? [didDateFact(didDate)] : [],
      office: parameters.office,
      receipt: parameters.by === 'office' ? 'entered' : 'received',
      happened: didDate
        ? happened(
            asked,
            `La DID di ${day(didDate)} è ritirata.`,
            'Finisce anche la disoccupazione che partiva da quella DID.',
          )
        : happened(asked, 'La bozza è eliminata. Nessuna DID era stata rilasciata.'),
      todo: todo(
        ['Non devi fare altro.'],
        didDate ? ['Ricevi un’indennità INPS? Chiedi subito aiuto: con il ritiro puoi perderla.'] : [],
      ),
      byWhen: byWhen(
        ...(undoUntil
          ? [
              `È uno sbaglio? Puoi annullare il ritiro nel portale fino a ${moment('it', undoUntil)}.`,
              'Puoi farlo anche allo sportello del Centro per l’impiego.',
            ]
          : []),
        ...(didDate ? ['Se è uno sbaglio, chiama subito.'] : []),
        ...(didDate || undoUntil ? [] : ['Non c’è nessuna scadenza.']),
      ),
      otherwise: section('Se cambi idea', [
        'Puoi rilasciare una nuova DID. La disoccupazione partirà dal nuovo giorno.',
        ...(didDate ? ['Se è uno sbaglio, chiedi se la pratica si può riaprire con la stessa data.'] : []),
      ]),
      ending: [didDate ? 'Con il ritiro questo procedimento è finito.' : 'Non c’è nessun procedimento aperto.'],
      notYou: 'Non sei stato tu?',
    });
  },

  ...closure,
  ...ends,
  ...life,
  ...meeting,
  ...pact,
  ...appointments,
  ...callUps,
  ...operators,
  ...privacy,
  ...proceedings,
  ...replies,
  ...proceedingTerms,
  ...decisions,
  ...appeals,
  ...jobNews,
  ...routes,
  ...bodies,
  ...mailbox,
  ...mandates,
};
