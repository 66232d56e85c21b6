import { caseMail, mailboxMail, type Texts } from './common.ts';
import { fact, section } from './content.ts';
import { by, byWhen, day, didDateFact, happened, ifNot, todo, words } from './it-words.ts';
import { moment } from './words.ts';

const noTerm = byWhen('Non c’è nessuna scadenza.');
const object = fact(words.facts.object, 'I tuoi dati per la DID');
const call = 'Dillo subito. Basta una telefonata:';
const beyond = 'Se non sei d’accordo, puoi andare dal Garante per la privacy o dal giudice.';
const readWhy = 'Il perché è scritto nel portale, nei tuoi dati.';

/** The Italian mails about a person's rights over their data. */
export const privacy: Pick<Texts, 'correction-asked' | 'correction-refused' | 'restriction' | 'account-ended'> = {
  'correction-asked': (parameters, context) =>
    caseMail(words, parameters, context, {
      subject: `Pratica ${parameters.caseNumber}: la tua richiesta è arrivata`,
      preheader: 'Apri questa email: c’è scritto entro quando rispondiamo.',
      title: 'Hai chiesto di correggere la tua DID',
      dates: [didDateFact(parameters.didDate), fact('Rispondiamo entro', day(parameters.answerBy))],
      office: parameters.office,
      happened: happened(
        'Hai scritto che nella DID c’è un errore. L’ufficio lo controlla.',
        'Se è così, una persona propone la correzione e un’altra la approva.',
        'Per ora la pratica resta com’è.',
      ),
      todo: todo(
        ['Per ora non devi fare altro.'],
        ['Tieni pronte le carte che fanno vedere l’errore.', 'Se servono, l’ufficio te le chiede.'],
      ),
      byWhen: byWhen(`Ti rispondiamo entro ${by(parameters.answerBy)}.`),
      otherwise: section('Se non rispondiamo', ['La pratica resta com’è.', beyond]),
      ending: ['La richiesta finisce con la correzione, o quando ti diciamo perché no.'],
      notYou: 'Non l’hai chiesto tu?',
    }),

  'correction-refused': (parameters, context) =>
    caseMail(words, parameters, context, {
      subject: `Pratica ${parameters.caseNumber}: la risposta alla tua richiesta`,
      preheader: 'Apri questa email: c’è scritto che cosa puoi fare se non sei d’accordo.',
      title: 'Nella tua DID per noi non c’è nulla da correggere',
      dates: [didDateFact(parameters.didDate), fact('La tua richiesta è del', day(parameters.askedOn))],
      office: parameters.office,
      happened: happened(
        'Hai scritto che nella DID c’è un errore. L’ufficio ha controllato.',
        'Per l’ufficio i dati sono giusti: la pratica resta com’è.',
        'Il perché è scritto nella tua pratica, nel portale.',
      ),
      todo: todo([], ['Entra nel portale e leggi il perché.', 'Se hai altre carte, mandaci una nuova richiesta.']),
      byWhen: noTerm,
      otherwise: section('Se non sei d’accordo', [
        'Puoi fare un reclamo al Garante per la protezione dei dati personali (GDPR art. 77).',
        'Puoi anche andare dal giudice (GDPR art. 79).',
        'Il sito del Garante è www.garanteprivacy.it.',
      ]),
      ending: ['La tua richiesta finisce con questa risposta.'],
      notYou: 'Non l’hai chiesto tu?',
    }),

  restriction: ({ state, at, answerBy }, context) => {
    const own = {
      asked: {
        title: 'Hai chiesto di limitare l’uso dei tuoi dati',
        happened: happened(
          'La tua richiesta è arrivata. La Regione la legge e decide.',
          'Finché non decide, nessuna pratica si chiude da sola.',
        ),
        todo: todo(['Per ora non devi fare altro.'], ['Aspetta la nostra risposta qui.']),
        byWhen: answerBy === undefined ? noTerm : byWhen(`Ti rispondiamo entro ${by(answerBy)}.`),
        otherwise: section('Se non rispondiamo', [beyond]),
      },
      restricted: {
        title: 'Abbiamo limitato l’uso dei tuoi dati',
        happened: happened(
          'Abbiamo detto sì alla tua richiesta.',
          'Gli uffici vedono i tuoi dati, ma non possono usarli contro di te.',
          'Tu puoi fare tutto come prima. Nessuna pratica si chiude da sola.',
        ),
        todo: todo(['Non devi fare altro.'], [readWhy]),
        byWhen: byWhen('Vale finché non ti scriviamo. Prima della fine ti avvisiamo.'),
        otherwise: ifNot('Non cambia niente.'),
      },
      refused: {
        title: 'Non abbiamo limitato l’uso dei tuoi dati',
        happened: happened('Abbiamo letto la tua richiesta. La risposta è no.', readWhy),
        todo: todo([], ['Entra nel portale e leggi il perché.', 'Se hai dubbi, chiama.']),
        byWhen: noTerm,
        otherwise: section('Se non sei d’accordo', [beyond, 'Puoi anche chiederlo di nuovo.']),
      },
      ending: {
        title: 'La limitazione dei tuoi dati sta per finire',
        happened: happened(
          'Ora il motivo per limitare i tuoi dati non c’è più.',
          'Per ora la limitazione vale ancora.',
          readWhy,
        ),
        todo: todo([], ['Entra nel portale e leggi il perché.', 'Se non sei d’accordo, chiama subito.']),
        byWhen: byWhen('Può finire da oggi: chiama appena puoi.'),
        otherwise: section('Se non sei d’accordo', [beyond, 'Puoi anche chiederlo di nuovo.']),
      },
    }[state];
    return mailboxMail(words, context, {
      subject:
        state === 'asked' ? 'La tua richiesta sui dati è arrivata' : 'C’è una novità sulla tua richiesta sui dati',
      preheader: 'Apri questa email: c’è scritto che cosa succede.',
      ...own,
      facts: [
        object,
        fact(state === 'asked' ? 'Richiesta ricevuta' : 'Deciso', moment('it', at)),
        ...(answerBy === undefined ? [] : [fact('Rispondiamo entro', day(answerBy))]),
      ],
      code: null,
      notYou: 'Non l’hai chiesto tu?',
      report: call,
      closing: words.closing,
    });
  },

  'account-ended': ({ endedAt, kept }, context) =>
    mailboxMail(words, context, {
      subject: 'Questa è la nostra ultima email per te',
      preheader: 'Apri questa email: c’è scritto che cosa resta.',
      title: 'Il tuo accesso è finito',
      facts: [object, fact('Accesso finito', moment('it', endedAt))],
      code: null,
      happened: happened(
        'Hai chiesto di chiudere il tuo accesso. Lo abbiamo fatto.',
        'Tra un giorno cancelliamo anche questo indirizzo.',
        kept
          ? 'Hai avuto una DID: la pratica resta per il tempo che serve, poi la cancelliamo.'
          : 'Di te non teniamo altro.',
      ),
      todo: todo(['Non devi fare altro.'], ['Se ti serve una DID, entra di nuovo nel portale.']),
      byWhen: noTerm,
      otherwise: section('Se un giorno torni', [
        kept
          ? 'Entra con SPID, CIE o CNS: ritrovi le tue vecchie pratiche.'
          : 'Scrivi di nuovo i tuoi dati: qui non c’è più niente.',
      ]),
      notYou: 'Non sei stato tu?',
      report: 'Chiama subito. Basta una telefonata:',
      closing: words.closing,
    }),
};
