import type { ParametersOf } from '../../domain/communications.ts';
import type { SignatureKind } from '../../domain/signature.ts';
import { caseMail, type Texts } from './common.ts';
import { fact, type Row, section } from './content.ts';
import {
  byAtOffice,
  byWhen,
  day,
  didDateFact,
  happened,
  ifNot,
  lateOffice,
  meet,
  pactEnds,
  sign,
  todo,
  withoutPact,
  words,
} from './en-words.ts';

const signatures: Readonly<Record<SignatureKind | 'not-recorded', string>> = {
  handwritten: 'by hand',
  fea: 'advanced electronic signature',
  qualified: 'qualified electronic signature',
  spid: 'with SPID',
  'not-recorded': 'the office has not recorded it yet',
};
const beside = { parent: 'a parent', guardian: 'the guardian' } as const;

/** How a pact was signed, and by whom else. */
export function signatureFacts({ signature, countersignedBy }: ParametersOf<'psp-signed'>): Row[] {
  return [
    ...(signature ? [fact('Signature', signatures[signature])] : []),
    ...(countersignedBy ? [fact('Signed with you', beside[countersignedBy])] : []),
  ];
}

/** What a pact obliges to, as far as a mail may say it: art. 20 c.2-3 of D.Lgs. 150/2015; the rest stands in the pact. */
export function commitments({ searchActs }: ParametersOf<'psp-signed'>): string[] {
  if (searchActs === undefined) return ['Keep to the commitments written in the pact.'];
  return [
    searchActs === 1
      ? 'Do the job search activity written in the pact, and keep the proof of it.'
      : `Do the ${searchActs} job search activities written in the pact, and keep the proof of them.`,
    'Take part in workshops and meetings for job search, and in the courses or other measures you are offered.',
    'Accept suitable job offers.',
  ];
}

/** On a locked screen nobody reads what became of a pact. */
const neutral = (caseNumber: string) => ({
  subject: `Case ${caseNumber}: there is news`,
  preheader: 'Open this email: it says what you can do.',
});

/** The English mails about a pact that a person says they did not sign. */
export const pact: Pick<Texts, 'pact-disputed' | 'pact-dispute-dismissed' | 'pact-voided'> = {
  'pact-disputed': (parameters, context) =>
    caseMail(words, parameters, context, {
      subject: `Case ${parameters.caseNumber}: we have your report`,
      preheader: 'Keep this email: it is your receipt.',
      title: 'You said that you did not sign the pact',
      dates: [didDateFact(parameters.didDate), fact('Date written in the pact', day(parameters.pactSignedOn))],
      office: parameters.office,
      happened: happened(
        'You told us that you did not sign the pact (PSP).',
        'Now the office checks it. Two persons decide, not one alone.',
        'The date of your DID does not change.',
      ),
      todo: todo(
        ['For now you have nothing else to do.'],
        [
          'Do you have papers that show it? Keep them.',
          'If you are called to a meeting, go: there you can explain it.',
        ],
      ),
      byWhen: byWhen(
        parameters.decideBy
          ? `The office decides by ${byAtOffice(parameters.decideBy)}. If you have no answer, call.`
          : 'Who checks will look for you. If nobody does within 30 days, call.',
      ),
      otherwise: section('What happens meanwhile', [
        'The pact stays as it is until two persons decide.',
        'Nothing is decided by itself.',
      ]),
      ending: ['The proceeding ends when two persons decide on your report.'],
      notYou: 'Was it not you who wrote to us?',
    }),

  'pact-dispute-dismissed': (parameters, context) =>
    caseMail(words, parameters, context, {
      ...neutral(parameters.caseNumber),
      title: 'We have decided: the pact stays valid',
      dates: [didDateFact(parameters.didDate), fact('Pact signed on', day(parameters.pactSignedOn))],
      office: parameters.office,
      receipt: 'entered',
      happened: happened(
        'You had said that you did not sign the pact (PSP). Two persons of the office have checked.',
        `The office has the proof of the signature: ${signatures[parameters.signature]}. The pact stays valid.`,
        'This is not a sanction. The date of your DID does not change.',
      ),
      todo: todo(
        ['The reasons of the decision are written in your case.'],
        [
          'Read the reasons on the portal, or ask for them at the office.',
          'You can ask to see the proof of the signature.',
          'Is it not true? Ask for free help at the desk or at a patronato.',
        ],
      ),
      byWhen: byWhen('There is a term for an appeal: you find it under “The decision”.'),
      otherwise: ifNot('The pact stays valid, with the commitments written in it.'),
      decision: {
        rule: 'a pact counts with the signature of the person (D.Lgs. 150/2015, art. 20)',
        effect: `the pact stays valid, from ${day(parameters.pactSignedOn)}`,
        decidedBy: 'two persons: one proposed it, another approved it',
        appeal: parameters.appeal,
      },
      ending: ['With this decision your report is closed. The pact goes on.'],
      notYou: 'Did you not report anything?',
    }),

  'pact-voided': (parameters, context) =>
    caseMail(words, parameters, context, {
      ...neutral(parameters.caseNumber),
      title: 'That pact does not count: a new one is needed',
      dates: [didDateFact(parameters.didDate), fact('Date written in the pact', day(parameters.pactSignedOn))],
      office: parameters.office,
      receipt: 'entered',
      happened: happened(
        ...(parameters.disputed
          ? ['You had said that you did not sign the pact (PSP). Two persons of the office found you right.']
          : ['Your case held a pact (PSP) that you did not sign. Two persons of the office decided so.']),
        'That pact does not count. The commitments written there are not yours.',
        `The date of your DID does not change. Unemployment still runs from that day: ${day(parameters.didDate)}.`,
        'Your unemployment status is to be confirmed again, with a true pact.',
      ),
      todo: todo(
        ['Do you have a certificate made with that pact? Do not use it: it is no longer valid.'],
        parameters.completeBy ? [...meet, sign] : ['When your work ends, go to the office and sign the true pact.'],
      ),
      byWhen: parameters.completeBy
        ? byWhen(`Sign the pact by ${byAtOffice(parameters.completeBy)}.`, lateOffice)
        : byWhen('While you work there is no deadline.'),
      otherwise: ifNot(...withoutPact),
      ending: pactEnds,
      notYou: 'Was it you who signed that pact?',
    }),
};
