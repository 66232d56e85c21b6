import { caseMail, type Texts } from './common.ts';
import { fact, section } from './content.ts';
import {
  by,
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
const wrong = 'Does the answer seem wrong to you? Ask the office to check it.';
const opens = ['The proceeding is not open yet: it starts with the application to INPS.'];
const jobCentreFact = (name: string) => fact('Job centre', name);

/** The English mails about routes B and C: the same facts as the Italian ones, in the same order. */
export const routes: Pick<
  Texts,
  | 'inps-application'
  | 'inps-awaited'
  | 'inps-reminder'
  | 'inps-date-decided'
  | 'old-did-asked'
  | 'old-did-answered'
  | 'extremes-verified'
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

  'inps-awaited': (parameters, context) => {
    if (parameters.applied) {
      return caseMail(words, parameters, context, {
        subject: 'Your application to INPS: only the date is missing',
        preheader: 'Give the date, or bring the receipt to the office.',
        title: 'You have applied to INPS: only the date is missing',
        dates: [],
        happened: happened(
          'You wrote to us that you have applied to INPS.',
          'That application is your DID too: you need no other.',
          'Unemployment starts from the day of the application. That date is all that is missing.',
        ),
        todo: todo(
          [noOther],
          ['Find the receipt of the application.', 'Give date and protocol on the portal.', ...choose, ...meet],
        ),
        byWhen: byWhen(
          soon,
          'You cannot find the receipt? Go to the office all the same, or to a patronato: it is free.',
        ),
        otherwise: ifNot(
          'Your application and your DID stay.',
          'Without the date the office cannot make the pact (PSP).',
        ),
        ending: pactEnds,
        notYou: 'Was it not you?',
      });
    }
    return caseMail(words, parameters, context, {
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
        'Have you changed your mind? You can change the route on the portal.',
        'Days count only from when you release the DID there.',
      ),
      ending: opens,
      notYou: 'Was it not you?',
    });
  },

  'inps-reminder': (parameters, context) => {
    if (parameters.applied) {
      return caseMail(words, parameters, context, {
        subject: 'The date of your application to INPS is missing',
        preheader: 'Give it on the portal, or bring the receipt to the office.',
        title: 'Only the date of your application to INPS is missing',
        dates: [fact('Route chosen', moment('en', parameters.receivedAt))],
        happened: happened(
          'You wrote to us that you have applied to INPS: that application is your DID.',
          'We do not know its date yet.',
        ),
        todo: todo(
          [noOther],
          [
            'Give date and protocol of the receipt on the portal.',
            'You cannot find it? Ask INPS or the patronato for it: it is free.',
            'You can also go to the office and look for it together.',
          ],
        ),
        byWhen: byWhen(soon, lateOffice),
        otherwise: ifNot(
          'Your case stays open.',
          'Later on an office may call you to help.',
          'This is not a sanction.',
        ),
        ending: pactEnds,
        notYou: 'Was it not you?',
      });
    }
    return caseMail(words, parameters, context, {
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
    });
  },

  'inps-date-decided': (parameters, context) => {
    const { didDate, didDateBefore, counts, office } = parameters;
    const same = didDate === didDateBefore;
    return caseMail(words, parameters, context, {
      subject: `Case ${parameters.caseNumber}: the date was checked`,
      preheader: 'Open this email: it says which date counts.',
      title: 'We checked the date of your DID',
      dates: [...(same ? [] : [fact('Date until now', day(didDateBefore))]), didDateFact(didDate)],
      office,
      receipt: 'entered',
      happened: happened(
        'The data of your application from INPS and from you were different.',
        counts === 'inps' ? 'The office decided: those of INPS count.' : 'The office decided: yours count.',
        'The reason is written in your case on the portal.',
        same
          ? `The date of the DID does not change: ${day(didDate)}.`
          : `The DID was of ${day(didDateBefore)}. Now it is of ${day(didDate)}: unemployment starts from that day.`,
      ),
      todo: todo(
        ['If this is right, you have nothing else to do.'],
        ['Check the receipt of the application.', 'It does not agree? Take it to the office and ask for a correction.'],
      ),
      byWhen: byWhen(soon),
      otherwise: ifNot('The date written here counts.'),
      ending: ['The proceeding goes on: your DID counts.'],
      notYou: 'Did you not apply to INPS?',
    });
  },

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
    const { valid, didDate, completeBy, jobCentre, pactSignedOn } = parameters;
    const signed = pactSignedOn !== undefined;
    const neutral = {
      subject: `Case ${parameters.caseNumber}: there is an answer`,
      preheader: 'Open this email: it tells what to do now.',
      receipt: 'entered',
      notYou: 'Was it not you who asked?',
    } as const;
    const dates = [
      jobCentreFact(jobCentre),
      ...(didDate === undefined ? [] : [didDateFact(didDate)]),
      ...(signed ? [fact('Pact signed on', day(pactSignedOn))] : []),
    ];
    const decision = {
      rule: 'without a DID that is still valid, a new one is needed (D.Lgs. 150/2015, art. 19)',
      effect: 'the earlier DID does not count: unemployment starts from the day of the new one',
      decidedBy: jobCentre,
      appeal: parameters.appeal,
    };
    if (valid || completeBy === undefined) {
      return caseMail(words, parameters, context, {
        ...neutral,
        title: valid ? 'Your DID is still valid' : 'The earlier DID is not valid any more',
        dates,
        happened: happened(
          valid
            ? 'The job centre answered: the DID that you had is still valid.'
            : 'The job centre answered: the DID that you had is not valid any more. The reason stands in the case.',
          didDate === undefined
            ? 'Your DID will come with the application to INPS.'
            : `Unemployment starts from the day of your DID: ${day(didDate)}.`,
          ...(signed ? [] : ['To confirm your unemployment status you have to sign the pact (PSP).']),
        ),
        todo: signed
          ? todo(['You have nothing else to do: what the pact asks of you stays the same.'], [noOther])
          : todo([noOther], [...choose, ...meet, sign]),
        byWhen: signed ? byWhen('The deadlines of your case are written in the portal.') : byWhen(soon, lateOffice),
        otherwise: ifNot(...(signed ? ['Nothing happens: the pact goes on.'] : withoutPact), ...(valid ? [] : [wrong])),
        ...(valid ? {} : { decision }),
        ending: signed ? ['The proceeding goes on with the pact that you signed.'] : pactEnds,
      });
    }
    return caseMail(words, parameters, context, {
      ...neutral,
      decision,
      title: 'Now you need a new DID',
      dates,
      happened: happened(
        'The job centre answered: the DID that you had is not valid any more. The reason stands in the case.',
        'Now there is a draft of yours on the portal: the new DID is not released yet.',
        'Unemployment starts from the day on which you release the new DID.',
      ),
      todo: todo([], ['Sign in to the portal.', 'Check the data of the draft.', 'Press “Save DID”.']),
      byWhen: byWhen(`Release the DID by ${by(completeBy)}.`, soon),
      otherwise: ifNot('After that date the draft may be deleted. We write to you first.', wrong),
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
