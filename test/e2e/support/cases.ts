/** The steps of a case as people take them through the API. */
import * as z from 'zod/mini';
import { statuses } from '../../../functions/domain/lifecycle.ts';
import { bringIdentity, type DigitalIdentity, signUp } from './accounts.ts';
import { type Answer, api, bodyOf, type Sent } from './http.ts';
import { inDays, type Me, type Person, person, today } from './people.ts';
import { until } from './until.ts';

const date = z.nullable(z.string());

const Declaration = z.object({
  id: z.string(),
  caseNumber: z.string(),
  status: z.enum(statuses),
  statusLabel: z.string(),
  route: z.string(),
  withReserve: z.boolean(),
  authenticity: z.object({ state: z.string(), by: z.optional(z.string()), on: z.optional(z.string()) }),
  didDate: date,
  didSource: z.nullable(z.string()),
  releasedOn: date,
  reserveLiftedOn: date,
  unemployedSince: date,
  unemploymentConfirmedOn: date,
  pactSignedOn: date,
  pactSignature: z.nullable(z.object({ kind: z.string(), evidence: z.nullable(z.string()) })),
  pactDispute: z.nullable(z.object({ dismissedOn: date, reason: z.optional(z.nullable(z.string())) })),
  endedOn: date,
  suspension: z.nullable(z.object({ from: z.string(), reason: z.string(), days: z.nullable(z.int()) })),
  closure: z.nullable(
    z.object({
      reason: z.string(),
      nationalCode: z.nullable(z.string()),
      since: date,
      mergedInto: z.nullable(z.string()),
      rule: z.nullable(z.string()),
      why: z.optional(z.nullable(z.string())),
    }),
  ),
  proposal: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
  operator: z.nullable(z.object({ id: z.string(), kind: z.string(), name: z.string() })),
  appointment: z.nullable(
    z.object({
      id: z.string(),
      operatorId: z.string(),
      startsAt: z.string(),
      endsAt: z.string(),
      channel: z.string(),
      outcome: z.nullable(z.string()),
    }),
  ),
  awaiting: z.object({ who: z.string(), what: z.string(), by: date }),
  allowedActions: z.array(z.string()),
  data: z.record(z.string(), z.unknown()),
  person: z.optional(z.record(z.string(), z.unknown())),
  version: z.int(),
});
/** A case as the API shows it. */
export type Declaration = z.infer<typeof Declaration>;

const Told = z.array(z.object({ rule: z.string(), field: z.optional(z.string()), detail: z.optional(z.string()) }));
const Command = z.object({
  id: z.string(),
  state: z.enum(['accepted', 'applied', 'refused', 'ignored', 'failed']),
  verb: z.string(),
  declarationId: z.string(),
  receivedAt: z.string(),
  receiptNumber: z.string(),
  settledAt: z.optional(z.string()),
  reason: z.optional(
    z.object({ code: z.string(), field: z.optional(z.string()), rule: z.string(), detail: z.string() }),
  ),
  warnings: z.optional(Told),
});
/** A command as the API shows it. */
export type Command = z.infer<typeof Command>;

/** The answer to an accepted command. */
export const Receipt = z.strictObject({ commandId: z.string(), declarationId: z.string(), receiptNumber: z.string() });

const HistoryLine = z.object({
  sequence: z.int(),
  event: z.string(),
  from: z.string(),
  to: z.string(),
  by: z.object({ party: z.string(), subject: z.optional(z.string()), assurance: z.string() }),
  commandId: z.optional(z.string()),
  receiptNumber: z.optional(z.string()),
  receivedAt: z.string(),
  appliedAt: z.string(),
  rules: z.array(z.string()),
  policy: z.string(),
  reason: z.optional(z.string()),
  warnings: z.optional(Told),
});
export type HistoryLine = z.infer<typeof HistoryLine>;

const Communication = z.object({ id: z.string(), kind: z.string(), state: z.string(), sentAt: date });

/** A citizen with an account. */
export interface Account extends Person {
  readonly token: string;
}

/** A person with an account and no record yet; with a digital identity if one is named. */
export async function visitor(idp?: DigitalIdentity['idp'], who: Person = person()): Promise<Account> {
  const token = await signUp(who.mailbox);
  return idp === undefined
    ? { ...who, token }
    : { ...who, token: await bringIdentity(who.mailbox, { idp, fiscalCode: who.me.fiscalCode }) };
}

/** Enters a person's data. */
export function enterData(token: string, me: object): Promise<Answer> {
  return api('PUT', '/me', { token, body: me });
}

/** A citizen with a record: by SPID or another identity, or by password alone. */
export async function citizen(idp?: DigitalIdentity['idp'], change: Partial<Me> = {}): Promise<Account> {
  const account = await visitor(idp, person(change));
  bodyOf(await enterData(account.token, account.me), 201, z.object({ mailbox: z.literal(account.mailbox) }));
  return account;
}

/** What a citizen declares on route A: the body of `POST /declarations`. */
export function routeA() {
  return {
    route: 'A',
    availability: { work: true, training: true },
    lastJobEndedOn: inDays(-40),
    profile: {
      education: 'upper-secondary',
      everWorked: true,
      lastOccupation: 'impiegata amministrativa',
      monthsSearching: 1,
      studying: false,
    },
    privacyNoticeVersion: '2026-1',
  };
}

/** Waits until a command has its outcome, and returns it. */
export function settled(token: string, commandId: string): Promise<Command> {
  return until(`the outcome of command ${commandId}`, async () => {
    const command = bodyOf(await api('GET', `/commands/${commandId}`, { token }), 200, Command);
    return command.state === 'accepted' ? undefined : command;
  });
}

/** Posts a command that the door must accept, and waits for its outcome. */
export async function act(token: string, path: string, body: object = {}, sent: Sent = {}): Promise<Command> {
  const answer = await api('POST', path, { token, body, ...sent });
  return settled(token, bodyOf(answer, 202, Receipt).commandId);
}

/** Posts a command that must be applied. */
export async function applied(token: string, path: string, body: object = {}): Promise<Command> {
  const command = await act(token, path, body);
  if (command.state !== 'applied') throw new Error(`${path}: ${JSON.stringify(command)}`);
  return command;
}

/** A case as somebody sees it. */
export async function see(token: string, id: string): Promise<Declaration> {
  return bodyOf(await api('GET', `/declarations/${id}`, { token }), 200, Declaration);
}

/** What a manager says who has read the proposal that waits on a case, and the person's answer to it. */
export async function approvalOf(token: string, id: string): Promise<{ proposedAt: string; answeredAt?: string }> {
  const Proposed = z.object({ proposedAt: z.string(), answeredAt: z.optional(z.string()) });
  const { proposedAt, answeredAt } = Proposed.parse((await see(token, id)).proposal);
  return { proposedAt, ...(answeredAt !== undefined && { answeredAt }) };
}

/** The citizen's own cases, newest first. */
export async function ownCases(token: string): Promise<Declaration[]> {
  return bodyOf(await api('GET', '/declarations', { token }), 200, z.object({ items: z.array(Declaration) })).items;
}

/** The history of a case as somebody sees it, oldest first. */
export async function historyOf(token: string, id: string): Promise<HistoryLine[]> {
  const answer = await api('GET', `/declarations/${id}/history?limit=100`, { token });
  return bodyOf(answer, 200, z.object({ items: z.array(HistoryLine) })).items;
}

/** The communications of a case, once none of them is on its way any more. */
export function communicationsOf(token: string, id: string): Promise<z.infer<typeof Communication>[]> {
  return until('the communications of a case to be sent', async () => {
    const answer = await api('GET', `/declarations/${id}/communications`, { token });
    const { items } = bodyOf(answer, 200, z.object({ items: z.array(Communication) }));
    return items.some(({ state }) => state === 'queued' || state === 'sending') ? undefined : items;
  });
}

/** Opens a draft and returns the case's id. */
export async function registered({ token }: Account): Promise<string> {
  return (await applied(token, '/declarations', routeA())).declarationId;
}

/** Opens a draft and releases the DID (*salva DID*); returns the case's id. */
export async function released(account: Account): Promise<string> {
  const id = await registered(account);
  await applied(account.token, `/declarations/${id}/release`);
  return id;
}

/** Names the operator who follows the citizen. */
export function choose({ token }: Account, id: string, operatorId: string): Promise<Answer> {
  return api('PUT', `/declarations/${id}/operator`, { token, body: { operatorId } });
}

/** Releases the DID and chooses an operator; returns the case's id. */
export async function releasedAt(account: Account, operatorId: string): Promise<string> {
  const id = await released(account);
  bodyOf(await choose(account, id, operatorId), 200, Declaration);
  return id;
}

/** A valid identity document. */
export const identityDocument = () => ({
  kind: 'identity-card',
  number: 'CQ74139ZX',
  issuedBy: 'Comune di Milano',
  expiresOn: inDays(3000),
});

/** A meeting of today at which everything was shown: the body of a confirmation. */
export const meeting = () => ({
  metOn: today(),
  identityDocument: identityDocument(),
  paperDeclaration: { signedOn: today() },
});

/** A pact signed today. */
export const pact = () => ({
  signedOn: today(),
  responsibleOfficer: 'Giulia Bianchi',
  profile: 'impiegata amministrativa, esperienza di tre anni',
  searchActs: ['due candidature ogni settimana'],
  contactFrequency: 'P2W',
  proof: 'elenco delle candidature',
  signature: { kind: 'handwritten', evidence: 'Fascicolo 2026/431' },
});
