import { randomUUID } from 'node:crypto';
import { v5 as uuidv5 } from 'uuid';
import type { Actor } from '../domain/actor.ts';
import { dateInRome, type Instant } from '../domain/dates.ts';
import { type CitizenId, CommandId, DeclarationId, receiptNumber, Subject } from '../domain/ids.ts';
import type { InpsApplication } from '../domain/inps.ts';
import { getLive, takeLive } from '../store/citizens.ts';
import { type StoredCommand, storeCommand } from '../store/commands.ts';
import { getLedger, type Ledger, waitingIn } from '../store/inps.ts';
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
  }: {
    readonly citizenId: CitizenId;
    readonly applications: readonly InpsApplication[];
    readonly commandId: CommandId;
    readonly actor?: Actor;
    readonly bodyHash?: string;
    readonly receivedAt: Instant;
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
  return {
    command,
    wait,
    writes: [storeCommand(table, command), openWait(table, wait), takeLive(table, citizenId, declarationId)],
  };
}

/**
 * Registers what waited for a person whose code is proved now: applications of no DID, or of one that was not the
 * person's (`freed`). Nothing where none stands, or a DID is live.
 */
export async function adoption(
  table: Table,
  {
    citizenId,
    codeMac,
    receivedAt,
  }: { readonly citizenId: CitizenId; readonly codeMac: string; readonly receivedAt: Instant },
  freed?: DeclarationId,
): Promise<InpsRegistered | undefined> {
  const ledger = await getLedger(table, codeMac);
  const applications = waitingIn(ledger, freed).filter(({ state }) => state !== 'rejected');
  if (!ledger || applications.length === 0 || (await getLive(table, citizenId)) !== undefined) return undefined;
  const commandId = adoptionId(ledger);
  return registration(table, { citizenId, applications, commandId, receivedAt });
}

// Two entries at once are one: the version is part of the name.
const adoptionId = ({ fileId, version }: Ledger) => CommandId.parse(uuidv5(`${fileId}|${version}`, namespace));
