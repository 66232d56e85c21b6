/** Operations of the telephone: a code that the person has made, and what an office reads out by it. */
import './settings.ts';
import * as z from 'zod/mini';
import { TelephoneCode } from '../../domain/ids.ts';
import { TelephoneLook } from '../../domain/telephone-code.ts';
import { Declaration, Receipted } from './answers.ts';
import { seenBy } from './examples.ts';
import { type Operation, ok } from './operation.ts';
import { cases } from './samples.ts';

/** Where a case stands, as it is read out on the telephone. */
const { statusLabel, awaiting } = Declaration.shape;
export const TelephoneAnswer = z.object({ statusLabel, awaiting });

const code = TelephoneCode.parse('7KM3QX');

export const telephone = {
  'make-telephone-code': {
    tag: 'declarations',
    summary: 'Have a code made for the telephone',
    description:
      'Six signs that the person says on the telephone: an office then calls back at the number on record, and reads out ' +
      'where the case stands. Another one takes the place of the last. Only the person sees it, in the own case.',
    body: { schema: z.strictObject({}), examples: { nothing: {} } },
    answers: [
      {
        status: '201',
        description: 'The DID with its code.',
        schema: Receipted,
        examples: {
          made: {
            ...Object(seenBy('citizen', { ...cases.withOperator, telephoneCode: code })),
            receiptNumber: 'R-20261012-1C9E6F3A2B7D',
          },
        },
      },
    ],
    refusals: ['wrong-status', 'changed-meanwhile'],
    keyed: true,
  },
  'drop-telephone-code': {
    tag: 'declarations',
    summary: 'Take the code for the telephone back',
    description: 'From then on it leads nowhere.',
    answers: [ok(Declaration, 'The DID without a code.', { dropped: seenBy('citizen', cases.withOperator) })],
    refusals: ['changed-meanwhile'],
  },
  'read-by-telephone-code': {
    tag: 'office',
    summary: 'Read where a case stands by its code for the telephone',
    description:
      'For somebody who calls: status in words and next step, nothing of whose case it is. `callback` states that the person ' +
      'was called back at the number on record; it is noted, and the person reads who looked. After five wrong codes in an ' +
      'hour an account is refused (429) for as long as `Retry-After` tells.',
    body: { schema: TelephoneLook, examples: { calledBack: { code, callback: true } } },
    answers: [
      ok(TelephoneAnswer, 'Where the case stands.', {
        reserved: {
          statusLabel: 'DID rilasciata con riserva il 12 ottobre 2026: va completata con documento e patto',
          awaiting: { who: 'citizen', what: 'confirm', by: '2026-12-11' },
        },
      }),
    ],
    refusals: ['telephone-code-unknown', 'telephone-limit', 'telephone-none', 'changed-meanwhile'],
    mayBeOwnCase: true,
  },
} as const satisfies Record<string, Operation>;
