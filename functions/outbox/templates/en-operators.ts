import { caseMail, type Texts } from './common.ts';
import { fact } from './content.ts';
import { byWhen, day, didDateFact, happened, ifNot, pactEnds, soon, todo, words } from './en-words.ts';

/** The English mail about an operator that has ended: the same facts as the Italian one, in the same order. */
export const operators: Pick<Texts, 'operator-ended'> = {
  'operator-ended': (parameters, context) => {
    const { was, endedOn, didDate, pactSignedOn, proposed } = parameters;
    return caseMail(words, parameters, context, {
      subject: 'Choose again who follows you',
      preheader: 'The date of your DID does not change.',
      title: 'Your office can no longer follow you: choose again',
      dates: [
        ...(didDate ? [didDateFact(didDate)] : []),
        ...(pactSignedOn ? [fact('Pact signed on', day(pactSignedOn))] : []),
        fact('Last day of the office', day(endedOn)),
      ],
      office: proposed,
      happened: happened(
        'The office that you chose can no longer follow you.',
        `It is: ${was}.`,
        `Its last day was ${day(endedOn)}.`,
        'You do not have to make the DID again. The date of your DID does not change.',
        ...(pactSignedOn ? ['The pact that you signed stays valid as well.'] : []),
      ),
      todo: todo(proposed ? [`We propose: ${proposed.name}.`, 'If you prefer, you can choose another office.'] : [], [
        'Sign in to the portal and choose who follows you.',
        'You can choose the job centre of your domicile or an accredited operator.',
        'Then make an appointment. If you prefer, go in opening hours.',
      ]),
      byWhen: byWhen(soon, 'There is no deadline.'),
      otherwise: ifNot('You lose no right.', 'An office may call you to help you choose.'),
      ending: pactSignedOn ? ['The pact goes on with the office that you choose.'] : pactEnds,
      notYou: 'Was it not you who had chosen this office?',
    });
  },
};
