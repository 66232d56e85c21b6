import { caseMail, type Texts } from './common.ts';
import { section } from './content.ts';
import { byWhen, happened, todo, words } from './en-words.ts';

/** The English receipt of an answer to our mail: the same facts as the Italian one, in the same order. */
export const replies: Pick<Texts, 'reply-received'> = {
  'reply-received': (parameters, context) =>
    caseMail(words, parameters, context, {
      subject: `Case ${parameters.caseNumber}: we have your reply`,
      preheader: 'Keep this email: it is your receipt.',
      title: 'We have received your reply',
      dates: [],
      office: parameters.office,
      happened: happened(
        'Your email has arrived. The day and the time that you read above count.',
        parameters.office ? `Who follows you reads it now: ${parameters.office.name}.` : 'A person reads it now.',
        ...(parameters.attachments
          ? ['Attachments came with the email. The office does not open them from here.']
          : []),
      ),
      todo: parameters.attachments
        ? todo(
            ['Does the office have to see the documents?'],
            ['Bring them to the office.', 'If you cannot, call: we tell you how to hand them in.'],
          )
        : todo(['For now you have nothing else to do.'], []),
      byWhen: byWhen(
        ...(parameters.attachments ? ['Bring the documents by the day that the office has written to you.'] : []),
        'Do you wait for an answer? If none comes within 30 days, call.',
      ),
      otherwise: section('What happens now', [
        'A person reads your email. Nothing is decided by itself.',
        'If something else is needed, the office writes or calls.',
      ]),
      ending: ['The proceeding goes on. Your reply is in the file.'],
      notYou: 'Was it not you who wrote to us?',
    }),
};
