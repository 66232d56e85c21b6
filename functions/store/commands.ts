import * as z from 'zod/mini';
import { Actor } from '../domain/actor.ts';
import { Instant } from '../domain/dates.ts';
import type { Warning } from '../domain/decide.ts';
import { CitizenId, CommandId, DeclarationId } from '../domain/ids.ts';
import { parties, statuses, verbs } from '../domain/lifecycle.ts';
import { representativeKinds } from '../domain/mail-facts-mandates.ts';
import type { Refusal } from '../domain/refusals.ts';
import { expiryOf } from '../domain/retention.ts';
import { get, type Key, put, type Table, update, type Write } from './table.ts';

/** `accepted` is under way; the other states are final. */
export const commandStates = ['accepted', 'applied', 'refused', 'ignored', 'failed'] as const;
export type CommandState = (typeof commandStates)[number];

/** A request to change a status, from the moment it was received to its outcome. */
export const StoredCommand = z.object({
  commandId: CommandId,
  verb: z.enum(verbs),
  declarationId: DeclarationId,
  citizenId: CitizenId,
  actor: Actor,
  party: z.enum(parties),
  /** Of a legal representative: what they are to the person, and when that was recorded. */
  onMandate: z.optional(z.object({ kind: z.enum(representativeKinds), namedAt: Instant })),
  body: z.unknown(),
  /** SHA-256 of the body as received: the same key with another body is refused. */
  bodyHash: z.string(),
  receivedAt: Instant,
  receiptNumber: z.string(),
  state: z.enum(commandStates),
  /** Where the case stood once the command was settled. */
  next: z.optional(z.enum([...statuses, 'none'])),
  refusal: z.optional(z.object({ code: z.string(), field: z.optional(z.string()), rule: z.string() })),
  warnings: z.optional(z.array(z.object({ rule: z.string(), field: z.optional(z.string()) }))),
  settledAt: z.optional(Instant),
  /** The requests by which it was taken up again after it had failed, and what they said. */
  retries: z.optional(z.array(z.object({ requestId: CommandId, bodyHash: z.string() }))),
});
export type StoredCommand = z.infer<typeof StoredCommand>;

/** The key of a command. */
export const commandKey = (id: CommandId): Key => ({ pk: `COMMAND#${id}`, sk: 'COMMAND' });

/** Reads a command; `undefined` if there is none. */
export function getCommand(table: Table, id: CommandId): Promise<StoredCommand | undefined> {
  return get(table, commandKey(id), StoredCommand);
}

/**
 * First write of a command; it is kept for 90 days, counted anew once it is settled (`settleCommand`). One that was ignored before may be asked again under the same key,
 * since it changed nothing.
 */
export function storeCommand(table: Table, command: StoredCommand): Write {
  const { actor, ...rest } = command;
  const { fiscalCode: _, ...known } = actor;
  return put(
    table,
    'command',
    {
      ...commandKey(command.commandId),
      entity: 'command',
      ...rest,
      actor: known,
      ttl: expiryOf('command', command.receivedAt),
    },
    {
      expression: 'attribute_not_exists(pk) OR #state = :ignored',
      names: { '#state': 'state' },
      values: { ':ignored': 'ignored' },
    },
  );
}

/** What a command came to. */
export interface Settlement {
  readonly state: Exclude<CommandState, 'accepted' | 'ignored'>;
  readonly next: StoredCommand['next'];
  readonly refusal?: Omit<Refusal, 'kind'> | undefined;
  readonly warnings?: readonly Warning[];
  readonly settledAt: Instant;
}

/** Takes a command that failed up again, as of the instant at which it was received; notes by which requests. */
export function reviveCommand(table: Table, id: CommandId, retries: StoredCommand['retries']): Write {
  return update(
    table,
    'command',
    commandKey(id),
    { state: 'accepted', next: undefined, settledAt: undefined, retries },
    { expression: '#state = :failed', names: { '#state': 'state' }, values: { ':failed': 'failed' } },
  );
}

/**
 * Settles a command that is still `accepted`; it is kept for 90 days more. One that failed on a case stays until it is
 * taken up: what was asked, and when it was received, stands nowhere else.
 */
export function settleCommand(table: Table, id: CommandId, settlement: Settlement): Write {
  const { state, next, settledAt } = settlement;
  const stays = state === 'failed' && next !== 'none';
  const known = Object.fromEntries(Object.entries(settlement).filter(([, value]) => value !== undefined));
  const fields = { ...known, ttl: stays ? undefined : expiryOf('command', settledAt) };
  return update(table, 'command', commandKey(id), fields, {
    expression: '#state = :accepted',
    names: { '#state': 'state' },
    values: { ':accepted': 'accepted' },
  });
}
