import type { Actor } from '../domain/actor.ts';
import type { Instant } from '../domain/dates.ts';
import { isProvedBy } from '../domain/delegates.ts';
import type { CitizenId } from '../domain/ids.ts';
import { holds, type Mandate } from '../domain/mandates.ts';
import { representing } from '../domain/representatives.ts';
import { type CitizenRecord, getCitizen } from '../store/citizens.ts';
import { latestDelegation, latestMandate, mandatesOf } from '../store/mandates.ts';
import type { Table } from '../store/table.ts';

/** The mandate of a citizen to the patronato or the delegate that asks, if one is in force; nothing for anybody else. */
export async function mandateInForce(
  table: Table,
  actor: Actor,
  citizen: CitizenRecord | undefined,
  receivedAt: Instant,
): Promise<Mandate | undefined> {
  if (!citizen) return undefined;
  const mandate = await mandateTo(table, actor, citizen.citizenId);
  return mandate && holds(mandate, citizen, receivedAt) ? mandate : undefined;
}

/** The fiscal codes of who acts for a citizen by law, where staff ask. */
export async function representativesOf(
  table: Table,
  { role }: Actor,
  citizenId: CitizenId,
  at: Instant,
): Promise<readonly string[]> {
  return role === 'citizen' ? [] : representing(await mandatesOf(table, citizenId), at);
}

async function mandateTo(table: Table, actor: Actor, citizenId: CitizenId): Promise<Mandate | undefined> {
  const { role, patronatoId } = actor;
  if (role === 'patronato') return patronatoId && latestMandate(table, patronatoId, citizenId);
  const mac = actor.citizenId === citizenId ? undefined : await delegateMacOf(table, actor);
  return mac === undefined ? undefined : latestDelegation(table, mac, citizenId);
}

/**
 * The keyed hash under which somebody is a delegate: that of their own record, where the session proves its code, and they
 * are there still.
 */
export async function delegateMacOf(table: Table, actor: Actor): Promise<string | undefined> {
  if (actor.role !== 'citizen' || actor.assurance !== 'strong' || actor.citizenId === undefined) return undefined;
  const own = await getCitizen(table, actor.citizenId);
  if (!own || !isProvedBy(actor, own.person.fiscalCode)) return undefined;
  const isGone = own.deceasedAt !== undefined || own.endedAt !== undefined || own.takenOverAt !== undefined;
  return isGone ? undefined : own.fiscalCodeGuard;
}
