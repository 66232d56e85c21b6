import { caseMail, type Texts } from './common.ts';
import { fact, section } from './content.ts';
import {
  byWhen,
  choose,
  day,
  didDateFact,
  happened,
  ifNot,
  lateOffice,
  meet,
  pactEnds,
  sign,
  soon,
  todo,
  withoutPact,
  words,
} from './en-words.ts';
import { moment } from './words.ts';

const noOther = 'Do not release another DID on the portal.';
const apply = 'Apply on the website of INPS, or go to a patronato: it is free.';
const then = 'Then give the date and the protocol of the receipt on the portal.';
const opens = ['The proceeding is not open yet: it starts with the application to INPS.'];
const jobCentreFact = (name: string) => fact('Job centre', name);

/** The English mails about routes B and C: the same facts as the Italian ones, in the same order. */
export const routes: Pick<
  Texts,
  'inps-application' | 'inps-awaited' | 'inps-reminder' | 'old-did-asked' | 'old-did-answered' | 'extremes-verified'
> = {
  'inps-application': (parameters, context) => {
    const { appliedOn, protocol, didDate, office, toldBy, joined, differs } = parameters;
    const heard =
      toldBy === 'inps'
        ? ['INPS told us that you applied, by yourself or through a patronato.']
        : ['You told us that you applied to INPS.'];
    const one = joined
      ? ['You had a DID already: there is still one only, and the earlier date counts.']
      : ['The application is your DID too: you need no other.'];
    return caseMail(words, parameters, context, {
      subject: toldBy === 'inps' ? 'We received your application to INPS' : 'Your application to INPS: what to do now',
      preheader: 'Make no other DID: now you need the pact.',
      title: 'Your application to INPS: now you need the pact',
      dates: [
        fact('Application to INPS', day(appliedOn)),
        ...(protocol === undefined ? [] : [fact('INPS protocol', protocol)]),
        didDateFact(didDate),
      ],
      office,
      receipt: toldBy === 'inps' ? 'entered' : 'received',
      happened: happened(
        ...heard,
        ...one,
        `Unemployment starts from the day of the DID: ${day(didDate)}.`,
        ...(differs ? ['The data of INPS differ from those that you gave. The office checks them with you.'] : []),
        'To confirm your unemployment status you have to sign the pact (PSP).',
        ...(toldBy === 'inps' ? ['The patronato does not get this email.'] : []),
      ),
      todo: todo(
        [noOther],
        [
          ...(office ? [] : choose),
          ...meet,
          'Bring the receipt of the application and a valid identity document.',
          'Is the date wrong? Tell the office.',
        ],
      ),
      byWhen: byWhen(soon, lateOffice),
      otherwise: ifNot(...withoutPact),
      ending: pactEnds,
      notYou: 'Was it not you who applied?',
    });
  },

  'inps-awaited': (parameters, context) =>
    caseMail(words, parameters, context, {
      subject: 'Now you need the application to INPS',
      preheader: 'The DID will come with that application.',
      title: 'We are waiting for your application to INPS',
      dates: [],
      happened: happened(
        'You chose the route of those who apply to INPS.',
        'The DID does not exist yet: it will come with that application.',
        'Unemployment starts from the day of the application.',
      ),
      todo: todo(['Have you applied already? Then the data of the receipt are enough.'], [apply, then, noOther]),
      byWhen: byWhen(soon, 'The sooner you apply, the sooner unemployment starts.'),
      otherwise: ifNot(
        'Without the application there is no DID.',
        'Have you changed your mind? You can change the route on the portal whenever you like, at no loss.',
      ),
      ending: opens,
      notYou: 'Was it not you?',
    }),

  'inps-reminder': (parameters, context) =>
    caseMail(words, parameters, context, {
      subject: 'Have you changed your mind about INPS?',
      preheader: 'If so, you can change the route on the portal.',
      title: 'Have you changed your mind about the application to INPS?',
      dates: [fact('Route chosen', moment('en', parameters.receivedAt))],
      happened: happened(
        'On the portal you chose the route of those who apply to INPS.',
        'We know of no application yet. The DID will come with it.',
      ),
      todo: todo(
        ['Choose one of these ways:'],
        [
          `Are you still going to apply? ${apply}`,
          'Have you applied already? Give the date and the protocol of the application on the portal.',
          'Have you changed your mind? Change to route A on the portal and release the DID there.',
        ],
      ),
      byWhen: byWhen(soon, 'Unemployment starts only from the day of the DID.'),
      otherwise: ifNot('Your case stays open.', 'Later on an office may call you to help.', 'This is not a sanction.'),
      ending: opens,
      notYou: 'Was it not you?',
    }),

  'old-did-asked': (parameters, context) =>
    caseMail(words, parameters, context, {
      subject: 'We asked whether your DID is still valid',
      preheader: 'You have nothing to do for now: we will write to you.',
      title: 'We asked whether your DID is still valid',
      dates: [
        jobCentreFact(parameters.jobCentre),
        ...(parameters.statedDate === undefined ? [] : [fact('The date you remember', day(parameters.statedDate))]),
      ],
      happened: happened(
        'You told us that you had a DID already.',
        'We asked the office that took it whether it is still valid.',
      ),
      todo: todo(['You have nothing else to do for now.'], [`${noOther} Yours may still be valid.`]),
      byWhen: byWhen('We write to you as soon as the answer comes.', lateOffice),
      otherwise: section('If no answer comes', [
        'We ask the office again.',
        'That the office says nothing never means no.',
      ]),
      ending: ['The proceeding goes on when the office answers.'],
      notYou: 'Was it not you?',
    }),

  'old-did-answered': (parameters, context) => {
    const { valid, didDate, completeBy, jobCentre } = parameters;
    const neutral = {
      subject: `Case ${parameters.caseNumber}: there is an answer`,
      preheader: 'Open this email: it tells what to do now.',
      receipt: 'entered',
      notYou: 'Was it not you who asked?',
    } as const;
    const dates = [jobCentreFact(jobCentre), ...(didDate === undefined ? [] : [didDateFact(didDate)])];
    if (valid || completeBy === undefined) {
      return caseMail(words, parameters, context, {
        ...neutral,
        title: valid ? 'Your DID is still valid' : 'The earlier DID is not valid any more',
        dates,
        happened: happened(
          valid
            ? 'The job centre answered: the DID that you had is still valid.'
            : 'The job centre answered: the DID that you had is not valid any more.',
          didDate === undefined
            ? 'Your DID will come with the application to INPS.'
            : `Unemployment starts from the day of your DID: ${day(didDate)}.`,
          'To confirm your unemployment status you have to sign the pact (PSP).',
        ),
        todo: todo([noOther], [...choose, ...meet, sign]),
        byWhen: byWhen(soon, lateOffice),
        otherwise: ifNot(...withoutPact),
        ending: pactEnds,
      });
    }
    return caseMail(words, parameters, context, {
      ...neutral,
      title: 'Now you need a new DID',
      dates,
      happened: happened(
        'The job centre answered: the DID that you had is not valid any more. The reason stands in the case.',
        'Now there is a draft of yours on the portal: the new DID is not released yet.',
        'Unemployment starts from the day on which you release the new DID.',
      ),
      todo: todo([], ['Sign in to the portal.', 'Check the data of the draft.', 'Press “Save DID”.']),
      byWhen: byWhen(`Release the DID by ${day(completeBy)}.`, soon),
      otherwise: ifNot(
        'After that date the draft may be deleted. We write to you first.',
        'Does the answer seem wrong to you? Ask the office to check it.',
      ),
      ending: ['The proceeding ends with the new DID and with the pact.'],
    });
  },

  'extremes-verified': (parameters, context) =>
    caseMail(words, parameters, context, {
      subject: 'Data checked: now you need the pact',
      preheader: 'One step is missing: the signature of the pact.',
      title: 'Data checked: now you need the pact',
      dates: [didDateFact(parameters.didDate), fact('Data checked on', day(parameters.verifiedOn))],
      office: parameters.office,
      receipt: 'entered',
      happened: happened(
        'The office checked the data of your DID with you.',
        `Unemployment starts from the day of the DID: ${day(parameters.didDate)}.`,
        'To confirm your unemployment status the signature of the pact (PSP) is missing.',
      ),
      todo: todo([], [...meet, sign]),
      byWhen: byWhen(soon, lateOffice),
      otherwise: ifNot(...withoutPact),
      ending: pactEnds,
      notYou: 'Was it not you at the office?',
    }),
};
