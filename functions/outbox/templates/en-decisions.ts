import { authorityOf } from '../../domain/appeal.ts';
import type { ParametersOf } from '../../domain/communications.ts';
import { caseMail, type Texts } from './common.ts';
import { fact, section } from './content.ts';
import { byWhen, day, happened, ifNot, todo, words } from './en-words.ts';

type Facts = ParametersOf<'decision-taken'>;

/** What was contested, in neutral words: nothing of how it came about. */
const facts: Readonly<Record<Facts['what'], string>> = {
  'call-up': 'Meeting set by a call-up',
  orientation: 'Orientation activity',
  training: 'Course or other training activity',
  offer: 'Job offer',
  declaration: 'Signing of the declaration',
};
const ways: Readonly<Record<Facts['channel'], string>> = {
  'portal-read': 'on the portal',
  email: 'by email',
  pec: 'by certified mail (PEC)',
  'registered-letter': 'by registered letter',
  hand: 'by hand, at the office',
};
const deciders: Readonly<Record<Facts['decidedBy'], string>> = { 'job-centre': 'the job centre', inps: 'INPS' };
const titles: Readonly<Record<Facts['outcome'], string>> = {
  dismissed: 'The fact is dismissed: you lose nothing',
  cut: 'Your benefit is reduced by some days',
  forfeiture: 'You lose the benefit and the status of unemployment',
  loss: 'You lose the rest of the benefit',
};

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

function effectOf({ outcome, days, from, to }: Facts): string {
  const since = from ? day(from) : '';
  switch (outcome) {
    case 'dismissed':
      return 'nothing changes';
    case 'cut':
      return `the benefit is reduced by ${days ?? 0} days: from ${since} to ${to ? day(to) : ''}, both included`;
    case 'forfeiture':
      return `you lose the benefit and the status of unemployment, from ${since}`;
    case 'loss':
      return `you lose the rest of the benefit, from ${since}`;
  }
}

function afterwards({ outcome, declareFrom }: Facts): string[] {
  switch (outcome) {
    case 'dismissed':
    case 'cut':
      return ['The status and the date of your DID do not change. The pact goes on.'];
    case 'forfeiture':
      return [
        'What has accrued before remains yours.',
        ...(declareFrom ? [`You can make a new DID from ${day(declareFrom)}.`] : []),
      ];
    case 'loss':
      return [
        'What has accrued before remains yours.',
        'You lose payments only: the status, the date of the DID and the pact stay.',
      ];
  }
}

const dismissed = {
  todo: todo(['You do not have to do anything.'], ['Keep this email.', 'Go on with what the pact says.']),
  byWhen: byWhen('There is no term.'),
  otherwise: section('What happens now', ['Your case goes on as before.']),
};
const adverse = ({ appealDays, appealTo, channel }: Facts) => ({
  todo: todo(
    ['Do you disagree? You can appeal.'],
    [
      'Read the whole decision: it tells you why, because the reasons stand there.',
      ...(appealTo === 'inps'
        ? [
            'Appeal on the website of INPS, or with a patronato.',
            'If the act of INPS names another office, send it there.',
          ]
        : ['For the appeal use the form of the Ministry of Labour.', 'Add a copy of your identity document.']),
      'Ask for free help at the desk or at a patronato.',
    ],
  ),
  byWhen: byWhen(
    `Appeal within ${appealDays} calendar days of the service of the decision.`,
    channel === 'portal-read'
      ? 'The term runs from the day on which you open the decision on the portal.'
      : 'The term runs from the service, not from this email.',
  ),
  otherwise: ifNot('If you do not appeal in time, the decision becomes final.'),
});

const byWhom = ({ decidedBy, twoPersons }: Facts) =>
  twoPersons ? `${deciders[decidedBy]}: one person proposed, another approved` : deciders[decidedBy];

const decisionOf = (parameters: Facts) => ({
  rule: parameters.law,
  effect: effectOf(parameters),
  decidedBy: byWhom(parameters),
  appeal: undefined,
  before:
    (parameters.appealTo === 'inps'
      ? `${authorityOf('inps').name.en}, `
      : 'Committee on conditionality appeals (Comitato per i ricorsi di condizionalità), Ministry of Labour, ') +
    `within ${parameters.appealDays} calendar days of the service. You can also go to court.`,
});

/** The English mail about a decision on a contested fact. */
export const decisions: Pick<Texts, 'decision-taken'> = {
  'decision-taken': (parameters, context) => {
    const { caseNumber, outcome, number, what, factOn, decidedBy, channel } = parameters;
    const favourable = outcome === 'dismissed';
    return caseMail(words, parameters, context, {
      subject: `Decision on your case ${caseNumber}`,
      preheader: 'Open this email: it says what you can do.',
      title: titles[outcome],
      dates: [
        fact('Number of the decision', String(number)),
        fact('Contested fact', facts[what]),
        fact('Day of the fact', day(factOn)),
      ],
      office: parameters.office,
      receipt: 'entered',
      happened: happened(
        `We had contested a fact. Now it was decided on by ${deciders[decidedBy]}.`,
        sentence(effectOf(parameters)),
        ...afterwards(parameters),
        `The whole decision is on the portal and comes to you ${ways[channel]}.`,
        ...(favourable
          ? []
          : [
              'It takes effect only once you are served with it.',
              ...(channel === 'portal-read' ? ['If you open it on the portal, that day is its service.'] : []),
            ]),
      ),
      ...(favourable ? dismissed : adverse(parameters)),
      ...(favourable ? {} : { decision: decisionOf(parameters) }),
      ending:
        outcome !== 'forfeiture'
          ? ['With this decision the proceeding on that fact is closed. The pact goes on.']
          : ['The proceeding ends when the decision is final.'],
      notYou: 'Is there a mistake?',
    });
  },
};
