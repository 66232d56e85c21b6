import { type MailboxTexts, mailboxMail } from './common.ts';
import { fact, section } from './content.ts';
import { byWhen, happened, ifNot, todo, words } from './it-words.ts';
import { moment } from './words.ts';

/** The Italian mails about the mailbox itself. */
export const mailbox: MailboxTexts = {
  'mailbox-code': (parameters, context, code) =>
    mailboxMail(words, context, {
      subject: 'Conferma la tua casella email',
      preheader: 'Apri questa email per leggere il codice.',
      title: 'Conferma la tua casella email',
      facts: [fact(words.facts.object, words.facts.objectOfCode)],
      code: { label: 'Il tuo codice', value: code },
      happened: happened(
        'Sul portale qualcuno ha scritto questo indirizzo email. Prima di usarlo dobbiamo sapere se è tuo.',
        'Qui ti scriveremo per la tua DID. La casella deve essere solo tua.',
        'Non usare la casella di un patronato, di un’azienda o di un parente.',
      ),
      todo: todo([], ['Torna nel portale.', 'Scrivi il codice nella pagina che avevi aperto.']),
      byWhen: byWhen(`Il codice vale fino a ${moment('it', parameters.validUntil)}.`),
      otherwise: ifNot('Non usiamo questa casella. Puoi sempre chiedere un altro codice.'),
      notYou: 'Non hai chiesto tu il codice?',
      report: 'Non usarlo e non darlo a nessuno. Poi segnalalo:',
      closing: [
        'Questa email è stata inviata a questa casella soltanto. Non chiediamo mai password o IBAN.',
        'Il codice va scritto solo sul portale: nessuno te lo chiederà a voce.',
      ],
    }),

  'mailbox-changed': (parameters, context) =>
    mailboxMail(words, context, {
      subject: 'Da ora ti scriviamo a questo indirizzo',
      preheader: 'Hai cambiato l’indirizzo email per la tua DID.',
      title: 'Da ora ti scriviamo a questo indirizzo',
      facts: [
        fact(words.facts.object, words.facts.objectOfMailbox),
        fact('Casella cambiata', moment('it', parameters.changedAt)),
      ],
      code: null,
      happened: happened(
        'Hai dimostrato che questa casella è tua. Da ora le comunicazioni per la tua DID arrivano solo qui.',
        'Alcune email non ti erano arrivate? Te le mandiamo di nuovo qui.',
      ),
      todo: todo(['Non devi fare altro.'], ['Leggi spesso questa casella.', 'Usala solo tu.']),
      byWhen: byWhen(
        'Per la casella non c’è nessuna scadenza.',
        'Le scadenze della tua pratica sono scritte nel portale.',
      ),
      otherwise: section('Se cambi ancora casella', [
        'Puoi farlo dal portale. Prima di usare un nuovo indirizzo controlliamo che sia tuo.',
      ]),
      notYou: 'Non sei stato tu?',
      report: 'Cambia la password di questa casella e avvisaci subito. Basta una telefonata:',
      closing: words.closing,
    }),

  'mailbox-change-asked': (parameters, context) =>
    mailboxMail(words, context, {
      subject: 'Hai chiesto di scriverti a un altro indirizzo?',
      preheader: 'Se non sei stato tu, fermalo oggi dal portale.',
      title: 'Hai chiesto di scriverti a un altro indirizzo?',
      facts: [
        fact(words.facts.object, words.facts.objectOfMailbox),
        fact('Richiesta ricevuta', moment('it', parameters.askedAt)),
        fact('Il cambio avviene dopo', moment('it', parameters.changesAt)),
      ],
      code: null,
      happened: happened(
        'Sul portale qualcuno ha chiesto di usare un altro indirizzo email per la tua DID.',
        'Non abbiamo ancora cambiato niente: per ora ti scriviamo qui.',
      ),
      todo: todo(
        ['Se sei stato tu, non devi fare niente.'],
        ['Se non sei stato tu, entra nel portale.', 'Apri i tuoi dati e ferma il cambio di indirizzo.'],
      ),
      byWhen: byWhen(`Puoi fermarlo fino a ${moment('it', parameters.changesAt)}.`),
      otherwise: ifNot('Dopo quel momento ti scriviamo solo al nuovo indirizzo. La tua DID non cambia.'),
      notYou: 'Non sei stato tu?',
      report: 'Cambia la password con cui entri nel portale. Se non riesci a entrare, chiama subito:',
      closing: words.closing,
    }),

  'mailbox-change-stopped': (parameters, context) =>
    mailboxMail(words, context, {
      subject: 'Continuiamo a scriverti a questo indirizzo',
      preheader: 'Il cambio di indirizzo è stato fermato.',
      title: 'Continuiamo a scriverti a questo indirizzo',
      facts: [
        fact(words.facts.object, words.facts.objectOfMailbox),
        fact('Cambio fermato', moment('it', parameters.stoppedAt)),
      ],
      code: null,
      happened: happened(
        'Il cambio del tuo indirizzo email è stato fermato. Non è cambiato niente.',
        'Le comunicazioni per la tua DID arrivano ancora qui.',
      ),
      todo: todo(
        ['Per ora non devi fare altro.'],
        ['Se vuoi davvero un altro indirizzo, entra con SPID, CIE o CNS.', 'Oppure vai a un Centro per l’impiego.'],
      ),
      byWhen: byWhen('Non c’è nessuna scadenza.', 'Le scadenze della tua pratica sono scritte nel portale.'),
      otherwise: ifNot('Ti scriviamo sempre qui. La tua DID non cambia.'),
      notYou: 'Non lo hai fermato tu?',
      report: 'Dillo subito. Basta una telefonata:',
      closing: words.closing,
    }),

  'mailbox-listed': (parameters, context) =>
    mailboxMail(words, context, {
      subject: 'Per la tua DID ci serve un altro tuo indirizzo',
      preheader: 'Intanto continuiamo a scriverti qui.',
      title: 'Per la tua DID ci serve un altro tuo indirizzo',
      facts: [
        fact(words.facts.object, words.facts.objectOfMailbox),
        fact('Controllo fatto', moment('it', parameters.listedAt)),
      ],
      code: null,
      happened: happened(
        'Questa casella email risulta di un ufficio, di un’associazione o di un patronato.',
        'Quando l’hai indicata andava bene: quello che hai fatto resta valido.',
        'Da ora però la casella per la DID deve essere solo tua.',
      ),
      todo: todo(
        [],
        [
          'Apri una casella email tua, se non l’hai. È gratis.',
          'Entra nel portale e scrivi il nuovo indirizzo.',
          'Se ti serve aiuto, vai a un Centro per l’impiego.',
        ],
      ),
      byWhen: byWhen('Fallo appena puoi. Non c’è un giorno fisso.'),
      otherwise: ifNot('Continuiamo a scriverti qui. Un ufficio ti cerca per aiutarti. La tua DID non cambia.'),
      notYou: 'La casella è davvero solo tua?',
      report: 'Diccelo, così correggiamo. Basta una telefonata:',
      closing: words.closing,
    }),

  'guardian-recorded': (parameters, context) =>
    mailboxMail(words, context, {
      subject: 'Un’altra persona può ricevere le tue email',
      preheader: 'Un Centro per l’impiego lo ha scritto nei tuoi dati.',
      title: 'Un’altra persona può ricevere le tue email',
      facts: [
        fact(words.facts.object, words.facts.objectOfMailbox),
        fact('Registrazione fatta', moment('it', parameters.recordedAt)),
      ],
      code: null,
      happened: happened(
        'Allo sportello qualcuno ha mostrato una carta. La carta dice che può ricevere le tue email per la DID.',
        'Può essere chi ti fa da tutore, un genitore o una persona di fiducia.',
        'Per ora ti scriviamo ancora qui.',
      ),
      todo: todo(
        ['Se è giusto, non devi fare niente.'],
        ['Se vuoi usare il suo indirizzo, scrivilo nel portale.', 'Se è sbagliato, chiama subito.'],
      ),
      byWhen: byWhen('Non c’è nessuna scadenza. Se è sbagliato, chiama oggi.'),
      otherwise: ifNot('Non cambia niente: ti scriviamo sempre qui.'),
      notYou: 'Non conosci questa persona?',
      report: 'Dillo subito. Basta una telefonata:',
      closing: words.closing,
    }),
};
