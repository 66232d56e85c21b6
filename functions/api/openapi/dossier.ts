/** Operations of the dossier that goes with a DID to another region. */
import './settings.ts';
import * as z from 'zod/mini';
import { Instant, PlainDate } from '../../domain/dates.ts';
import { caseHandedOver, dossierSchema } from '../../domain/dossier.ts';
import { otherRegions } from '../../domain/life.ts';
import { paperKinds } from '../../domain/papers.ts';
import { Person } from '../../domain/person.ts';
import { Declaration, HistoryLine } from './answers.ts';
import { seenBy } from './examples.ts';
import { type Operation, ok } from './operation.ts';
import { cases, citizen, story } from './samples.ts';

/** What the new region gets. */
export const Dossier = z.object({
  schema: z.literal(dossierSchema),
  madeAt: Instant,
  movedOn: z.nullable(PlainDate),
  toRegion: z.nullable(z.enum(otherRegions)),
  declaration: Declaration,
  person: Person,
  history: z.array(HistoryLine),
  papers: z.array(z.object({ kind: z.enum(paperKinds), number: z.string(), issuedOn: PlainDate })),
});

const { receivedAt } = story.withdrawn.facts;
const moved = {
  ...cases.signed,
  status: 'closed' as const,
  endedOn: PlainDate.parse('2026-11-02'),
  closure: { reason: 'moved' as const, toRegion: 'Piemonte' as const },
  ending: { at: receivedAt, from: cases.signed.status },
};
const handed = caseHandedOver(moved);
if ('code' in handed) throw new Error('the example is no move');

export const dossier = {
  'read-dossier': {
    tag: 'office',
    summary: 'Hand the case to another region',
    description:
      'The person moved, and the case was closed for it: `close` with `moved`, which revokes nothing. This is what the new ' +
      'region needs: the case as it stood, with its days, the terms that run, its history, the papers that were issued.',
    answers: [
      ok(Dossier, 'The dossier.', {
        moved: {
          schema: dossierSchema,
          madeAt: receivedAt,
          movedOn: moved.endedOn,
          toRegion: moved.closure.toRegion,
          declaration: { ...Object(seenBy('cpi', handed)), allowedActions: [] },
          person: citizen.person,
          history: [],
          papers: [{ kind: 'receipt', number: '2026/0000431', issuedOn: '2026-10-12' }],
        },
      }),
    ],
    refusals: ['not-moved', 'case-erased'],
  },
  'read-dossier-list': {
    tag: 'office',
    summary: 'Print the list that goes with the dossier',
    description: 'Whose DID, its days, the terms that run, the papers that were issued: a tagged PDF.',
    answers: [
      {
        status: '200',
        description: 'The list: a tagged PDF.',
        schema: z.string(),
        examples: { pdf: '%PDF-1.7' },
        media: 'application/pdf',
      },
    ],
    refusals: ['not-moved', 'case-erased'],
  },
} as const satisfies Record<string, Operation>;
