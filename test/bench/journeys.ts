/** One strong DID and one con riserva, from the mailbox to the signed pact: what each step uses of each service. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod/mini';
import { entries } from '../../infra/functions.ts';
import { bringIdentity, demo, signUp } from '../e2e/support/accounts.ts';
import { identityDocument, meeting, pact, Receipt, routeA } from '../e2e/support/cases.ts';
import { api, bodyOf, type Method } from '../e2e/support/http.ts';
import { codeIn } from '../e2e/support/inbox.ts';
import { eventsOf } from '../e2e/support/machine.ts';
import { person } from '../e2e/support/people.ts';
import { until } from '../e2e/support/until.ts';
import { itemBytes } from './capacity.ts';
import type { Sent } from './recorder.ts';
import { minus, nothing, plus, type Spent, spentIn, tokenUnits } from './spent.ts';
import { type Bench, itemsOf, logged } from './stack.ts';

/** A step of a journey and what it used. */
export interface Step {
  readonly name: string;
  readonly spent: Spent;
}

/** A journey: its steps in order, the first of which set the citizen up. */
export interface Journey {
  readonly name: 'strong' | 'con riserva';
  readonly steps: readonly Step[];
  readonly total: Spent;
  /** States entered, in order. */
  readonly states: readonly string[];
}

// The sweep runs by the clock, and sign-in belongs to the accounts: neither is part of a step.
const elsewhere = ['sweep', 'pre-token', 'pre-sign-up'];
const counted = Object.keys(entries).filter((name) => !elsewhere.includes(name));

const Definition = z.object({ States: z.record(z.string(), z.looseObject({ Resource: z.optional(z.string()) })) });
const { States } = Definition.parse(JSON.parse(readFileSync('statemachines/did-lifecycle.asl.json', 'utf8')));
/** Whether a state waits for a task token, which the state machine then writes onto the wait. */
const writesToken = (state: string) => States[state]?.Resource?.endsWith('.waitForTaskToken') ?? false;

/** Measures steps on the stack, one after another. */
class Meter {
  readonly steps: Step[] = [];
  readonly states: string[] = [];
  declarationId = '';
  readonly #bench: Bench;
  readonly #tokenBytes: number;
  #requests = 0;
  #answerBytes = 0;

  constructor(bench: Bench, tokenBytes: number) {
    this.#bench = bench;
    this.#tokenBytes = tokenBytes;
  }

  /** One request to the API, whose answer must have this status. */
  async ask<Value>(
    method: Method,
    path: string,
    token: string,
    status: number,
    schema: z.ZodMiniType<Value>,
    body?: object,
  ): Promise<Value> {
    const answer = await api(method, path, { token, ...(body && { body }) });
    this.#requests += 1;
    this.#answerBytes += Buffer.byteLength(JSON.stringify(answer.body));
    return bodyOf(answer, status, schema);
  }

  /** A command, its outcome and the case as it then stands: the three requests that the portal makes. */
  async command(path: string, token: string, body: object = {}): Promise<void> {
    const { commandId, declarationId } = await this.ask('POST', path, token, 202, Receipt, body);
    this.declarationId = declarationId;
    await until('the command to be settled', async () => {
      const command = (await itemsOf(this.#bench)).find(({ pk }) => pk?.S === `COMMAND#${commandId}`);
      return command?.['state']?.S === 'accepted' ? undefined : command;
    });
    await this.ask('GET', `/commands/${commandId}`, token, 200, z.looseObject({ state: z.literal('applied') }));
    await this.ask('GET', `/declarations/${declarationId}`, token, 200, z.looseObject({ id: z.string() }));
  }

  /** Runs a step to its end, mails and events included, and keeps what it used. */
  async step(name: string, work: () => Promise<unknown>): Promise<void> {
    const { recorder } = this.#bench;
    const [since, before, hadWait] = [recorder.calls.length, await this.#level(), this.declarationId !== ''];
    await work();
    await this.#quiet();
    const sent = recorder.calls.slice(since).flatMap(({ mail }) => mail ?? []);
    for (const mail of sent) await this.#feedBack(mail);
    await this.#quiet();
    const after = await this.#level();
    const calls = recorder.calls.slice(since).filter((call) => counted.includes(call.function));
    const [items, entered] = [await itemsOf(this.#bench), await this.#entered()];
    const wait = items.find(({ pk }) => pk?.S === `WAIT#${this.declarationId}`);
    const { taskToken: _, ...bare } = wait ?? {};
    const tokens = tokenUnits({
      waitBytes: itemBytes(bare),
      tokenBytes: this.#tokenBytes,
      written: entered.filter(writesToken).length,
      changes: hadWait ? calls.reduce((sum, { waitChanges }) => sum + waitChanges, 0) : 0,
    });
    this.states.push(...entered);
    this.steps.push({
      name,
      spent: { ...plus(spentIn(calls), minus(after, before)), states: entered.length, tokenUnits: tokens },
    });
  }

  /** What has been used up to now of what only grows. */
  async #level(): Promise<Spent> {
    const { invocations, bytes } = await logged(this.#bench, counted);
    const items = await itemsOf(this.#bench);
    // Every stored item takes 100 bytes more than its size.
    const storedBytes = items.reduce((sum, item) => sum + itemBytes(item) + 100, 0);
    const counters = { requests: this.#requests, answerBytes: this.#answerBytes };
    return { ...nothing, ...counters, invocations, logBytes: bytes, storedBytes };
  }

  /** Waits until the state machine waits again, every mail is sent and every event is out. */
  async #quiet(): Promise<void> {
    const { recorder } = this.#bench;
    await until('the stack to be quiet', async () => {
      const [items, seen] = [await itemsOf(this.#bench), recorder.calls.length];
      const under = items.some(({ pending }) => pending !== undefined);
      const mailing = items.some(({ entity, state }) => entity?.S === 'mail' && /queued|sending/.test(state?.S ?? ''));
      const waits = items.filter(({ entity, taskToken }) => entity?.S === 'wait' && taskToken === undefined);
      const events = recorder.calls.reduce((sum, call) => sum + call.events, 0);
      const untold = items.filter(({ entity }) => entity?.S === 'history').length - events;
      if (under || mailing || waits.length > 0 || untold > 0 || recorder.busy()) return undefined;
      await sleep(250);
      return recorder.calls.length === seen ? true : undefined;
    });
  }

  /** What SES would tell of a mail that arrives: that it was sent, and that it was delivered. */
  async #feedBack({ messageId, to, tags }: Sent): Promise<void> {
    if (!counted.includes('feedback')) return;
    const timestamp = new Date().toISOString();
    const listed = Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]]));
    const mail = { timestamp, messageId, destination: [to], tags: listed };
    await this.#bench.invoke('feedback', { detail: { eventType: 'Send', mail } });
    await this.#bench.invoke('feedback', { detail: { eventType: 'Delivery', mail, delivery: { timestamp } } });
  }

  /** The states that were entered since the last step. */
  async #entered(): Promise<string[]> {
    if (this.declarationId === '') return [];
    const arn = this.#bench.stack.stateMachineArn.replace(':stateMachine:', ':execution:');
    const events = await eventsOf(`${arn}:${this.declarationId}-1`);
    return events.flatMap(({ stateEnteredEventDetails: one }) => (one ? [one.name] : [])).slice(this.states.length);
  }

  journey(name: Journey['name']): Journey {
    const total = this.steps.reduce((sum, { spent }) => plus(sum, spent), nothing);
    return { name, steps: this.steps, total, states: this.states };
  }
}

const Any = z.unknown();

/** A DID released with SPID: the person names and proves a mailbox, registers, releases, chooses, and signs the pact. */
export async function strongJourney(bench: Bench, tokenBytes: number): Promise<Journey> {
  const meter = new Meter(bench, tokenBytes);
  const { me, mailbox } = person();
  await signUp(mailbox);
  const token = await bringIdentity(mailbox, { idp: 'SPID', fiscalCode: me.fiscalCode });
  const own = mailbox.replace('@', '.proprio@');
  await meter.step('mailbox', async () => {
    await meter.ask('POST', '/me/mailbox', token, 202, Any, { mailbox: own });
    const code = await codeIn(own);
    await meter.ask('POST', '/me/mailbox/confirmation', token, 200, Any, { code });
  });
  return fromData(meter, 'strong', token, me);
}

/** A DID released with a password, con riserva: an operator sees the documents and confirms before the pact. */
export async function reserveJourney(bench: Bench, tokenBytes: number): Promise<Journey> {
  const meter = new Meter(bench, tokenBytes);
  const { me, mailbox } = person();
  const token = await signUp(mailbox);
  // The pool sends the code that proves this mailbox, by the same SES.
  meter.steps.push({ name: 'sign up', spent: { ...nothing, mails: 1 } });
  return fromData(meter, 'con riserva', token, me);
}

async function fromData(meter: Meter, name: Journey['name'], token: string, me: object): Promise<Journey> {
  const office = await demo('operatorCpi');
  await meter.step('own data', () => meter.ask('PUT', '/me', token, 201, Any, me));
  await meter.step('register', () => meter.command('/declarations', token, routeA()));
  const path = `/declarations/${meter.declarationId}`;
  await meter.step('release', () => meter.command(`${path}/release`, token));
  await meter.step('choose operator', () =>
    meter.ask('PUT', `${path}/operator`, token, 200, Any, { operatorId: 'cpi-milano' }),
  );
  if (name === 'con riserva') {
    await meter.step('confirm', async () => {
      await meter.ask('GET', '/queue?status=reserved', office, 200, Any);
      await meter.command(`${path}/confirmation`, office, meeting());
    });
  }
  await meter.step('sign pact', async () => {
    await meter.ask('GET', '/queue?status=confirmed', office, 200, Any);
    const document = name === 'strong' ? { identityDocument: identityDocument() } : {};
    await meter.command(`${path}/pact`, office, { ...pact(), ...document });
  });
  return meter.journey(name);
}
