import { createHash, randomBytes, randomInt } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { PlainDate, startOfDay } from '../domain/dates.ts';
import type { DidCase } from '../domain/declaration.ts';
import {
  basisOf,
  type IssuedPaper,
  isInForce,
  type Paper,
  type PaperFacts,
  type PaperKind,
  paperOf,
  VerificationCode,
} from '../domain/papers.ts';
import { PactBody } from '../domain/verbs/sign-pact.ts';
import { dayInWords } from '../domain/view.ts';
import { setting } from '../middleware/environment.ts';
import { getCase } from '../store/cases.ts';
import { lastEvidence } from '../store/evidence.ts';
import { readHistory } from '../store/history.ts';
import { getOperator } from '../store/operators.ts';
import { getPaper, keepPaper, paperByCode } from '../store/papers.ts';
import { readRegister, tableProtocol } from '../store/protocol.ts';
import { openCase } from './cases.ts';
import { table } from './desk.ts';
import { pdfOf } from './documents/pdf.ts';
import { PageQuery, parseBody, resource, type SignedRequest, signed } from './http.ts';
import { refusalReply } from './problem.ts';

const bodyName = setting('BODY_NAME');
const portalUrl = setting('PORTAL_URL');
const protocol = tableProtocol(table, (attempt) => setTimeout(randomInt(10 * 2 ** Math.min(attempt, 5))));

// Crockford's base 32: five bits a sign, none that is read for another.
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const drawCode = () => VerificationCode.parse(Array.from(randomBytes(26), (byte) => signs[byte % 32]).join(''));

/** The paper as it was issued for these facts, issued now if it was not yet: number, day and code stay the same. */
async function issue(kind: PaperKind, facts: PaperFacts, paper: Paper, request: SignedRequest): Promise<IssuedPaper> {
  const { declarationId } = facts.didCase;
  const basis = basisOf(kind, facts);
  const issued = await getPaper(table, { declarationId, kind, basis });
  if (issued) return issued;
  const number = await protocol.enter({
    source: `paper.${declarationId}.${kind}.${basis}`,
    direction: 'out',
    subject: kind,
    declarationId,
    imprint: createHash('sha256').update(JSON.stringify(paper)).digest('hex'),
    enteredAt: request.receivedAt,
  });
  return keepPaper(table, { declarationId, kind, basis, code: drawCode(), number, issuedOn: request.today });
}

async function factsOf(
  kind: PaperKind,
  didCase: DidCase,
  { person }: { readonly person: PaperFacts['person'] },
  today: PaperFacts['today'],
): Promise<PaperFacts> {
  if (kind !== 'pact') return { didCase, person, today };
  const [content, { items }] = await Promise.all([
    lastEvidence(table, didCase.declarationId, 'pact'),
    readHistory(table, didCase.declarationId, { limit: 100 }),
  ]);
  // Who signed it: the case may have gone to another office since.
  const signedBy = items.findLast(({ event }) => event === 'sign-pact')?.by.operatorId;
  const operatorName = (await getOperator(table, signedBy))?.name;
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
    const body = await pdfOf(paper, {
      bodyName,
      number,
      code,
      issued: `emesso il ${dayInWords(issuedOn, 'it')}`,
      verifyUrl: `${portalUrl}/verifica`,
      at: startOfDay(issuedOn),
    });
    return {
      status: 200,
      body,
      headers: { 'content-type': 'application/pdf', 'content-disposition': `attachment; filename="${kind}.pdf"` },
    };
  });

/** A day of the register of the protocol, each line with its imprint, and one imprint over the page. */
const register = signed(async (request) => {
  const day = parseBody(PlainDate, { body: request.parameters['day'], language: request.language });
  if ('reply' in day) return day.reply;
  const page = parseBody(PageQuery, { body: request.query, language: request.language });
  if ('reply' in page) return page.reply;
  const { items, cursor } = await readRegister(table, day.value, page.value);
  const imprint = createHash('sha256').update(JSON.stringify(items)).digest('hex');
  return { status: 200, body: { items, imprint, ...(cursor && { cursor }) } };
});

export const handler = resource('documents', {
  'read-register': register,
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
      body: { authentic: true, issuedOn: paper.issuedOn, stillLive: didCase !== undefined && isInForce(didCase) },
    };
  },
});
