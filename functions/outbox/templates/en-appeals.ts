import { authorityOf } from '../../domain/appeal.ts';
import type { ParametersOf } from '../../domain/communications.ts';
import { caseMail, type Texts } from './common.ts';
import { fact, section } from './content.ts';
import { by, byWhen, day, happened, ifNot, todo, words } from './en-words.ts';

/** Who decides on the appeal, with the address if it is known. */
function toWhom({ appealTo = 'committee' }: ParametersOf<'appeal-recorded'>): string {
  const { name, address } = authorityOf(appealTo);
  return [name.en, ...(address === undefined ? [] : [address])].join(', ');
}

type Outcome = ParametersOf<'appeal-decided'>;

const neutral = (caseNumber: string) => ({
  subject: `Case ${caseNumber}: there is news`,
  preheader: 'Open this email: it says what you can do.',
});
const numbered = (decisionNumber: number) => fact('Decision number', String(decisionNumber));
const outcomes: Readonly<Record<Outcome['outcome'], string>> = {
  upheld: 'found for you: the decision does not count any more.',
  rejected: 'rejected the appeal: the decision stays as it is.',
  inadmissible: 'could not look at the appeal: the decision stays as it is.',
};

/** What differs by who decides on an appeal: the name in a sentence, the way to it, the law. */
const committees = {
  committee: {
    name: 'the committee',
    steps: [
      'Get the committee’s form from the website of the Ministry of Labour.',
      'Enclose a copy of your identity document.',
      'Send everything to the committee: its name and address are at the top of this message.',
    ],
    law: 'D.Lgs. 150/2015, art. 21, para. 12',
  },
  inps: {
    name: 'the committee of INPS',
    steps: [
      'Read in the act of INPS how to appeal.',
      'Appeal on the website of INPS, or with a patronato.',
      'If the act names another office, send it there.',
    ],
    law: 'L. 88/1989, art. 46',
  },
} as const;
const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

function afterOutcome({ outcome, endedOn, reopened, merged, beside, inpsTold }: Outcome): string[] {
  if (endedOn) return ['With this your case is closed.'];
  return [
    ...(inpsTold ? ['We tell INPS: the decision is annulled from its beginning, as if never made.'] : []),
    ...(outcome === 'inadmissible' ? ['If the term is not over, you can send a new appeal.'] : []),
    ...(reopened ? ['Your case is as it was before, with the pact and the same date of the DID.'] : []),
    ...(merged ? ['You had another, newer DID: now there is one only, and the first date counts.'] : []),
    ...(beside ? ['You have another, newer DID: the office has to make one of the two. The first date counts.'] : []),
  ];
}

function effectOf({ on, endedOn }: Outcome): string {
  return endedOn
    ? `the decision stays, and the case is closed from ${day(endedOn)}`
    : `the decision stays as it is, from ${day(on)}`;
}

const filer: Readonly<Record<ParametersOf<'appeal-recorded'>['by'], string>> = {
  citizen: 'You told us that you appeal against a decision.',
  delegate: 'The person whom you named as delegate told us that you appeal against a decision.',
  representative: 'Who acts for you by law told us that you appeal against a decision.',
  office: 'The office recorded the appeal that you sent on paper.',
};

/** The English mails about appeals: the same facts as the Italian ones, in the same order. */
export const appeals: Pick<Texts, 'appeal-recorded' | 'appeal-decided' | 'may-declare-again'> = {
  'appeal-recorded': (parameters, context) => {
    const { caseNumber, decisionNumber, filedOn, inTime, until, office } = parameters;
    const own = parameters.by !== 'office';
    const { name, steps } = committees[parameters.appealTo ?? 'committee'];
    return caseMail(words, parameters, context, {
      subject: `Case ${caseNumber}: your appeal is recorded`,
      preheader: 'Keep this email: it is your receipt.',
      title: 'We recorded that you appeal',
      dates: [
        numbered(decisionNumber),
        fact('Appeal of', day(filedOn)),
        ...(until ? [fact('Last day for the appeal', day(until))] : []),
        fact('Where it is sent', toWhom(parameters)),
      ],
      office,
      receipt: own ? 'received' : 'entered',
      happened: happened(
        filer[parameters.by],
        ...(inTime
          ? [
              'We noted in time that you appeal.',
              until ? `It counts if you send it to ${name} by ${by(until)}.` : `It counts if you send it to ${name}.`,
              `Until ${name} decides, the case stays open.`,
            ]
          : [`The term was over. Now ${name} decides whether it looks at the appeal all the same.`]),
      ),
      todo: todo(
        [`${capital(name)} decides on the appeal, not this office. If you have not done so yet, send it there too:`],
        [...steps, 'Ask for free help at the desk or at a patronato.'],
      ),
      byWhen: byWhen(
        ...(until ? [`The appeal is sent by ${by(until)}. That day is included.`] : ['Send it as soon as you can.']),
      ),
      otherwise: ifNot(`${capital(name)} can only decide on what it receives.`),
      ending: [`The proceeding ends when ${name} decides. We write to you then.`],
      notYou: 'Do you not want to appeal?',
    });
  },

  'appeal-decided': (parameters, context) => {
    const { caseNumber, decisionNumber, outcome, protocol, on, endedOn, office } = parameters;
    const upheld = outcome === 'upheld';
    const { name, law } = committees[parameters.appealTo ?? 'committee'];
    return caseMail(words, parameters, context, {
      ...neutral(caseNumber),
      title: `${capital(name)} has decided on your appeal`,
      dates: [numbered(decisionNumber), fact('Decision on the appeal', `${protocol}, ${day(on)}`)],
      office,
      receipt: 'entered',
      happened: happened(`${capital(name)} ${outcomes[outcome]}`, ...afterOutcome(parameters)),
      todo: upheld
        ? todo(['You have nothing else to do.'], ['Sign in to the portal and see what the next step is.'])
        : todo(
            ['Read why: the reasons, because of which it decided so, are in the decision on the appeal.'],
            [
              'Ask for free help at the desk or at a patronato.',
              ...(endedOn ? ['If you need one, you can make a new DID: the portal tells you from when.'] : []),
            ],
          ),
      byWhen: upheld
        ? byWhen('The deadlines of your case are written in the portal.')
        : byWhen('There is a term for going to court: you find it under “The decision”.'),
      otherwise: upheld ? ifNot('Nothing happens.') : ifNot('The decision stays as it is.'),
      ...(!upheld && {
        decision: {
          rule: `${name} decides on the appeal (${law})`,
          effect: effectOf(parameters),
          decidedBy: `${name}; two persons of the job centre recorded it`,
          appeal: parameters.appeal,
        },
      }),
      ending: endedOn
        ? ['With the closing this proceeding is over.']
        : ['The proceeding of the appeal is over. Your case goes on.'],
      notYou: 'Is something not right?',
    });
  },

  'may-declare-again': (parameters, context) => {
    const { caseNumber, from, appealPends, office } = parameters;
    return caseMail(words, parameters, context, {
      subject: `Case ${caseNumber}: you can make a new DID`,
      preheader: 'Two months have passed.',
      title: 'You can make a new DID',
      dates: [fact('First day on which you can', day(from))],
      office,
      happened: happened(
        `Two months have passed. From ${day(from)} you can make a new DID.`,
        'The new DID starts on the day on which you release it.',
        ...(appealPends ? ['Your appeal goes on all the same. If you are right, the first date counts.'] : []),
      ),
      todo: todo(
        ['Do you not need the DID? Then you have nothing to do.', 'If you need it:'],
        ['Sign in to the portal.', 'Make a new draft.', 'Press “Save DID”.'],
      ),
      byWhen: byWhen('There is no deadline.', 'Unemployment starts on the day on which you release the DID.'),
      otherwise: section('If you do not', ['Nothing happens: you can make it later as well.']),
      ending: ['The case of before is closed apart. If need be, we write to you.'],
      notYou: 'Do you not know what this is about?',
    });
  },
};
