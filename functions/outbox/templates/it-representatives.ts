import type { ParametersOf } from '../../domain/communications.ts';
import type { MandateAct, RepresentativeKind, RepresentedScope } from '../../domain/mail-facts-mandates.ts';
import { caseMail, mailboxMail } from './common.ts';
import { fact, type MailContent } from './content.ts';
import type { Setting } from './context.ts';
import { by, byWhen, happened, ifNot, todo, words } from './it-words.ts';
import { moment } from './words.ts';

const object = fact(words.facts.object, 'Chi ti rappresenta per la tua DID');
const who: Readonly<Record<RepresentativeKind, string>> = {
  guardian: 'chi ti fa da tutore',
  'support-administrator': 'chi ti fa da amministratore di sostegno',
  parent: 'un genitore',
};
const may: Readonly<Record<RepresentedScope, string>> = {
  see: 'vedere la tua pratica',
  declare: 'scrivere i dati e rilasciare la DID',
  'choose-operator': 'scegliere l’ufficio che ti segue',
  appointments: 'prenotare, spostare e annullare gli appuntamenti',
  answer: 'comunicare variazioni, rispondere all’ufficio e fare ricorso',
  withdraw: 'ritirare la DID',
};
const did: Readonly<Partial<Record<MandateAct, string>>> = {
  'write-data': 'ha scritto dei dati nella bozza della DID',
  release: 'ha rilasciato la DID',
  'choose-operator': 'ha scelto l’ufficio che ti segue',
  withdraw: 'ha ritirato la DID',
  'undo-withdrawal': 'ha annullato il ritiro della DID',
  'book-appointment': 'ha prenotato un appuntamento',
  'move-appointment': 'ha spostato l’appuntamento',
  'cancel-appointment': 'ha annullato l’appuntamento',
  'report-change': 'ha comunicato una variazione',
  justify: 'ha risposto a una richiesta dell’ufficio',
  'file-appeal': 'ha fatto ricorso contro una decisione',
};
const wrong = 'Se è sbagliato, dillo a un Centro per l’impiego: può fermarlo subito.';

/** That an office recorded a legal representative. */
export const recorded = (
  { givenAt, from, until, representative, represented = [] }: ParametersOf<'mandate-given'>,
  kind: NonNullable<typeof representative>,
  context: Setting,
): MailContent =>
  mailboxMail(words, context, {
    subject: 'Un Centro per l’impiego ha registrato chi agisce per te',
    preheader: 'Apri questa email: c’è scritto che cosa può fare.',
    title: 'Abbiamo registrato chi agisce per te per legge',
    facts: [
      object,
      fact('Registrazione fatta', moment('it', givenAt)),
      ...(from ? [fact('Vale da', by(from))] : []),
      fact('Vale fino a', by(until)),
    ],
    code: null,
    happened: happened(
      `Allo sportello è stato mostrato un documento. Per la tua DID può agire ${who[kind]}.`,
      'Entra con la sua identità digitale. Ecco che cosa può fare.',
      ...represented.map((one) => `Può ${may[one]}.`),
      'Le email arrivano alla casella che conta per te.',
    ),
    todo: todo(['Se è giusto, non devi fare niente.'], ['Ti scriviamo ogni volta che questa persona agisce.', wrong]),
    byWhen: byWhen(`Finisce da sola dopo ${by(until)}.`),
    otherwise: ifNot('Se non fai niente, vale fino al suo ultimo giorno.'),
    notYou: 'Non conosci questa persona?',
    report: 'Dillo subito. Basta una telefonata:',
    closing: words.closing,
  });

/** That an office ended what a legal representative may do. */
export const ended = (
  { endedAt, namedAt }: ParametersOf<'mandate-ended'>,
  kind: RepresentativeKind,
  context: Setting,
): MailContent =>
  mailboxMail(words, context, {
    subject: 'Chi agiva per te per legge non può più farlo',
    preheader: 'Apri questa email: c’è scritto che cosa cambia.',
    title: 'Chi agiva per te per legge non può più farlo',
    facts: [
      object,
      ...(namedAt ? [fact('Registrazione fatta', moment('it', namedAt))] : []),
      fact('Registrazione finita', moment('it', endedAt)),
    ],
    code: null,
    happened: happened(
      `Da ora ${who[kind]} non vede più la tua pratica e non può più fare niente.`,
      'Quello che ha già fatto resta.',
    ),
    todo: todo(['Non devi fare altro.'], ['Controlla nel portale gli appuntamenti e le scadenze.']),
    byWhen: byWhen('Non c’è nessuna scadenza.'),
    otherwise: ifNot('La pratica resta com’è.'),
    notYou: 'È sbagliato?',
    report: 'Dillo subito. Basta una telefonata:',
    closing: words.closing,
  });

/** What a legal representative did. */
export const acted = (
  parameters: ParametersOf<'mandate-act'>,
  kind: RepresentativeKind,
  context: Setting,
): MailContent => {
  const { caseNumber, receivedAt, namedAt, what } = parameters;
  return caseMail(words, parameters, context, {
    subject: `Pratica ${caseNumber}: ha agito chi ti rappresenta`,
    preheader: 'Apri questa email: c’è scritto che cosa ha fatto.',
    title: 'Chi ti rappresenta per legge ha agito per te',
    dates: [
      ...(namedAt ? [fact('Registrazione fatta', moment('it', namedAt))] : []),
      fact('Quando', moment('it', receivedAt)),
    ],
    happened: happened(
      `Per te ${who[kind]} ${did[what] ?? 'ha lavorato sulla pratica'}.`,
      'Vale per te. La storia della pratica dice chi lo ha fatto.',
    ),
    todo: todo([], ['Entra nel portale e leggi che cosa ha fatto.', wrong]),
    byWhen: byWhen('Fallo appena puoi.'),
    otherwise: ifNot('La pratica va avanti così.'),
    ending: ['Il procedimento non cambia: finisce come ti abbiamo già scritto.'],
    notYou: 'Non conosci questa persona?',
  });
};
