import { createHash, randomBytes } from 'node:crypto';
import { startOfDay } from '../domain/dates.ts';
import { dayInWords } from '../domain/day-in-words.ts';
import type { DidCase } from '../domain/declaration.ts';
import {
  basisOf,
  type IssuedPaper,
  type Paper,
  type PaperFacts,
  type PaperKind,
  paperOf,
  stillHolds,
  VerificationCode,
} from '../domain/papers.ts';
import { PactBody } from '../domain/verbs/sign-pact.ts';
import { setting } from '../middleware/environment.ts';
import { waitTurn } from '../middleware/turns.ts';
import { getCase } from '../store/cases.ts';
import { lastEvidence } from '../store/evidence.ts';
import { getOperator } from '../store/operators.ts';
import { getPaper, keepPaper, paperByCode } from '../store/papers.ts';
import { tableProtocol } from '../store/protocol.ts';
import { openCase } from './cases.ts';
import { table } from './desk.ts';
import { readActLetter } from './documents/act-letter.ts';
import { readDossierList } from './documents/dossier.ts';
import { readLetter } from './documents/letter.ts';
import { exportDay, readDay } from './documents/register.ts';
import { resource, type SignedRequest, signed } from './http.ts';
import { refusalReply } from './problem.ts';

const bodyName = setting('BODY_NAME');
const portalUrl = setting('PORTAL_URL');
const protocol = tableProtocol(table, waitTurn);

// Crockford's base 32: five bits a sign, none that is read for another.
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const drawCode = () => VerificationCode.parse(Array.from(randomBytes(26), (byte) => signs[byte % 32]).join(''));

/** The paper as it was issued for these facts, issued now if it was not yet: number, day and code stay the same. */
async function issue(kind: PaperKind, facts: PaperFacts, paper: Paper, request: SignedRequest): Promise<IssuedPaper> {
  const { declarationId } = facts.didCase;
  const { basis: of, pact } = basisOf(kind, facts);
  const imprint = createHash('sha256').update(JSON.stringify(paper)).digest('hex');
  // A paper that says anything else, or of another pact, is another paper, with a number and a code of its own.
  const basis = [of, ...(pact === undefined ? [] : [pact]), imprint.slice(0, 16)].join('.');
  const issued = await getPaper(table, { declarationId, kind, basis });
  if (issued) return issued;
  const { number } = await protocol.enter({
    source: `paper.${declarationId}.${kind}.${basis}`,
    direction: 'out',
    subject: kind,
    correspondent: 'citizen',
    citizenId: facts.didCase.citizenId,
    declarationId,
    imprint,
    enteredAt: request.receivedAt,
  });
  const rests = { basis, ...(pact !== undefined && { pact }) };
  return keepPaper(table, { declarationId, kind, ...rests, code: drawCode(), number, issuedOn: request.today });
}

async function factsOf(
  kind: PaperKind,
  didCase: DidCase,
  { person }: { readonly person: PaperFacts['person'] },
  today: PaperFacts['today'],
): Promise<PaperFacts> {
  if (kind !== 'pact') return { didCase, person, today };
  const { declarationId, pactFrom = declarationId, pactOperatorId } = didCase;
  const [content, operator] = await Promise.all([
    lastEvidence(table, pactFrom, 'pact'),
    getOperator(table, pactOperatorId),
  ]);
  const operatorName = operator?.name;
  return { didCase, person, today, operatorName, pact: content === undefined ? undefined : PactBody.parse(content) };
}

const read = (kind: PaperKind) =>
  signed(async (request) => {
    const opened = await openCase(table, request);
    if ('reply' in opened) return opened.reply;
    const facts = await factsOf(kind, opened.didCase, opened.citizen, request.today);
    const paper = paperOf(kind, facts);
    if ('code' in paper) return refusalReply(paper, request.language);
    const { code, number, issuedOn } = await issue(kind, facts, paper, request);
    // Who checks a paper does not wait for what makes one.
    const { pdfOf } = await import('./documents/pdf.ts');
    const body = await pdfOf(paper, {
      bodyName,
      number,
      check: { code, issued: `emesso il ${dayInWords(issuedOn, 'it')}`, verifyUrl: `${portalUrl}/verifica` },
      at: startOfDay(issuedOn),
    });
    return {
      status: 200,
      body,
      headers: { 'content-type': 'application/pdf', 'content-disposition': `attachment; filename="${kind}.pdf"` },
    };
  });

export const handler = resource('documents', {
  'read-register': readDay,
  'export-register': exportDay,
  'read-letter': readLetter(bodyName),
  'read-act-letter': readActLetter(bodyName),
  'read-dossier-list': readDossierList(bodyName),
  'read-receipt': read('receipt'),
  'read-pact': read('pact'),
  'read-self-certification': read('self-certification'),
  'read-certificate': read('certificate'),
  /** Tells whoever holds a paper whether it is authentic and the DID still counts, and nothing else. */
  'verify-paper': async ({ parameters }) => {
    const code = VerificationCode.safeParse(parameters['code']);
    const paper = code.success ? await paperByCode(table, code.data) : undefined;
    if (!paper) return { status: 200, body: { authentic: false, issuedOn: null, stillLive: null } };
    const didCase = await getCase(table, paper.declarationId);
    return {
      status: 200,
      body: {
        authentic: true,
        issuedOn: paper.issuedOn,
        stillLive: didCase !== undefined && stillHolds(paper, didCase),
      },
    };
  },
});
