import { mailboxMail, type Texts } from './common.ts';
import { fact, section } from './content.ts';
import { byWhen, happened, ifNot, todo, words } from './it-words.ts';
import { moment } from './words.ts';

/** The Italian mails about the mailbox itself. */
export const mailbox: Pick<Texts, 'mailbox-code' | 'mailbox-changed'> = {
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
        'Chiama o vai a un Centro per l’impiego. Prima di usare un nuovo indirizzo controlliamo che sia tuo.',
      ]),
      notYou: 'Non sei stato tu?',
      report: 'Cambia la password di questa casella e avvisaci subito. Basta una telefonata:',
      closing: words.closing,
    }),
};
