import { randomUUID } from 'node:crypto';
import { v5 as uuidv5 } from 'uuid';
import type { Actor } from '../domain/actor.ts';
import { dateInRome, type Instant } from '../domain/dates.ts';
import type { DidCase } from '../domain/declaration.ts';
import { type CitizenId, CommandId, DeclarationId, receiptNumber, Subject } from '../domain/ids.ts';
import type { InpsApplication } from '../domain/inps.ts';
import { takingUp } from '../domain/inps-news.ts';
import type { ProcedurePolicy } from '../domain/policies.ts';
import { getCase } from '../store/cases.ts';
import { getLive, takeLive } from '../store/citizens.ts';
import { type StoredCommand, storeCommand } from '../store/commands.ts';
import { editWrites, noteMade } from '../store/edits.ts';
import { adopt, getLedger, type Ledger, waitingIn } from '../store/inps.ts';
import { succeed } from '../store/merging.ts';
import { getOperator } from '../store/operators.ts';
import type { Table, Write } from '../store/table.ts';
import { openWait, type Wait } from '../store/waits.ts';

/** Who registers where an application waited for its person: INPS told of it, and nobody acts now. */
const inps: Actor = { subject: Subject.parse('inps'), role: 'inps', assurance: 'strong' };
const namespace = '0b8f8c0a-6a3d-5a0e-8b6c-6f7f1a2c4d55';

/** A registration that applications to INPS bring: its command, and the writes that give it. */
export interface InpsRegistered {
  readonly command: StoredCommand;
  /** The wait, whose execution is to be woken once all is written; the stream makes sure. */
  readonly wait: Wait;
  readonly writes: readonly Write[];
}

/**
 * Registers the DID that applications to INPS are, for a citizen who has none live. The guard of one live DID is taken at
 * once, so that what comes meanwhile waits for this DID and no second one begins; the stream starts the execution.
 */
export function registration(
  table: Table,
  {
    citizenId,
    applications,
    commandId,
    actor = inps,
    bodyHash = '',
    receivedAt,
    succeeds,
  }: {
    readonly citizenId: CitizenId;
    readonly applications: readonly InpsApplication[];
    readonly commandId: CommandId;
    readonly actor?: Actor;
    readonly bodyHash?: string;
    readonly receivedAt: Instant;
    /** A forfeited DID that holds the guard still though another may begin: it gives it to this one. */
    readonly succeeds?: { readonly forfeited: DidCase; readonly policy: ProcedurePolicy; readonly appliedAt: Instant };
  },
): InpsRegistered {
  const declarationId = DeclarationId.parse(randomUUID());
  const command: StoredCommand = {
    commandId,
    verb: 'register',
    declarationId,
    citizenId,
    actor,
    party: 'inps',
    body: { applications },
    bodyHash,
    receivedAt,
    receiptNumber: receiptNumber(commandId, dateInRome(receivedAt)),
    state: 'accepted',
  };
  const pending = { commandId, verb: 'register', since: receivedAt, attempts: 0 } as const;
  const wait = { declarationId, citizenId, generation: 1, since: receivedAt, pending };
  const takes = succeeds
    ? succeed(table, succeeds.forfeited, declarationId, command, succeeds.policy, succeeds.appliedAt)
    : [takeLive(table, citizenId, declarationId)];
  return { command, wait, writes: [storeCommand(table, command), openWait(table, wait), ...takes] };
}

/** What follows from applications that waited for who has proved now whose the code is. */
export interface Adopted {
  /** The wait of a DID that begins; none where a live one takes them up. */
  readonly wait?: Wait;
  readonly writes: readonly Write[];
}

/**
 * What waited for a person whose code is proved now, applications of no DID or of one that was not the person's (`freed`):
 * the live DID takes it up, and the person is told; where none is live one is registered, unless INPS has rejected all.
 */
export async function adoption(
  table: Table,
  {
    citizenId,
    codeMac,
    receivedAt,
    policy,
  }: {
    readonly citizenId: CitizenId;
    readonly codeMac: string;
    readonly receivedAt: Instant;
    readonly policy: ProcedurePolicy;
  },
  freed?: DeclarationId,
): Promise<Adopted | undefined> {
  const ledger = await getLedger(table, codeMac);
  const waiting = waitingIn(ledger, freed);
  if (!ledger || waiting.length === 0) return undefined;
  const commandId = adoptionId(ledger);
  const live = await getLive(table, citizenId);
  if (live === undefined) {
    const applications = waiting.filter(({ state }) => state !== 'rejected');
    return applications.length === 0
      ? undefined
      : registration(table, { citizenId, applications, commandId, receivedAt });
  }
  const didCase = await getCase(table, live);
  // A registration that is under way takes them up itself.
  if (!didCase) return undefined;
  const operator = await getOperator(table, didCase.operatorId);
  const edit = takingUp({ didCase, commandId, receivedAt, operator }, waiting);
  if (!edit) return undefined;
  const by = { party: 'inps', actor: inps } as const;
  const recorded = { ...edit, event: 'inps-filed', by, receivedAt, appliedAt: receivedAt, commandId, receipted: true };
  const { after, writes } = editWrites(table, didCase, recorded, policy);
  const receipt = receiptNumber(commandId, dateInRome(receivedAt));
  const of = { what: 'take-inps-news', party: 'inps', citizenId, declarationId: live } as const;
  const made = noteMade(table, commandId, { bodyHash: '', receiptNumber: receipt, ...of, receivedAt });
  return { writes: [...writes, ...adopt(table, ledger, after, receivedAt), made] };
}

// Two entries at once are one: the version is part of the name.
const adoptionId = ({ fileId, version }: Ledger) => CommandId.parse(uuidv5(`${fileId}|${version}`, namespace));
