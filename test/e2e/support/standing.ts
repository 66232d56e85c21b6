/** Cases in every status in which an execution waits, and what leads on from there. */
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { expect } from 'vitest';
import type { MailKind } from '../../../functions/domain/communications.ts';
import { instantOf } from '../../../functions/domain/dates.ts';
import { DeclarationId } from '../../../functions/domain/ids.ts';
import { type endStatuses, isLive, type Status, statuses, type Verb } from '../../../functions/domain/lifecycle.ts';
import { caseKey } from '../../../functions/store/cases.ts';
import { encodeKey } from '../../../functions/store/table.ts';
import { getWait, supersede, type Wait, waitKey } from '../../../functions/store/waits.ts';
import { signIn } from './accounts.ts';
import {
  type Account,
  applied,
  citizen,
  communicationsOf,
  type Declaration,
  enterData,
  historyOf,
  meeting,
  pact,
  registered,
  releasedAt,
  see,
  visitor,
} from './cases.ts';
import { table } from './late.ts';
import { stopExecution } from './machine.ts';
import { deskOf } from './offices.ts';
import { freshMailbox, today } from './people.ts';
import { until } from './until.ts';

export type LiveStatus = Exclude<Status, (typeof endStatuses)[number]>;
export const liveStatuses = statuses.filter((status): status is LiveStatus => isLive(status));

/** A case that stands in a status. */
export interface Standing {
  readonly status: LiveStatus;
  readonly id: string;
  readonly who: Account;
  /** An officer of the operator that the citizen chose. */
  readonly desk: string;
}

/** Where these cases are followed. */
export const office = 'cpi-varese';

/** A DID con riserva at the office, suspended by it if asked: the person began to work today. */
async function withReserve(suspendedBy?: string): Promise<{ who: Account; id: string }> {
  const who = await citizen();
  const id = await releasedAt(who, office);
  if (suspendedBy !== undefined) await applied(suspendedBy, `/declarations/${id}/suspension`, { from: today() });
  return { who, id };
}

/** A DID con riserva put into a status of which nothing but waiting there is asked. */
async function planted(status: LiveStatus): Promise<{ who: Account; id: string }> {
  const { who, id } = await withReserve();
  const { generation } = await waiting(id);
  const { client, name: TableName } = table();
  const declarationId = DeclarationId.parse(id);
  const standsThere = {
    TableName,
    UpdateExpression: 'SET #status = :status',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':status': { S: status } },
  };
  for (const key of [caseKey(declarationId), waitKey(declarationId)]) {
    await client.send(new UpdateItemCommand({ ...standsThere, Key: encodeKey(key) }));
  }
  const wait = await getWait(table(), declarationId);
  if (wait) await supersede(table(), wait, instantOf(Date.now()));
  await stopExecution(id, generation);
  await waiting(id, generation + 1);
  return { who, id };
}

async function strongAt(desk?: string): Promise<{ who: Account; id: string }> {
  const who = await citizen('SPID');
  const id = await releasedAt(who, office);
  if (desk !== undefined) await applied(desk, `/declarations/${id}/pact`, pact());
  return { who, id };
}

const ways: Readonly<Record<LiveStatus, (desk: string) => Promise<{ who: Account; id: string }>>> = {
  registered: async () => {
    const who = await citizen();
    return { who, id: await registered(who) };
  },
  reserved: () => withReserve(),
  confirmed: () => strongAt(),
  'psp-signed': (desk) => strongAt(desk),
  suspended: withReserve,
  'sanction-proposed': () => planted('sanction-proposed'),
  sanctioned: () => planted('sanctioned'),
};

/** A case of its own person in this status, its mail sent and its execution waiting. */
export async function standingIn(status: LiveStatus): Promise<Standing> {
  const desk = await deskOf(office);
  const { who, id } = await ways[status](desk);
  await communicationsOf(who.token, id);
  await waiting(id);
  return { status, id, who, desk };
}

/** Where a case waits, once an execution waits there; of this generation if one is named. */
export const waiting = (id: string, generation?: number): Promise<Wait & { readonly taskToken: string }> =>
  until(`an execution of ${id} to wait`, async () => {
    const wait = await getWait(table(), DeclarationId.parse(id));
    if (!wait || (generation !== undefined && wait.generation !== generation)) return undefined;
    return wait.taskToken === undefined ? undefined : { ...wait, taskToken: wait.taskToken };
  });

/** The case as the office sees it, or as the citizen does while no office is chosen. */
export const seen = ({ status, id, who, desk }: Standing): Promise<Declaration> =>
  see(status === 'registered' ? who.token : desk, id);

/** All that a case is to people: what is shown of it, its history and its mail. */
export async function wholeOf(standing: Standing) {
  const { status, id, who, desk } = standing;
  const history = await historyOf(status === 'registered' ? who.token : desk, id);
  return { shown: await seen(standing), history, mails: await communicationsOf(who.token, id) };
}

/** The same case with its people signed in again: after a restart nobody is. */
export async function signedInAgain(standing: Standing): Promise<Standing> {
  const { who } = standing;
  return { ...standing, who: { ...who, token: await signIn(who.mailbox) }, desk: await deskOf(office) };
}

/** The owner of the fiscal code comes with SPID: what was made in their name is annulled, in whatever status. */
async function ownerComes({ who }: Standing): Promise<unknown> {
  const { token } = await visitor('SPID', { me: who.me, mailbox: freshMailbox(who.me) });
  return expect((await enterData(token, who.me)).status).toBe(201);
}

/** A verb, what it leads to, and how it is asked for. */
export interface Next {
  readonly verb: Verb;
  readonly to: Status;
  readonly mails: readonly MailKind[];
  readonly use: (standing: Standing) => Promise<unknown>;
}

/** The citizen takes the DID back. */
export const withdrawal: Next = {
  verb: 'withdraw',
  to: 'withdrawn',
  mails: ['withdrawn'],
  use: ({ who, id }) => applied(who.token, `/declarations/${id}/withdrawal`),
};
const annulment: Next = { verb: 'close', to: 'closed', mails: [], use: ownerComes };
const nexts: Readonly<Record<LiveStatus, Next>> = {
  registered: {
    verb: 'release',
    to: 'reserved',
    mails: ['did-released-with-reserve'],
    use: ({ who, id }) => applied(who.token, `/declarations/${id}/release`),
  },
  reserved: {
    verb: 'confirm',
    to: 'confirmed',
    mails: ['did-authenticated'],
    use: ({ desk, id }) => applied(desk, `/declarations/${id}/confirmation`, meeting()),
  },
  confirmed: {
    verb: 'sign-pact',
    to: 'psp-signed',
    mails: ['psp-signed'],
    use: ({ desk, id }) => applied(desk, `/declarations/${id}/pact`, pact()),
  },
  'psp-signed': withdrawal,
  suspended: annulment,
  'sanction-proposed': annulment,
  sanctioned: annulment,
};

/** Takes a verb on a case, the one that follows if none is named: it is applied exactly once, with one line of history and its mail. */
export async function goesOn(standing: Standing, next: Next = nexts[standing.status]): Promise<void> {
  const { status, id, who, desk } = standing;
  const { verb, to, mails, use } = next;
  const before = await wholeOf(standing);
  await use(standing);
  await until(`${status} to become ${to}`, async () => (await seen(standing)).status === to || undefined);
  const history = await historyOf(status === 'registered' ? who.token : desk, id);
  expect(history.slice(0, -1)).toEqual(before.history);
  expect(history.at(-1)).toMatchObject({ event: verb, from: status, to });
  // Whose code it was not sees nothing of the case any more.
  if (verb === 'close') return;
  const told = await communicationsOf(who.token, id);
  expect(told.slice(before.mails.length).map(({ kind, state }) => [kind, state])).toEqual(
    mails.map((kind) => [kind, 'sent']),
  );
}
