/**
 * AWS around the real handlers, in one process and without real time: the record, its stream, the state machine, SES and
 * its events, the bus, the scheduler. All it holds is data, so that a story can be taken up again from any of its steps.
 */
import '../unit/function-environment.ts';
import crypto, { createHash, createHmac } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { AdminDeleteUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import {
  BatchGetItemCommand,
  GetItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GenerateMacCommand } from '@aws-sdk/client-kms';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { SendRawEmailCommand } from '@aws-sdk/client-ses';
import {
  DescribeExecutionCommand,
  ListExecutionsCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { marshall } from '@aws-sdk/util-dynamodb';
import { caseAlias } from '../../functions/domain/case-alias.ts';
import { DeclarationId } from '../../functions/domain/ids.ts';
import { load } from '../statemachines/machine.ts';
import { directoryItems, operators } from '../unit/directory.ts';
import { machineArn } from '../unit/function-environment.ts';
import { answerAws, type Command, type Frame, frames, nameOf } from './aws.ts';
import { Couriers, throwOwn } from './couriers.ts';
import { type Execution, Executions, StatesError } from './executions.ts';
import { handlerOf } from './functions.ts';
import { type DynamoCommand, type Item, Ledger } from './ledger.ts';

/** A call of AWS, as the recording of a run names it. */
export interface Call {
  readonly fn: string;
  /** What the function was called for: a route, a verb, kinds of item. */
  readonly on: string;
  readonly name: string;
}

/** What SES took. */
export interface Letter {
  readonly to: string;
  readonly mailId: string;
  readonly owner: string;
  readonly messageId: string;
  readonly at: number;
}

/** What a call meets instead of an answer. `lost`: it was done, and the caller hears of a failure. */
export type Fate =
  | { readonly kind: 'goes-well' | 'throws' | 'lost' | 'doubled' | 'dies' | 'dies undone' }
  | { readonly kind: 'slow'; readonly before: boolean; readonly meanwhile: (world: World) => Promise<void> };

/** Decides what a call meets; `index` counts the calls since the recording began. */
export type Weather = (call: Call, index: number, world: World) => Fate;

/** The operators of the stories. */
const known = operators.filter(({ id }) => ['cpi-milano', 'cpi-bergamo', 'acc-demo-milano'].includes(id));

const fair: Weather = () => ({ kind: 'goes-well' });
const minute = 60_000;

/** What AWS says when something is wrong on its side. */
export class Outage extends Error {
  override readonly name: string = 'InternalServerError';
}

/** One thing asked of DynamoDB, and its answer or error. */
export interface Taken {
  readonly command: DynamoCommand;
  readonly answer?: object;
  readonly error?: unknown;
}

/** What a step may rest on besides the record. */
export interface Memo {
  readonly [name: string]: string;
}

export class World {
  readonly ledger = new Ledger();
  readonly executions: Executions;
  readonly couriers: Couriers;
  clock = Date.parse('2026-11-02T05:00:00.000Z');
  letters: Letter[] = [];
  /** What came in, by the names that SES gave it. */
  messages: Readonly<Record<string, string>> = {};
  told: string[] = [];
  /** Accounts that the user pool deleted, by their names there. */
  deleted: readonly string[] = [];
  memo: Memo = {};
  /** Addresses that give mail back for good. */
  broken: readonly string[] = [];
  /** Whether SES tells of what it sends. */
  sesTells = true;
  /** Whether SES says no to every mail. */
  refuses = false;
  /** Whether the outbox gets what the stream brings; what it misses while it does not is gone. */
  streamFlows = true;
  /** Functions, or calls of theirs, that fail for now. */
  down: readonly string[] = [];
  weather: Weather = fair;
  /** What was asked of DynamoDB and answered, if somebody wants to know. */
  tape: Taken[] | undefined;
  /** Told each call of a function as it is made, if somebody wants to know. */
  heard: ((fn: string, command: Command) => void) | undefined;
  calls: Call[] = [];
  /** Waits before each call, if something else decides the order. */
  gate: ((call: Call) => Promise<void>) | undefined;
  #drawn = 0;
  #lastSweep = 0;

  constructor() {
    this.executions = new Executions(load(), {
      now: () => this.clock,
      token: () => this.#draw('token'),
      invoke: async (name, payload) => {
        try {
          return await this.invoke(name, String(Object(payload).commandId === undefined ? '' : name), payload);
        } catch (error) {
          throw new StatesError(
            error instanceof Killed ? 'Lambda.Unknown' : error instanceof Error ? error.name : 'Error',
          );
        }
      },
      updateItem: async (state, input) => {
        const command = new UpdateItemCommand(Object(input));
        try {
          const frame = { fn: 'state machine', on: isWaitState(state) ? 'token' : state, dead: false };
          return await frames.run(frame, () => this.#answer(command));
        } catch (error) {
          throw new StatesError(
            `DynamoDb.${error instanceof Error ? error.name.replace(/(Exception)?$/, 'Exception') : ''}`,
          );
        }
      },
    });
    this.couriers = new Couriers({
      ledger: this.ledger,
      now: () => this.clock,
      invoke: (fn, on, event) => this.invoke(fn, on, event),
      open: (reader) => reader === 'publish' || this.streamFlows,
    });
    for (const item of directoryItems(known)) this.ledger.give(item);
    this.becomesReal();
  }

  /** Makes this world the one that handlers meet. */
  becomesReal(): void {
    answerAws((command, attempts) => this.#answer(command, attempts));
    Date.now = () => this.clock;
    Object.assign(crypto, {
      randomUUID: () => uuidOf(this.#draw('uuid')),
      randomInt: (bound: number) => bound - 1,
      randomBytes: (size: number) => bytesOf(this.#draw('bytes'), size),
    });
    syncBuiltinESMExports();
  }

  /** All that is, to come back to. */
  snapshot() {
    const { ledger, executions, clock, letters, messages, told, memo, broken, sesTells, refuses, streamFlows, down } =
      this;
    const kept = {
      items: ledger.items,
      changes: [...ledger.changes],
      executions: structuredClone([...executions.all]),
      ended: [...executions.ended],
      letters: [...letters],
      told: [...told],
      couriers: this.couriers.snapshot(),
      drawn: this.#drawn,
      lastSweep: this.#lastSweep,
      state: { clock, messages, deleted: this.deleted, memo, broken, sesTells, refuses, streamFlows, down },
    };
    return () => {
      ledger.items = kept.items;
      ledger.changes = [...kept.changes];
      executions.all = new Map(structuredClone(kept.executions));
      executions.ended = [...kept.ended];
      this.letters = [...kept.letters];
      this.told = [...kept.told];
      kept.couriers();
      this.#drawn = kept.drawn;
      this.#lastSweep = kept.lastSweep;
      Object.assign(this, kept.state);
      this.calls = [];
      this.weather = fair;
      this.gate = undefined;
    };
  }

  /** Puts an item there as a function would have written it. */
  write(item: Item): void {
    const Item = marshall(item, { removeUndefinedValues: true });
    this.#keep(new TransactWriteItemsCommand({ TransactItems: [{ Put: { TableName: 'did-test', Item } }] }));
  }

  #draw(what: string): string {
    this.#drawn += 1;
    return `${what}-${this.#drawn}`;
  }

  /** Calls a function as Lambda would. Throws what it throws, and `Killed` if it died. */
  async invoke(fn: string, on: string, event: unknown): Promise<unknown> {
    const handler = handlerOf(fn);
    let kill: () => void = () => undefined;
    const killed = new Promise<never>((_, reject) => {
      kill = () => reject(new Killed());
    });
    const frame: Frame = { fn, on, dead: false, kill };
    const context = { functionName: fn, awsRequestId: 'request', getRemainingTimeInMillis: () => 30_000 };
    return frames.run(frame, () => Promise.race([handler(event, context), killed]));
  }

  async #answer(command: Command, attempts = 3): Promise<object> {
    const frame = frames.getStore();
    if (!frame) throw new Error(`${nameOf(command)} outside of a function`);
    if (frame.dead) return never();
    const call = { fn: frame.fn, on: frame.on, name: nameOf(command) };
    const index = this.calls.push(call) - 1;
    this.heard?.(frame.fn, command);
    if (this.gate) await this.gate(call);
    if (this.down.some((what) => what === call.fn || what === `${call.fn} ${call.name}`)) throw new Outage('not today');
    const fate = this.weather(call, index, this);
    switch (fate.kind) {
      case 'goes-well':
        return this.#carryOut(command);
      case 'throws':
        throw new Outage('not now');
      case 'lost':
        this.#carryOut(command);
        throw new Outage('no answer');
      case 'doubled':
        return this.#repeated(command, attempts);
      case 'dies undone':
      case 'dies':
        if (fate.kind === 'dies') this.#carryOut(command);
        // Only functions die; the state machine hears nothing and tries again.
        if (!frame.kill) throw new Outage('no answer');
        frame.dead = true;
        frame.kill();
        return never();
      case 'slow':
        return this.#slowly(command, fate);
    }
  }

  async #slowly(command: Command, { before, meanwhile }: Extract<Fate, { kind: 'slow' }>): Promise<object> {
    if (before) await meanwhile(this);
    const answer = this.#carryOut(command);
    if (!before) await meanwhile(this);
    return answer;
  }

  /** What a client hears that repeats its call because the first answer did not come, if it is one that does. */
  #repeated(command: Command, attempts: number): object {
    const first = this.#carryOut(command);
    if (attempts === 1) throw new Outage('no answer');
    // The SDK gives a transaction a token, by which DynamoDB knows the repetition.
    return command instanceof TransactWriteItemsCommand ? first : this.#carryOut(command);
  }

  #carryOut(command: Command): object {
    if (
      command instanceof GetItemCommand ||
      command instanceof BatchGetItemCommand ||
      command instanceof UpdateItemCommand ||
      command instanceof TransactWriteItemsCommand ||
      command instanceof QueryCommand ||
      command instanceof ScanCommand
    ) {
      return this.#keep(command);
    }
    if (command instanceof StartExecutionCommand) return this.#start(command);
    if (command instanceof SendTaskSuccessCommand) {
      const { taskToken = '', output = '' } = command.input;
      if (!this.executions.succeed(taskToken, output)) throw named('TaskTimedOut');
      return {};
    }
    if (command instanceof DescribeExecutionCommand) {
      const found = this.executions.all.get(command.input.executionArn?.split(':').at(-1) ?? '');
      if (!found) throw named('ExecutionDoesNotExist');
      return { status: found.status };
    }
    if (command instanceof ListExecutionsCommand) {
      const { statusFilter } = command.input;
      const found = [...this.executions.all.values()].filter(({ status }) => status === statusFilter);
      const newest = found.sort((a, b) => (b.endedAt ?? b.startedAt) - (a.endedAt ?? a.startedAt));
      return {
        executions: newest.map(({ name, startedAt, endedAt }) => ({
          name,
          executionArn: arnOf(name),
          status: statusFilter,
          startDate: new Date(startedAt),
          ...(endedAt !== undefined && { stopDate: new Date(endedAt) }),
        })),
      };
    }
    if (command instanceof SendRawEmailCommand) return this.#post(command);
    if (command instanceof PutEventsCommand) {
      for (const { Detail } of command.input.Entries ?? []) this.told.push(Detail ?? '');
      return { FailedEntryCount: 0, Entries: (command.input.Entries ?? []).map(() => ({ EventId: 'event' })) };
    }
    if (command instanceof GenerateMacCommand) return { Mac: macOf(Buffer.from(command.input.Message ?? [])) };
    if (command instanceof GetObjectCommand) {
      const message = this.messages[command.input.Key ?? ''];
      if (message === undefined) throw named('NoSuchKey');
      return { Body: { transformToByteArray: async () => Buffer.from(message) } };
    }
    if (command instanceof AdminDeleteUserCommand) {
      const { Username = '' } = command.input;
      if (this.deleted.includes(Username)) throw named('UserNotFoundException');
      this.deleted = [...this.deleted, Username];
      return {};
    }
    throw new Error('an unknown command');
  }

  #keep(command: DynamoCommand): object {
    if (!this.tape) return this.ledger.run(command);
    const attempt = (): Taken => {
      try {
        return { command, answer: this.ledger.run(command) };
      } catch (error) {
        return { command, error };
      }
    };
    const taken = attempt();
    this.tape.push(taken);
    // What DynamoDB says to a write that was made before is wanted on the tape, too.
    if (command instanceof UpdateItemCommand || command instanceof TransactWriteItemsCommand) this.tape.push(attempt());
    if (taken.answer) return taken.answer;
    throw taken.error;
  }

  #start({ input: { name = '', input = '' } }: StartExecutionCommand): object {
    if (this.executions.start(name, input) === 'taken') throw named('ExecutionAlreadyExists');
    return { executionArn: arnOf(name) };
  }

  #post({ input }: SendRawEmailCommand): object {
    if (this.refuses) throw Object.assign(named('MessageRejected'), { $metadata: { httpStatusCode: 400 } });
    const tag = (name: string) => input.Tags?.find(({ Name }) => Name === name)?.Value ?? '';
    const [to = '', ...others] = input.Destinations ?? [];
    if (others.length > 0) throw new TypeError('a mail to more than one');
    const letter = { to, mailId: tag('mail'), owner: tag('owner'), messageId: this.#draw('message'), at: this.clock };
    this.letters.push(letter);
    if (this.sesTells) {
      this.tell(letter, 'Send');
      if (this.broken.includes(to)) this.tell(letter, 'Bounce', 'Permanent');
      else this.tell(letter, 'Delivery');
    }
    return { MessageId: letter.messageId };
  }

  /** Somebody answers the mail of a case: SES leaves the message in the bucket and calls the function. */
  receive(declarationId: string, from: string, text: string, headers: readonly string[] = []): void {
    const timestamp = new Date(this.clock).toISOString();
    const id = DeclarationId.parse(declarationId);
    const alias = caseAlias(id, macOf(Buffer.from(`REPLY|${id}`)).toString('hex'), 'risposte.regione.example');
    const messageId = `message-${this.clock}`;
    // What tells runs apart, the mailbox of the case, stands in the envelope alone.
    const message = [`From: ${from}`, ...headers, '', text].join('\r\n');
    this.messages = { ...this.messages, [`messages/${messageId}`]: message };
    const passed = { status: 'PASS' };
    const checks = { spamVerdict: passed, virusVerdict: passed, spfVerdict: passed, dmarcVerdict: passed };
    const ses = { mail: { timestamp, messageId, source: from }, receipt: { recipients: [alias], ...checks } };
    this.couriers.send('inbox', 'reply', { Records: [{ ses }] });
  }

  /** SES tells what became of a letter. */
  tell({ to, mailId, owner, messageId, at }: Letter, eventType: string, bounceType?: 'Permanent' | 'Transient'): void {
    const timestamp = new Date(this.clock).toISOString();
    const tags = { mail: [mailId], owner: [owner] };
    const mail = { timestamp: new Date(at).toISOString(), messageId, destination: [to], tags };
    const told = { timestamp, ...(bounceType && { bounceType }) };
    this.couriers.send('feedback', eventType, { detail: { eventType, mail, [eventType.toLowerCase()]: told } });
  }

  /** Lets everything happen that happens by itself, short waits included, until all is quiet. */
  async settle(): Promise<void> {
    for (let moves = 0; moves < 2000; moves += 1) {
      if (await this.move()) continue;
      const next = this.#nextTimer();
      if (next === undefined || next > this.clock + 10 * minute) return;
      this.clock = Math.max(this.clock, next);
    }
    throw new Error('it never comes to rest');
  }

  /** One thing that happens by itself; tells whether there was one. */
  async move(): Promise<boolean> {
    if (await this.executions.runOne()) return true;
    return (await this.couriers.deliverOne()) || this.watch();
  }

  #nextTimer(): number | undefined {
    const wakes = [...this.executions.all.values()].flatMap(({ status, wakeAt }) =>
      status === 'RUNNING' && wakeAt !== undefined ? wakeAt : [],
    );
    const times = [...wakes, this.couriers.nextTimer() ?? Number.POSITIVE_INFINITY];
    const first = Math.min(...times);
    return first === Number.POSITIVE_INFINITY ? undefined : first;
  }

  /** Does what the runbook says of dead letters: calls the function again with the same, and reconciles. */
  async replayDeadLetters(): Promise<void> {
    for (const { fn, on, event } of this.couriers.takeDeadLetters()) {
      await this.invoke(fn, on, event);
      await this.settle();
    }
  }

  /** Tells the sweep of an execution that ended badly. */
  watch(): boolean {
    const execution = this.executions.ended.shift();
    if (execution === undefined) return false;
    this.couriers.send('sweep', 'reconcile-execution', { action: 'reconcile-execution', execution });
    return true;
  }

  /** Runs the sweep now, and whatever it brings about. */
  async sweep(): Promise<void> {
    this.#lastSweep = this.clock;
    try {
      await this.invoke('sweep', 'sweep', { action: 'sweep' });
    } catch (error) {
      throwOwn(error);
    }
    await this.settle();
  }

  /** When the agenda wants something next. */
  nextDue(): number | undefined {
    const due = [...this.ledger.items.values()].flatMap(({ plain: { agendaShard, agendaDue } }) =>
      agendaShard === undefined ? [] : Date.parse(String(agendaDue)),
    );
    return due.length === 0 ? undefined : Math.min(...due);
  }

  /** Lets time pass: the sweep runs every five minutes, those rounds left out that find nothing due. */
  async pass(until: number): Promise<void> {
    await this.settle();
    for (let rounds = 0; rounds < 400; rounds += 1) {
      const round = 5 * minute;
      const due = this.nextDue();
      const timer = this.#nextTimer();
      const tick =
        due === undefined ? undefined : Math.ceil(Math.max(due, this.clock, this.#lastSweep + 1) / round) * round;
      const next = Math.min(tick ?? Number.POSITIVE_INFINITY, timer ?? Number.POSITIVE_INFINITY);
      if (next > until) {
        this.clock = Math.max(this.clock, until);
        return;
      }
      this.clock = Math.max(this.clock, next);
      if (next === tick) await this.sweep();
      else await this.settle();
    }
    throw new Error('something stays due for ever');
  }

  /** The execution that holds a case. */
  executionOf(declarationId: string): Execution | undefined {
    const generation = this.ledger.get(`WAIT#${declarationId}`, 'WAIT')?.['generation'];
    return this.executions.all.get(`${declarationId}-${generation}`);
  }
}

/** A function ended without a word. */
export class Killed extends Error {
  override readonly name: string = 'Runtime.ExitError';
}

const never = () => new Promise<never>(() => undefined);
const arnOf = (name: string) => `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;
const isWaitState = (state: string) => state !== 'RollOver';

function named(name: string): Error {
  const error = new Error(name);
  error.name = name;
  return error;
}

const macOf = (message: Uint8Array) => createHmac('sha256', 'key').update(message).digest();

function bytesOf(text: string, size: number): Buffer {
  return createHash('shake256', { outputLength: size }).update(text).digest();
}

function uuidOf(text: string): `${string}-${string}-${string}-${string}-${string}` {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
