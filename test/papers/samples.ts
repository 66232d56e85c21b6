/** Papers of every kind, and those that are hard to lay out. */
import type { Addressed, Imprint } from '../../functions/api/documents/pdf.ts';
import { bodies } from '../../functions/api/openapi/sample-bodies.ts';
import { cases, citizen } from '../../functions/api/openapi/samples.ts';
import { actPaper } from '../../functions/domain/act-paper.ts';
import { Instant, PlainDate } from '../../functions/domain/dates.ts';
import { type Paper, type PaperFacts, type PaperKind, paperKinds, paperOf } from '../../functions/domain/papers.ts';
import { ActId, CallUp } from '../../functions/domain/proceedings.ts';
import { PactBody } from '../../functions/domain/verbs/sign-pact.ts';

export const imprint: Imprint = {
  bodyName: 'Regione Lombardia',
  number: '2026/0000001',
  check: {
    issued: 'emesso il 20 novembre 2026',
    code: 'ABCDEFGHJKMNPQRSTVWXYZ0123',
    verifyUrl: 'https://did.regione.example/verifica',
  },
  at: Instant.parse('2026-11-19T23:00:00.000Z'),
};

const pact = PactBody.parse(bodies.pact);
const facts: PaperFacts = {
  didCase: { ...cases.signed, pactSignature: { kind: 'handwritten', evidence: 'Fascicolo 2026/431, armadio 4' } },
  person: citizen.person,
  today: PlainDate.parse('2026-11-20'),
  pact,
  operatorName: 'Centro per l’Impiego di Milano',
};
const { documentShown } = {
  documentShown: { kind: 'passport', number: 'YA1234567', issuedBy: 'Questura', expiresOn: '2031-01-01' } as const,
};

function made(kind: PaperKind, changes: Partial<PaperFacts> = {}): Paper {
  const paper = paperOf(kind, { ...facts, ...changes });
  if ('code' in paper) throw new Error(`no ${kind}: ${paper.code}`);
  return paper;
}

const many = {
  profile: 'Ragioniera, '.repeat(25).slice(0, 300),
  searchActs: Array.from({ length: 20 }, (_, at) => `${at + 1}. ${'candidature '.repeat(24)}`.slice(0, 300)),
};
/** The act that a case holds, as a letter to its person. */
function act(id: string, words: string | null): Paper & Addressed {
  const office = { name: 'Centro per l’Impiego di Milano', responsible: 'Giulia Bianchi' };
  const paper = actPaper(withActs, ActId.parse(id), words, office);
  if (!paper) throw new Error(`no act ${id}`);
  return { ...paper, to: ['Mario Rossi', 'via Torino 1', '20123 Milano (MI)'] };
}
const calledUp = CallUp.parse({
  ...{ id: '7c1b2c3d-4444-5c5c-8c5c-00000000000a', purpose: 'training', startsAt: '2026-12-01T09:00:00.000Z' },
  ...{ place: 'Sala B, via Esempio 1', calledAt: '2026-11-20T09:00:00.000Z', justifications: [] },
  by: cases.contested.contested?.reportedBy,
  service: { channel: 'registered-letter', sentOn: '2026-11-20' },
});
const withActs = { ...cases.contested, callUps: [calledUp] };
const strange = { ...citizen.person, givenName: '王小明', familyName: 'محمد สมชาย 김' };

/** A name each, and the paper. */
export const papers: readonly (readonly [string, Paper & Addressed])[] = [
  ...paperKinds.map((kind) => [kind, made(kind)] as const),
  [
    'pact, of a minor',
    made('pact', {
      pact: PactBody.parse({ ...bodies.pact, countersignature: { name: 'Anna Verdi', kind: 'parent', documentShown } }),
    }),
  ],
  ['pact, signature not on record', made('pact', { didCase: cases.signed })],
  [
    'pact, disputed',
    made('pact', {
      didCase: { ...cases.signed, pactDispute: { disputedAt: Instant.parse('2026-11-19T09:00:00.000Z') } },
    }),
  ],
  ['pact, as long as it may be', made('pact', { pact: PactBody.parse({ ...bodies.pact, ...many }) })],
  ['certificate, a name in any script', made('certificate', { person: strange })],
  ['act: a call-up', act(calledUp.id, null)],
  ['act: a fact is contested', act(cases.contested.contested?.id ?? '', 'Non risulta la presenza. '.repeat(30).trim())],
  [
    'letter, in English',
    {
      title: 'Your case is open again',
      to: ['Zoë 王小明', 'via Torino 1', '20123 Milano (MI)'],
      language: 'en',
      blocks: Array.from({ length: 30 }, (_, at) => [
        { kind: 'heading', text: `What happened ${at}` } as const,
        { kind: 'list', items: ['One.', 'Another.'] } as const,
        { kind: 'facts', rows: [['Case', 'DID 1A2B']] } as const,
      ]).flat(),
    },
  ],
];
