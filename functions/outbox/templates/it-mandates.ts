import type { MandateScope } from '../../domain/mail-facts-mandates.ts';
import { caseMail, mailboxMail, type Texts } from './common.ts';
import { fact } from './content.ts';
import { acted, named, revoked } from './it-delegates.ts';
import * as representatives from './it-representatives.ts';
import { by, byWhen, happened, ifNot, todo, words } from './it-words.ts';
import { moment } from './words.ts';

const object = fact(words.facts.object, 'La tua delega a un patronato per la DID');
const call = 'Revoca la delega nel portale e dillo subito. Basta una telefonata:';
const may: Readonly<Record<MandateScope, string>> = {
  see: 'può vedere a che punto è la pratica e le scadenze',
  'fill-in': 'può preparare la bozza della DID',
  'tell-inps': 'può scrivere data e ricevuta della domanda INPS',
};
const never = 'Non può rilasciare la DID, scegliere per te o cambiare la tua email. Queste email arrivano solo a te.';
const revoke = 'Vuoi togliere la delega? Entra nel portale e revocala: finisce subito.';

/** The Italian mails about the mandate to a patronato. */
export const mandates: Pick<Texts, 'mandate-given' | 'mandate-ended' | 'mandate-act'> = {
  'mandate-given': (parameters, context) => {
    const { givenAt, patronato, until, scope, representative } = parameters;
    if (representative !== undefined) return representatives.recorded(parameters, representative, context);
    if (patronato === undefined) return named(givenAt, until, context);
    return mailboxMail(words, context, {
      subject: 'Hai dato una delega a un patronato',
      preheader: 'Apri questa email: c’è scritto che cosa può fare.',
      title: 'Hai dato una delega a un patronato',
      facts: [
        object,
        fact('Patronato', patronato),
        fact('Delega data', moment('it', givenAt)),
        fact('Vale fino a', by(until)),
      ],
      code: null,
      happened: happened(
        `Da ora il patronato ${may.see}.`,
        ...scope.filter((one) => one !== 'see').map((one) => `Inoltre ${may[one]}.`),
        never,
      ),
      todo: todo(['Non devi fare altro.'], ['Ti scriviamo ogni volta che il patronato fa qualcosa.', revoke]),
      byWhen: byWhen(`La delega finisce da sola dopo ${by(until)}. Puoi revocarla in ogni momento.`),
      otherwise: ifNot('Se non fai niente, la delega vale fino al suo ultimo giorno.'),
      notYou: 'Non l’hai data tu?',
      report: call,
      closing: words.closing,
    });
  },

  'mandate-ended': (parameters, context) => {
    const { endedAt, patronato, namedAt, representative } = parameters;
    if (representative !== undefined) return representatives.ended(parameters, representative, context);
    if (patronato === undefined) return revoked(endedAt, namedAt, context);
    return mailboxMail(words, context, {
      subject: 'Hai revocato la delega a un patronato',
      preheader: 'Apri questa email: c’è scritto che cosa cambia.',
      title: 'Hai revocato la delega a un patronato',
      facts: [object, fact('Patronato', patronato), fact('Delega revocata', moment('it', endedAt))],
      code: null,
      happened: happened(
        'Da ora il patronato non vede più la tua pratica e non può più fare niente.',
        'Quello che ha già scritto resta: puoi cambiarlo tu, finché è una bozza.',
      ),
      todo: todo(['Non devi fare altro.'], ['Controlla nel portale che i dati siano giusti.']),
      byWhen: byWhen('Non c’è nessuna scadenza.'),
      otherwise: ifNot('La pratica resta com’è. Se cambi idea, puoi dare un’altra delega.'),
      notYou: 'Non l’hai revocata tu?',
      report: 'Dillo subito. Basta una telefonata:',
      closing: words.closing,
    });
  },

  'mandate-act': (parameters, context) => {
    const { caseNumber, receivedAt, patronato, representative, what } = parameters;
    if (representative !== undefined) return representatives.acted(parameters, representative, context);
    if (patronato === undefined) return acted(parameters, context);
    const draft = what === 'write-data';
    return caseMail(words, parameters, context, {
      subject: `Pratica ${caseNumber}: il patronato ha scritto per te`,
      preheader: 'Apri questa email: c’è scritto che cosa ha fatto.',
      title: draft ? 'Il patronato ha scritto nella tua bozza' : 'Il patronato ha scritto della tua domanda INPS',
      dates: [fact('Patronato', patronato), fact('Quando', moment('it', receivedAt))],
      happened: happened(
        draft
          ? 'Con la tua delega il patronato ha scritto dei dati nella bozza della DID.'
          : 'Con la tua delega il patronato ha scritto data e ricevuta della tua domanda INPS.',
        draft ? 'È ancora una bozza: nessuna DID è stata rilasciata.' : 'La data della domanda conta per la tua DID.',
      ),
      todo: todo(
        [],
        [
          'Entra nel portale e leggi che cosa ha scritto.',
          draft ? 'Se è sbagliato, correggilo. Poi rilascia tu la DID.' : 'Se è sbagliato, correggilo nel portale.',
        ],
      ),
      byWhen: byWhen(draft ? 'Fallo prima di rilasciare la DID.' : 'Fallo appena puoi.'),
      otherwise: ifNot(
        draft ? 'La bozza resta così. Senza di te nessuno la rilascia.' : 'La pratica va avanti con questi dati.',
        revoke,
      ),
      ending: [
        draft ? 'Il procedimento comincia quando rilasci la DID.' : 'Il procedimento si chiude quando firmi il patto.',
      ],
      notYou: 'Non conosci questo patronato?',
    });
  },
};
