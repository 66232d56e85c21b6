/** Who knocks at the API, and the cases that lie behind its doors. */
import * as z from 'zod/mini';
import { demo } from '../e2e/support/accounts.ts';
import {
  type Account,
  applied,
  citizen,
  meeting,
  pact,
  registered,
  releasedAt,
  visitor,
} from '../e2e/support/cases.ts';
import { api, bodyOf } from '../e2e/support/http.ts';
import { person, today } from '../e2e/support/people.ts';

/** Ids that exist, by what they are of. What a list is empty of is made up by the fuzzer. */
export interface Known {
  readonly declarations: readonly string[];
  readonly commands: readonly string[];
  readonly appointments: readonly string[];
  readonly tasks: readonly string[];
  /** Of those whose cases these are, and of somebody whom nobody knows. */
  readonly fiscalCodes: readonly string[];
}

/** Somebody who asks: a fresh token, or none, and what there is for them to find. */
export interface Knocker {
  readonly token: string | undefined;
  readonly known: Known;
}

const cpi = 'cpi-milano';
const accredited = 'acc-demo-milano';

/** A DID, and a command that was applied to it. */
interface Made {
  readonly id: string;
  readonly fiscalCode?: string;
  readonly command?: string;
}

async function last(token: string, id: string, path: string, body: object = {}): Promise<Made> {
  return { id, command: (await applied(token, `/declarations/${id}${path}`, body)).id };
}

const officer = (operatorId: string) => demo(operatorId === cpi ? 'operatorCpi' : 'operatorAccredited');

const signed = async (who: Account, operatorId: string) =>
  last(await officer(operatorId), await releasedAt(who, operatorId), '/pact', pact());

/** Ways to bring a citizen's DID somewhere. */
const stages = {
  draft: async (who: Account) => ({ id: await registered(who) }),
  reserved: async (who: Account, operatorId: string) => ({ id: await releasedAt(who, operatorId) }),
  confirmed: async (who: Account, operatorId: string) =>
    last(await officer(operatorId), await releasedAt(who, operatorId), '/confirmation', meeting()),
  pact: signed,
  withdrawn: async (who: Account, operatorId: string) =>
    last(who.token, await releasedAt(who, operatorId), '/withdrawal'),
  suspended: async (who: Account, operatorId: string) =>
    last(await officer(operatorId), (await signed(who, operatorId)).id, '/suspension', { from: today() }),
} satisfies Record<string, (who: Account, operatorId: string) => Promise<Made>>;
type Stage = keyof typeof stages;

/** Who lets a DID reach a stage: with a password alone it stays *con riserva*. */
const idpOf = (stage: Stage) => (stage === 'reserved' || stage === 'confirmed' ? undefined : 'SPID');

async function caseAt(stage: Stage, operatorId = cpi): Promise<Made> {
  const who = await citizen(idpOf(stage));
  return { ...(await stages[stage](who, operatorId)), fiscalCode: who.me.fiscalCode };
}

const Booked = z.looseObject({ appointment: z.object({ id: z.string() }) });
const Slots = z.object({ items: z.array(z.object({ startsAt: z.string() })) });

/** Books the first free time for a case; nothing where none is free. */
async function booked(token: string, id: string, operatorId: string): Promise<string[]> {
  const slots = bodyOf(await api('GET', `/operators/${operatorId}/slots?limit=1`), 200, Slots);
  const [slot] = slots.items;
  if (!slot) return [];
  const answer = await api('POST', `/declarations/${id}/appointments`, { token, body: { startsAt: slot.startsAt } });
  return [bodyOf(answer, 201, Booked).appointment.id];
}

const nothing: Known = { declarations: [], commands: [], appointments: [], tasks: [], fiscalCodes: [] };

function known(made: readonly Made[], more: Partial<Known> = {}): Known {
  return {
    ...nothing,
    declarations: made.map(({ id }) => id),
    commands: made.flatMap(({ command }) => command ?? []),
    fiscalCodes: [...made.flatMap(({ fiscalCode }) => fiscalCode ?? []), person().me.fiscalCode],
    ...more,
  };
}

async function owner(idp: 'SPID' | undefined, stage: Stage): Promise<Knocker> {
  const who = await citizen(idp);
  const made = { ...(await stages[stage](who, cpi)), fiscalCode: who.me.fiscalCode };
  const appointments = stage === 'draft' ? [] : await booked(who.token, made.id, cpi);
  const elsewhere = await caseAt('reserved');
  return { token: who.token, known: known([made, made, made, elsewhere], { appointments }) };
}

const Tasks = z.object({ items: z.array(z.object({ taskId: z.string() })) });

async function office(name: 'operatorCpi' | 'operatorAccredited' | 'manager'): Promise<Knocker> {
  const at = name === 'operatorAccredited' ? accredited : cpi;
  const wanted: readonly Stage[] = ['reserved', 'confirmed', 'pact', 'withdrawn', 'reserved', 'pact'];
  const made = await Promise.all([
    ...wanted.map((stage) => caseAt(stage, at)),
    ...(at === cpi ? [caseAt('suspended')] : []),
  ]);
  const token = await demo(name);
  const appointments = name === 'manager' ? [] : await booked(token, made[0]?.id ?? '', at);
  const tasks = bodyOf(await api('GET', '/tasks', { token }), 200, Tasks).items.map(({ taskId }) => taskId);
  return { token, known: known(made, { appointments, tasks }) };
}

/** Somebody of an office that has no cases of its own, beside a case of another. */
async function stranger(name: 'inps' | 'employer' | 'admin'): Promise<Knocker> {
  return { token: await demo(name), known: known([await caseAt('pact')]) };
}

/** Everybody who may ask; each is made just before asking, since a token is good for an hour. */
export const knockers = {
  nobody: async () => ({ token: undefined, known: known([await caseAt('reserved')]) }),
  'citizen-strong': () => owner('SPID', 'pact'),
  'citizen-draft': () => owner('SPID', 'draft'),
  'citizen-basic': () => owner(undefined, 'reserved'),
  newcomer: async () => {
    const { token, me } = await visitor('SPID');
    return { token, known: known([await caseAt('draft')], { fiscalCodes: [me.fiscalCode] }) };
  },
  'operator-cpi': () => office('operatorCpi'),
  'operator-accredited': () => office('operatorAccredited'),
  manager: () => office('manager'),
  inps: () => stranger('inps'),
  employer: () => stranger('employer'),
  admin: () => stranger('admin'),
} satisfies Record<string, () => Promise<Knocker>>;
export type KnockerName = keyof typeof knockers;
