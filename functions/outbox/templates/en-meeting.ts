import type { PlainDate } from '../../domain/dates.ts';
import type { Basis, MissingThing } from '../../domain/missing.ts';
import { caseMail, type Texts } from './common.ts';
import { fact, section } from './content.ts';
import {
  bring,
  byWhen,
  day,
  didDateFact,
  endsBy,
  happened,
  ifNot,
  lateOffice,
  pactEnds,
  sign,
  soon,
  todo,
  withoutPact,
  words,
} from './en-words.ts';

const lacks: Readonly<Record<MissingThing, string>> = {
  'identity-document': 'A valid identity document.',
  'residence-permit': 'Your valid residence permit, or the receipt of its renewal.',
  'paper-declaration': 'The declaration on paper: you sign it at the office.',
  'fiscal-code-paper': 'The paper on which the provisional fiscal code is written.',
  'inps-extremes': 'Date and protocol of the application to INPS: bring the receipt.',
  'old-did-extremes': 'The data of your earlier DID.',
  countersignature: 'The signature of a parent or guardian, with a valid document of theirs.',
  agreement: 'Agreement with the office on what to write in the pact.',
};
const asks: Readonly<Record<Basis, string>> = {
  procedure: 'The procedure of the region asks for it.',
  law: 'The law asks for it.',
  office: 'A rule of the office asks for it.',
};

/** The day of the DID, where it is known already. */
const dated = (didDate: PlainDate | undefined) => (didDate === undefined ? [] : [didDateFact(didDate)]);

/** The English mails about what happens at a counter: the same facts as the Italian ones, in the same order. */
export const meeting: Pick<Texts, 'operator-chosen' | 'meeting-not-concluded'> = {
  'operator-chosen': (parameters, context) =>
    caseMail(words, parameters, context, {
      subject: 'At the counter you chose who follows you',
      preheader: 'Check that it is right: who follows you sees your case.',
      title: 'At the counter you chose who follows you',
      dates: dated(parameters.didDate),
      office: parameters.office,
      receipt: 'entered',
      happened: happened(
        `At the counter you showed a document and chose: ${parameters.office.name}.`,
        'From now on this office sees your case.',
        ...(parameters.instead ? ['The office that you had chosen before no longer sees it.'] : []),
        ...(parameters.didDate === undefined ? [] : ['The date of your DID does not change.']),
      ),
      todo: todo(
        parameters.pactSignedOn
          ? ['The pact that you signed stays valid. You have nothing else to do.']
          : ['If the meeting already ended with the pact, you have nothing else to do. Otherwise go back with:'],
        parameters.pactSignedOn ? [] : parameters.documents.map((document) => bring[document]),
      ),
      byWhen: parameters.pactSignedOn ? byWhen('There is no deadline.') : byWhen(soon, lateOffice),
      otherwise: parameters.pactSignedOn
        ? ifNot('Nothing happens: the pact goes on with this office.')
        : ifNot(...withoutPact, 'Before the pact you can choose another office on the portal.'),
      ending: endsBy(parameters.pactSignedOn),
      notYou: 'Was it not you at the counter?',
    }),

  'meeting-not-concluded': (parameters, context) =>
    caseMail(words, parameters, context, {
      subject: 'The meeting was not concluded: something is missing',
      preheader: 'What is missing, when to come back, who helps you.',
      title: 'The meeting was not concluded: something is missing',
      dates: [
        ...dated(parameters.didDate),
        fact('Meeting', day(parameters.metOn)),
        ...(parameters.nextMeetingOn ? [fact('Next meeting', day(parameters.nextMeetingOn))] : []),
      ],
      office: parameters.office,
      receipt: 'entered',
      happened: section(
        'What happened',
        [
          `You came to the office.${parameters.didDate === undefined ? '' : ' The date of your DID does not change.'} This is still missing:`,
        ],
        { items: parameters.missing.map(({ what, basis }) => `${lacks[what]} ${asks[basis]}`) },
      ),
      todo: todo(
        ['If there is something that you cannot get, call: we tell you what to do.'],
        ['Get ready what is missing.', `Go back to the office. ${sign}`],
      ),
      byWhen: byWhen(
        parameters.nextMeetingOn
          ? `The next meeting is on ${day(parameters.nextMeetingOn)}. If you cannot come, call to move it.`
          : 'Go back as soon as you can, with or without an appointment.',
        lateOffice,
      ),
      otherwise: ifNot(
        ...withoutPact,
        ...(parameters.completeBy
          ? [`After ${day(parameters.completeBy)} the case may be closed. We write to you twice before.`]
          : []),
      ),
      ending: pactEnds,
      notYou: 'Was it not you at the office?',
    }),
};
