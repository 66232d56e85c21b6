import type { Closer, ParametersOf } from '../../domain/communications.ts';
import { dateInRome, type Instant, type PlainDate } from '../../domain/dates.ts';
import { caseMail, type Decided, type Texts } from './common.ts';
import { fact, section } from './content.ts';
import { byWhen, day, didDateFact, endsBy, happened, ifNot, soon, todo, words } from './en-words.ts';

/** On a locked screen nobody reads what became of a case. */
const neutral = (caseNumber: string) => ({
  subject: `Case ${caseNumber}: there is news`,
  preheader: 'Open this email: it says what you can do.',
});
const dated = (didDate: PlainDate | undefined) => (didDate === undefined ? [] : [didDateFact(didDate)]);
const goesOn = ['The proceeding goes on: your DID still counts.'];
const sameDate = 'The date of your DID does not change.';

/** Why a DID was closed, in neutral words. */
const why = {
  job: 'The case is closed because we have a record that you work.',
  pension: 'The case is closed because we have a record that you are retired.',
  moved: 'The case is closed because it goes to another region.',
  annulled: 'The case is closed: the declaration does not count.',
  'not-admitted': 'The case is closed: the conditions for a DID were not met.',
  forfeiture: 'The case is closed because the forfeiture is final.',
} as const;
/** Why, where the person asked for it: in their own words, not as what others have on record. */
const asAsked = {
  ...why,
  job: 'The case is closed because you asked: you wrote that you work.',
  pension: 'The case is closed because you asked: you wrote that you are retired.',
  moved: 'The case is closed because you asked: it goes to another region.',
} as const;

const closedOn = (instant: Instant) => day(dateInRome(instant));
const bothDecided = 'two persons: one proposed it, another approved it';
const officers = {
  'job-centre': 'an officer of the job centre',
  manager: 'a manager of the service',
} as const satisfies Record<Closer, string>;
/** Who proposed and who approved, by their office. */
const byBoth = (deciders: ParametersOf<'did-closed'>['deciders']) =>
  deciders
    ? `two persons: ${officers[deciders.proposed]} proposed it, ${officers[deciders.approved]} approved it`
    : bothDecided;
const noDid = 'the draft is closed: no DID had been released';
type Grounds = Omit<Decided, 'appeal'>;
/** On what a closing rests. */
const rules: Readonly<Record<ParametersOf<'did-closed'>['reason'], string>> = {
  job: 'unemployed is who has no work (D.Lgs. 150/2015, art. 19)',
  pension: 'unemployed is who looks for work (D.Lgs. 150/2015, art. 19)',
  moved: 'the case is where you live (D.Lgs. 150/2015, art. 20)',
  annulled: 'a wrong act can be annulled (L. 241/1990, art. 21-nonies)',
  'not-admitted': 'who can make the DID (D.Lgs. 150/2015, art. 19)',
  forfeiture: 'the forfeiture decided before, which is final (D.Lgs. 150/2015, art. 21)',
};
/** What a closing changes, and since when. */
function effectOf({ didDate, receivedAt, reason }: ParametersOf<'did-closed'>): string {
  if (didDate === undefined) return noDid;
  if (reason === 'moved') return `with us the case is closed from ${closedOn(receivedAt)}; the DID is not revoked`;
  const fromBeginning = reason === 'annulled' || reason === 'not-admitted';
  return fromBeginning
    ? `the DID does not count, from its first day: ${day(didDate)}`
    : `the DID no longer counts from ${closedOn(receivedAt)}`;
}
/** What is decided by a closing, and by whom: two persons, or one on the person's own word. */
const grounds = (facts: ParametersOf<'did-closed'>): Grounds => ({
  rule: rules[facts.reason],
  effect: effectOf(facts),
  decidedBy: facts.twoPersons
    ? byBoth(facts.deciders)
    : facts.reason === 'forfeiture'
      ? 'two persons decided the forfeiture; the job centre closed the case'
      : `${facts.office?.name ?? 'the job centre'}, on what you told`,
});

/** The English mails about the life of a DID: the same facts as the Italian ones, in the same order. */
export const life: Pick<
  Texts,
  'status-suspended' | 'status-resumed' | 'did-closed' | 'did-reopened' | 'did-rectified' | 'case-transferred'
> = {
  'status-suspended': (parameters, context) =>
    caseMail(words, parameters, context, {
      ...neutral(parameters.caseNumber),
      title: 'Status of unemployment suspended for work',
      dates: [didDateFact(parameters.didDate), fact('Suspended from', day(parameters.from))],
      office: parameters.office,
      receipt: 'entered',
      happened: happened(
        `You have work: the status of unemployment is suspended from ${day(parameters.from)}.`,
        'The DID is not closed. When the work ends, it goes back to where it was.',
        sameDate,
      ),
      todo: todo([], ['When the work ends, sign in to the portal and write the last day.']),
      byWhen: byWhen(
        'Do it right after the last day of work.',
        ...(parameters.days === undefined ? [] : [`The work lasts ${parameters.days} days, by what was told.`]),
        `The suspension lasts ${parameters.limitDays} days at most.`,
      ),
      otherwise: ifNot('Nothing is closed by itself. The office looks for you to hear how it goes.'),
      ending: goesOn,
      notYou: 'Do you not work?',
    }),

  'status-resumed': (parameters, context) =>
    caseMail(words, parameters, context, {
      ...neutral(parameters.caseNumber),
      title: 'The status of unemployment has resumed',
      dates: [
        didDateFact(parameters.didDate),
        fact('Suspended from', day(parameters.from)),
        fact('Suspended until', day(parameters.until)),
      ],
      office: parameters.office,
      receipt: 'entered',
      happened: happened(
        'The work has ended: your DID is back where it was.',
        sameDate,
        'The days of work do not count in your deadlines.',
      ),
      todo: todo([], ['Sign in to the portal and see what the next step is.']),
      byWhen: byWhen(soon, 'The deadlines of your case are written in the portal.'),
      otherwise: ifNot('Before each deadline we write to you.'),
      ending: endsBy(parameters.pactSignedOn),
      notYou: 'Do you still work?',
    }),

  'did-closed': (parameters, context) => {
    const { caseNumber, didDate, reason, since, office, appeal, twoPersons, toRegion, asked } = parameters;
    return caseMail(words, parameters, context, {
      ...neutral(caseNumber),
      title: 'Your case is closed',
      dates: [...dated(didDate), ...(since === undefined ? [] : [fact('Holds from', day(since))])],
      office,
      receipt: 'closed',
      happened: happened(
        (asked ? asAsked : why)[reason],
        ...(toRegion === undefined ? [] : [`The region is ${toRegion}.`]),
        ...(reason === 'moved' && didDate !== undefined
          ? ['Your DID still counts. Its dates and terms go to the new region.']
          : []),
        ...(twoPersons ? ['Two persons of the office decided it. The reasons are written on the portal.'] : []),
        ...(reason === 'forfeiture' ? ['Nothing changes of what had been decided.'] : ['This is not a sanction.']),
      ),
      todo: todo(
        ['If this is right, you have nothing else to do.', 'If it is a mistake:'],
        [
          'Call the job centre or go in person. You need the case number.',
          'Ask to reopen the case with the same date.',
          'Do you receive an INPS benefit? Ask for free help at the desk or at a patronato.',
        ],
      ),
      byWhen: byWhen(soon, 'There is a term for an appeal: you find it under “The decision”.'),
      otherwise: ifNot(
        reason === 'moved' && didDate !== undefined
          ? 'Do not release another DID: yours still counts. With us the case stays closed.'
          : 'The case stays closed. If one day you need it, you can release a new DID.',
      ),
      decision: { ...grounds(parameters), appeal },
      ending: ['With the closing this proceeding is over. If we reopen the case, it goes on.'],
      notYou: 'Is it not true?',
    });
  },

  'did-reopened': (parameters, context) => {
    const { caseNumber, didDate, by, merged, office } = parameters;
    return caseMail(words, parameters, context, {
      ...neutral(caseNumber),
      title: 'Your case is open again',
      dates: dated(didDate),
      office,
      receipt: by === 'citizen' ? 'received' : 'entered',
      happened: happened(
        by === 'citizen' ? 'You took the withdrawal back: the case is open again.' : 'The office reopened the case.',
        ...(didDate === undefined ? [] : [`The date of the DID is the same: ${day(didDate)}.`]),
        ...(merged ? ['You had another, newer DID: now only one is left, and the first date counts.'] : []),
      ),
      todo: todo([], ['Sign in to the portal and see what the next step is.']),
      byWhen: byWhen(soon, 'The deadlines of your case begin again.'),
      otherwise: ifNot('Before each deadline we write to you.'),
      ending:
        didDate === undefined ? ['The proceeding starts when you release the DID.'] : endsBy(parameters.pactSignedOn),
      notYou: 'Did you not want it?',
    });
  },

  'did-rectified': (parameters, context) => {
    const { caseNumber, didDate, pactSignedOn, rectifiedOn, what, office, before } = parameters;
    const changed = (was: PlainDate | undefined, now: PlainDate | undefined) =>
      was && now && was !== now ? ` It was ${day(was)}, now it is ${day(now)}.` : '';
    const corrected = {
      data: 'The data that you declared.',
      'did-date': `The date of the DID.${changed(before?.didDate, didDate)}`,
      'pact-date': `The date of the pact.${changed(before?.pactSignedOn, pactSignedOn)}`,
    } as const;
    return caseMail(words, parameters, context, {
      ...neutral(caseNumber),
      title: 'We corrected your case',
      dates: [...dated(didDate), fact('Corrected on', day(rectifiedOn))],
      office,
      receipt: 'entered',
      happened: section(
        'What happened',
        ['There was a mistake in the case. Two persons of the office put it right. This has changed:'],
        { items: what.map((one) => corrected[one]) },
      ),
      todo: todo(
        ['The reason is written in the case.'],
        ['Sign in to the portal and check the case.', 'If something is wrong, call the office.'],
      ),
      byWhen: byWhen(soon, 'There is a term for an appeal: you find it under “The decision”.'),
      otherwise: ifNot('The correction counts as it is.'),
      decision: {
        rule: 'a mistake is put right (L. 241/1990, art. 21-nonies)',
        effect: `the correction counts from ${day(rectifiedOn)}`,
        decidedBy: bothDecided,
        appeal: parameters.appeal,
      },
      ending: goesOn,
      notYou: 'Is the correction wrong?',
    });
  },

  'case-transferred': (parameters, context) =>
    caseMail(words, parameters, context, {
      ...neutral(parameters.caseNumber),
      title: 'Your case goes to another office',
      dates: dated(parameters.didDate),
      office: parameters.office,
      receipt: 'entered',
      happened: happened(
        `The competent job centre is now this one: ${parameters.office.name}.`,
        'Dates and deadlines stay the same.',
        ...(parameters.follows ? ['It is also the office with which you sign the pact.'] : []),
      ),
      todo: todo(['You have nothing else to do.'], ['For your case ask the new office.']),
      byWhen: byWhen('The deadlines of your case are written in the portal.'),
      otherwise: ifNot('Nothing happens: the new office has your case already.'),
      ending: endsBy(parameters.pactSignedOn),
      notYou: 'Did you not move?',
    }),
};
