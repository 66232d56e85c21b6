import { caseMail, type Texts } from './common.ts';
import { section } from './content.ts';
import { byWhen, happened, todo, words } from './it-words.ts';

/** The Italian receipt of an answer to our mail. */
export const replies: Pick<Texts, 'reply-received'> = {
  'reply-received': (parameters, context) =>
    caseMail(words, parameters, context, {
      subject: `Pratica ${parameters.caseNumber}: abbiamo la tua risposta`,
      preheader: 'Conserva questa email: è la tua ricevuta.',
      title: 'Abbiamo ricevuto la tua risposta',
      dates: [],
      office: parameters.office,
      happened: happened(
        'La tua email è arrivata. Vale il giorno e l’ora che leggi qui sopra.',
        parameters.office ? `Ora la legge chi ti segue: ${parameters.office.name}.` : 'Ora la legge una persona.',
        ...(parameters.attachments ? ['Con l’email sono arrivati degli allegati. L’ufficio non li apre da qui.'] : []),
      ),
      todo: parameters.attachments
        ? todo(
            ['L’ufficio deve vedere i documenti?'],
            ['Portali allo sportello.', 'Se non puoi, chiama: ti diciamo come consegnarli.'],
          )
        : todo(['Per ora non devi fare altro.'], []),
      byWhen: byWhen(
        ...(parameters.attachments ? ['Porta i documenti entro il giorno che l’ufficio ti ha scritto.'] : []),
        'Aspetti una risposta? Se non arriva entro 30 giorni, chiama.',
      ),
      otherwise: section('Che cosa succede adesso', [
        'Una persona legge la tua email. Nessuna decisione è automatica.',
        'Se serve altro, l’ufficio ti scrive o ti chiama.',
      ]),
      ending: ['Il procedimento va avanti. La tua risposta è nella pratica.'],
      notYou: 'Non ci hai scritto tu?',
    }),
};
