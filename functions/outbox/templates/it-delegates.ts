import type { ParametersOf } from '../../domain/communications.ts';
import type { Instant, PlainDate } from '../../domain/dates.ts';
import type { MandateAct } from '../../domain/mail-facts-mandates.ts';
import { caseMail, mailboxMail } from './common.ts';
import { fact, type MailContent } from './content.ts';
import type { Setting } from './context.ts';
import { by, byWhen, happened, ifNot, todo, words } from './it-words.ts';
import { moment } from './words.ts';

const object = fact(words.facts.object, 'La persona delegata per la tua DID');
const revoke = 'Vuoi togliere la delega? Entra nel portale e revocala: finisce subito.';
const since = (namedAt: Instant | undefined) => (namedAt ? [fact('Delega data', moment('it', namedAt))] : []);

/** What a delegate did; a patronato's acts have words of their own. */
const did: Readonly<Partial<Record<MandateAct, string>>> = {
  'book-appointment': 'ha prenotato un appuntamento',
  'move-appointment': 'ha spostato l’appuntamento',
  'cancel-appointment': 'ha annullato l’appuntamento',
  'report-change': 'ha comunicato una variazione',
  justify: 'ha risposto a una richiesta dell’ufficio',
  'file-appeal': 'ha fatto ricorso contro una decisione',
};

/** That a delegate was named. */
export const named = (givenAt: Instant, until: PlainDate, context: Setting): MailContent =>
  mailboxMail(words, context, {
    subject: 'Hai delegato una persona di fiducia',
    preheader: 'Apri questa email: c’è scritto che cosa può fare.',
    title: 'Hai delegato una persona di fiducia',
    facts: [object, fact('Delega data', moment('it', givenAt)), fact('Vale fino a', by(until))],
    code: null,
    happened: happened(
      'Da ora questa persona può vedere la tua pratica. Entra con la sua identità digitale.',
      'Può prenotare, spostare e annullare gli appuntamenti.',
      'Può comunicare variazioni, rispondere all’ufficio e fare ricorso.',
      'Non può rilasciare o ritirare la DID, scegliere per te o cambiare la tua email.',
    ),
    todo: todo(['Non devi fare altro.'], ['Ti scriviamo ogni volta che questa persona fa qualcosa.', revoke]),
    byWhen: byWhen(`La delega finisce da sola dopo ${by(until)}. Puoi revocarla in ogni momento.`),
    otherwise: ifNot('Se non fai niente, la delega vale fino al suo ultimo giorno.'),
    notYou: 'Non l’hai data tu?',
    report: 'Revoca la delega nel portale e dillo subito. Basta una telefonata:',
    closing: words.closing,
  });

/** That a delegate was taken back. */
export const revoked = (endedAt: Instant, namedAt: Instant | undefined, context: Setting): MailContent =>
  mailboxMail(words, context, {
    subject: 'Hai revocato la delega a una persona di fiducia',
    preheader: 'Apri questa email: c’è scritto che cosa cambia.',
    title: 'Hai revocato la delega a una persona di fiducia',
    facts: [object, ...since(namedAt), fact('Delega revocata', moment('it', endedAt))],
    code: null,
    happened: happened(
      'Da ora questa persona non vede più la tua pratica e non può più fare niente.',
      'Quello che ha già fatto resta.',
    ),
    todo: todo(['Non devi fare altro.'], ['Controlla nel portale gli appuntamenti e quello che ha comunicato.']),
    byWhen: byWhen('Non c’è nessuna scadenza.'),
    otherwise: ifNot('La pratica resta com’è. Se cambi idea, puoi dare un’altra delega.'),
    notYou: 'Non l’hai revocata tu?',
    report: 'Dillo subito. Basta una telefonata:',
    closing: words.closing,
  });

/** What a delegate did. */
export const acted = (parameters: ParametersOf<'mandate-act'>, context: Setting): MailContent => {
  const { caseNumber, receivedAt, namedAt, what } = parameters;
  return caseMail(words, parameters, context, {
    subject: `Pratica ${caseNumber}: ha agito chi hai delegato`,
    preheader: 'Apri questa email: c’è scritto che cosa ha fatto.',
    title: 'La persona che hai delegato ha agito per te',
    dates: [...since(namedAt), fact('Quando', moment('it', receivedAt))],
    happened: happened(
      `Con la tua delega questa persona ${did[what] ?? 'ha lavorato sulla pratica'}.`,
      'Vale come se lo avessi fatto tu. La storia della pratica dice che lo ha fatto chi hai delegato.',
    ),
    todo: todo([], ['Entra nel portale e leggi che cosa ha fatto.', 'Se è sbagliato, correggilo o dillo all’ufficio.']),
    byWhen: byWhen('Fallo appena puoi.'),
    otherwise: ifNot('La pratica va avanti così.', revoke),
    ending: ['Il procedimento non cambia: finisce come ti abbiamo già scritto.'],
    notYou: 'Non hai delegato nessuno?',
  });
};
