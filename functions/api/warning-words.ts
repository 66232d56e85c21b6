/** What a person is told of something that does not stop them. */
import type { MailboxWarning } from '../domain/mailbox.ts';
import type { Language } from '../domain/person.ts';

type Words = Readonly<Record<Language, string>>;

const warnings: Readonly<Record<MailboxWarning, Words>> = {
  'pec-mailbox': {
    it: 'Sembra una casella PEC: può rifiutare le email normali. Se puoi, indica una casella email comune.',
    en: 'This looks like certified mail (PEC), which may reject ordinary mail. If you can, name an ordinary mailbox.',
  },
  'work-or-school-mailbox': {
    it: 'Sembra la casella di un lavoro o di una scuola: la perderai? Se puoi, indica una casella solo tua.',
    en: 'This looks like the mailbox of a job or a school: will you lose it? If you can, name one that is yours alone.',
  },
  'role-mailbox-explained': {
    it: 'L’indirizzo sembra di un ufficio: abbiamo preso nota di perché è tuo.',
    en: 'The address looks like that of an office: we took note of why it is yours.',
  },
  'doubtful-domain-explained': {
    it: 'Il dominio forse è di un ente: abbiamo preso nota di perché la casella è tua.',
    en: 'The domain may be that of a body: we took note of why the mailbox is yours.',
  },
};

const choiceWarnings: Readonly<Record<string, Words>> = {
  'signature-not-stated': {
    it: 'Non hai scritto come è stato firmato il patto: registralo, trovi l’attività nel tuo elenco.',
    en: 'You did not say how the pact was signed: record it, there is a task on your list.',
  },
  'signature-without-proof': {
    it: 'Non hai scritto dove si trova la prova della firma: registralo, trovi l’attività nel tuo elenco.',
    en: 'You did not say where the proof of the signature is: record it, there is a task on your list.',
  },
  'cpi-not-of-domicile': {
    it: 'Questo non è il Centro per l’Impiego del tuo domicilio. La scelta vale: puoi cambiarla prima del patto.',
    en: 'This is not the job centre of your domicile. The choice counts: you can change it before the pact.',
  },
  'domicile-cpi-unknown': {
    it: 'Non sappiamo quale Centro per l’Impiego è del tuo domicilio: chiedi conferma all’ufficio che hai scelto.',
    en: 'We do not know which job centre is that of your domicile: ask the office that you chose.',
  },
};

/** What a person is told of something odd about an application, which stops nothing. */
export const inpsWarnings: Readonly<Record<string, Words | undefined>> = {
  'inps-protocol-form': {
    it: 'Questo protocollo ha una forma diversa dal solito: ricontrollalo sulla ricevuta.',
    en: 'This protocol has an unusual form: check it against the receipt.',
  },
  'inps-protocol-date': {
    it: 'La data dentro il protocollo è diversa da quella della domanda: ricontrolla la ricevuta.',
    en: 'The date in the protocol differs from that of the application: check the receipt.',
  },
  'inps-before-job-end': {
    it: 'La domanda è di prima della fine del lavoro: ricontrolla le due date.',
    en: 'The application is from before the job ended: check both dates.',
  },
};

/** What the person is told of a choice that is made all the same. */
export function choiceWarning(rule: string, language: Language): string | undefined {
  return choiceWarnings[rule]?.[language];
}

/** What the person is told of a mailbox that is accepted all the same. */
export function mailboxWarning(warning: MailboxWarning, language: Language): string {
  return warnings[warning][language];
}
