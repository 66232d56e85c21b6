import { randomUUID } from 'node:crypto';
import { v5 as uuidv5 } from 'uuid';
import type { Actor } from '../domain/actor.ts';
import { dateInRome, type Instant } from '../domain/dates.ts';
import type { DidCase } from '../domain/declaration.ts';
import { CitizenId, CommandId, receiptNumber } from '../domain/ids.ts';
import { jobCentreOf } from '../domain/job-centre.ts';
import { OwnEmail } from '../domain/mailbox.ts';
import { type Language, type Person, PutMe } from '../domain/person.ts';
import { planRecord, type RecordPlan } from '../domain/record.ts';
import { refuse } from '../domain/refusals.ts';
import { setting } from '../middleware/environment.ts';
import { hasEnded } from '../store/account.ts';
import { getCase } from '../store/cases.ts';
import {
  type CitizenRecord,
  type CodeGuard,
  changeCitizen,
  citizenOf,
  getCandidate,
  getCitizen,
  getCodeGuard,
  getLive,
  getMailboxGuard,
  moveCode,
} from '../store/citizens.ts';
import { openMachine } from '../store/clients.ts';
import { isGuardians } from '../store/guardians.ts';
import { pseudonym } from '../store/pseudonym.ts';
import { type Annulment, comeBack, joinRecord, newRecord, returned, takeOver } from '../store/records.ts';
import { transact, type Write } from '../store/table.ts';
import { openTask } from '../store/tasks.ts';
import { noneIsPending } from '../store/waits.ts';
import { wake } from './accept.ts';
import { policy, table } from './desk.ts';
import { addGuardian } from './guardians.ts';
import { parseBody, resource, type SignedRequest, signed } from './http.ts';
import { hmacKey } from './identity-key.ts';
import { type Adopted, adoption } from './inps-registration.ts';
import { judge, nameMailbox, proveMailbox } from './mailbox.ts';
import { objectToChange } from './mailbox-change.ts';
import { mandates } from './mandates.ts';
import { restrictionView } from './privacy-views.ts';
import { refusalReply, requestProblem } from './problem.ts';
import { personTold } from './release-views.ts';
import { reportNotMe } from './reports.ts';
import { endRepresentative, recordRepresentative } from './representatives.ts';

const machine = openMachine(setting('STATE_MACHINE_ARN'));
const attempts = 3;
const annulmentNamespace = '2f0f5f0a-6f43-5d5a-8f39-0a4c1d9f6a55';

const read = signed(async ({ actor, language }) => {
  const citizenId = await citizenOf(table, actor.subject);
  const record = citizenId && (await getCitizen(table, citizenId));
  if (!record) return requestProblem('not-found', language);
  const guard = await getCodeGuard(table, record.fiscalCodeGuard);
  return { status: 200, body: view(record, actor, guard?.provisional ?? true, language) };
});

/** A citizen's record as its owner sees it; `provisional`: nobody has proved yet whose the fiscal code is. */
export function view(record: CitizenRecord, { assurance }: Actor, provisional: boolean, language: Language) {
  const { person, mailbox, mailboxSince, mailboxChange: change } = record;
  return {
    ...person,
    mailbox,
    mailboxSince,
    mailboxListed: record.mailboxListedAt !== undefined,
    ...(change && {
      mailboxChange: { mailbox: change.mailbox, askedAt: change.askedAt, switchesAt: change.switchesAt },
    }),
    channel: record.channel?.kind ?? 'mail',
    ...(record.restriction && { restriction: restrictionView(record.restriction) }),
    assurance,
    identityVerified: !provisional,
    warnings: personTold(person, language),
  };
}

/** All that is known of who asks and of who holds the code that they enter. */
interface Found {
  readonly citizenId: CitizenId | undefined;
  readonly own: CitizenRecord | undefined;
  readonly guard: CodeGuard | undefined;
  readonly holder: CitizenRecord | undefined;
  readonly mailbox: OwnEmail | undefined;
  readonly mailboxReason: string | undefined;
  readonly codeMac: string;
}

async function find({ actor, provenEmail }: SignedRequest, person: Person): Promise<Found> {
  const [citizenId, codeMac] = await Promise.all([
    citizenOf(table, actor.subject),
    pseudonym(hmacKey, 'CF', person.fiscalCode),
  ]);
  const [mapped, candidate, guard] = await Promise.all([
    citizenId && getCitizen(table, citizenId),
    citizenId && getCandidate(table, citizenId),
    getCodeGuard(table, codeMac),
  ]);
  const other = guard && guard.citizenId !== mapped?.citizenId ? await getCitizen(table, guard.citizenId) : undefined;
  // The same account may have entered between the readings.
  const joined = other?.subjects.includes(actor.subject) ? other : undefined;
  const own = joined ?? (mapped || undefined);
  const proven = candidate?.provenAt === undefined ? undefined : candidate;
  return {
    citizenId: joined?.citizenId ?? citizenId,
    own,
    guard,
    holder: joined ? undefined : other,
    mailbox: own?.mailbox ?? proven?.mailbox ?? OwnEmail.safeParse(provenEmail).data,
    mailboxReason: own?.mailboxReason ?? proven?.reason,
    codeMac,
  };
}

const write = signed(async (request, tools) => {
  const { logger } = tools;
  const { actor, language } = request;
  const body = parseBody(PutMe, request);
  if ('reply' in body) return body.reply;
  if (await hasEnded(table, actor.subject)) return refusalReply(refuse('account-ended'), language);
  const { mailboxReason: reason, ...person } = body.value;

  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const found = await find(request, person);
    const { own, holder, guard, mailbox } = found;
    const mailboxReason = reason ?? found.mailboxReason;
    const { refusal } =
      own || mailbox === undefined
        ? { refusal: undefined }
        : await judge(mailbox, 'mailbox', { owner: person, reason: mailboxReason });
    // Without strong identity the mailbox is judged before the code, so that it cannot serve to ask who holds a code.
    if (refusal && actor.assurance !== 'strong') return refusalReply(refusal, language);
    if (!own && actor.assurance !== 'strong' && (await isTaken(request, found))) {
      return refusalReply(refuse('mailbox-in-use', 'mailbox'), language);
    }
    const plan = planRecord({
      actor,
      person,
      own: own && { fiscalCode: own.person.fiscalCode },
      holder: holder && guard && { ...holder, provisional: guard.provisional },
      mailbox,
      today: request.today,
    });
    if (typeof plan !== 'string') return refusalReply(plan, language);

    const fresh = plan === 'create' || plan === 'take-over';
    const anew = fresh || plan === 'return';
    if (refusal && anew) return refusalReply(refusal, language);
    const made =
      anew && mailbox !== undefined ? await newCitizen(request, person, mailbox, mailboxReason, found) : undefined;
    const record = plan === 'return' && made && holder ? returned(holder, made) : (made ?? own ?? holder);
    if (!record) throw new Error('the plan names a record that is not there');

    const writes = await writesOf(plan, request, record, person, found);
    const adopted = await adoptedBy(plan, request, record, found);
    const lost = await transact(table, [...writes, ...(adopted?.writes ?? [])]);
    if (lost.size === 0) {
      if (adopted?.wait) await wake(table, machine, adopted.wait, request, tools);
      if (plan === 'take-over') {
        logger.warn('a fiscal code went to its owner', {
          messageCode: 'FISCAL_CODE_TAKEN_OVER',
          citizenId: record.citizenId,
        });
      }
      const verified = actor.assurance === 'strong' || guard?.provisional === false;
      const shown = { ...record, person };
      return { status: fresh ? 201 : 200, body: view(shown, actor, !verified, language) };
    }
    // Where the account was taken as well, it was by the same person a moment ago: look again.
    if (lost.has('mailbox-guard') && !lost.has('subject'))
      return refusalReply(refuse('mailbox-in-use', 'mailbox'), language);
  }
  return refusalReply(refuse('changed-meanwhile'), language);
});

/** Whether somebody other than who holds this code gets mail at this mailbox: then it cannot serve to ask who does. */
async function isTaken({ actor, today }: SignedRequest, { mailbox, guard, codeMac }: Found): Promise<boolean> {
  if (mailbox === undefined) return false;
  const mailboxGuard = await pseudonym(hmacKey, 'EMAIL', mailbox);
  const taken = await getMailboxGuard(table, mailboxGuard);
  if (taken === undefined || taken === guard?.citizenId) return false;
  if (await isGuardians(table, codeMac, mailboxGuard, today)) return false;
  return taken !== (await citizenOf(table, actor.subject));
}

async function newCitizen(
  { actor, receivedAt, today }: SignedRequest,
  person: Person,
  mailbox: OwnEmail,
  mailboxReason: string | undefined,
  { citizenId, codeMac }: Found,
): Promise<CitizenRecord> {
  const mailboxGuard = await pseudonym(hmacKey, 'EMAIL', mailbox);
  return {
    citizenId: citizenId ?? CitizenId.parse(randomUUID()),
    person,
    mailbox,
    mailboxSince: receivedAt,
    ...(mailboxReason !== undefined && { mailboxReason }),
    subjects: [actor.subject],
    fiscalCodeGuard: codeMac,
    mailboxGuard,
    ...((await isGuardians(table, codeMac, mailboxGuard, today)) && { mailboxShared: true as const }),
    createdAt: receivedAt,
    version: 1,
  };
}

/** What becomes of applications to INPS that waited under the code, for who has proved now to be its owner. */
async function adoptedBy(
  plan: RecordPlan,
  { actor, receivedAt }: SignedRequest,
  { citizenId }: CitizenRecord,
  { guard, holder, codeMac }: Found,
): Promise<Adopted | undefined> {
  const proves = plan !== 'update' || guard?.provisional === true;
  if (actor.assurance !== 'strong' || !proves) return undefined;
  // What INPS told of the claimant's DID was told of the owner.
  const freed = plan === 'take-over' && holder ? await getLive(table, holder.citizenId) : undefined;
  return adoption(table, { citizenId, codeMac, receivedAt, policy }, freed);
}

async function writesOf(
  plan: RecordPlan,
  { actor, receivedAt, username }: SignedRequest,
  record: CitizenRecord,
  person: Person,
  { guard, holder, citizenId, codeMac }: Found,
): Promise<Write[]> {
  const account = { subject: actor.subject, username };
  const strong = actor.assurance === 'strong';
  if (plan === 'create') return newRecord(table, record, account, !strong);
  if (plan === 'update') {
    const proved = strong && guard?.provisional ? [moveCode(table, codeMac, guard, record.citizenId)] : [];
    // What is being released must not change under the release.
    const live = await getLive(table, record.citizenId);
    const held = live === undefined ? [] : [noneIsPending(table, live)];
    const moved = live !== undefined && person.domicile.municipality !== record.person.domicile.municipality;
    const didCase = moved ? await getCase(table, live) : undefined;
    return [
      changeCitizen(table, record, { person }),
      ...proved,
      ...held,
      ...(didCase ? askTransfer(didCase, receivedAt) : []),
    ];
  }
  if (!guard || !holder) throw new Error('nobody holds the code that is to be joined or taken over');
  if (plan === 'return') return comeBack(table, holder, record, account, citizenId);
  if (plan === 'link') return joinRecord(table, holder, guard, account, citizenId, person);
  const annulment = await annulmentOf(holder, actor, receivedAt);
  return takeOver(table, {
    record,
    account,
    claimant: holder,
    guard,
    now: receivedAt,
    annulment,
  });
}

/** Asks the job centre of a live DID whose person has moved to another municipality to hand it over, if it is to be. */
function askTransfer(didCase: DidCase, openedAt: Instant): Write[] {
  const { declarationId } = didCase;
  const task = { kind: 'domicile-changed', about: declarationId, declarationId, openedAt } as const;
  return openTask(table, { ...task, operatorId: jobCentreOf(didCase) });
}

/** The command that annuls the claimant's unconfirmed DID, if there is one. */
async function annulmentOf(claimant: CitizenRecord, actor: Actor, receivedAt: Instant): Promise<Annulment | undefined> {
  const declarationId = await getLive(table, claimant.citizenId);
  const didCase = declarationId && (await getCase(table, declarationId));
  if (!didCase || didCase.authenticity.state === 'authentic') return undefined;
  const commandId = CommandId.parse(uuidv5(didCase.declarationId, annulmentNamespace));
  return {
    declarationId: didCase.declarationId,
    stands: didCase.status,
    command: {
      commandId,
      verb: 'close',
      declarationId: didCase.declarationId,
      citizenId: claimant.citizenId,
      actor: { subject: actor.subject, role: 'citizen', assurance: 'strong' },
      party: 'identity',
      body: { reason: 'annulled' },
      bodyHash: '',
      receivedAt,
      receiptNumber: receiptNumber(commandId, dateInRome(receivedAt)),
      state: 'accepted',
    },
  };
}

export const handler = resource('me', {
  'read-me': read,
  'write-me': write,
  'name-mailbox': signed(nameMailbox),
  'prove-mailbox': signed(proveMailbox),
  'object-to-mailbox': signed(objectToChange),
  'record-guardian': signed(addGuardian),
  'record-representative': signed(recordRepresentative),
  'end-representative': signed(endRepresentative),
  'report-not-me': signed(reportNotMe),
  ...mandates,
});
