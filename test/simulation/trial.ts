/**
 * One citizen's way through the real functions, on a table in memory: what each step asks of each service is counted, not
 * estimated. Step Functions is walked by its definition; KMS, SES and the stream are stood for.
 */
import './environment.ts';
import { type AttributeValue, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';
import {
  DescribeExecutionCommand,
  ListExecutionsCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import * as z from 'zod/mini';
import { handler as commands } from '../../functions/api/commands.ts';
import { handler as declarations } from '../../functions/api/declarations.ts';
import { handler as me } from '../../functions/api/me.ts';
import { handler as operators } from '../../functions/api/operators.ts';
import { handler as queue } from '../../functions/api/queue.ts';
import { type ActionName, type Api, actions } from '../../functions/domain/authorisation.ts';
import { commands as laws } from '../../functions/domain/commands.ts';
import { addSeconds, type Instant } from '../../functions/domain/dates.ts';
import { DidCase } from '../../functions/domain/declaration.ts';
import { CommandId } from '../../functions/domain/ids.ts';
import { stateName, type Verb } from '../../functions/domain/lifecycle.ts';
import { isAct, mailSource } from '../../functions/domain/protocol.ts';
import { react, type SesEvent } from '../../functions/outbox/feedback.ts';
import { sweep } from '../../functions/schedule/sweep.ts';
import { getCandidate, getCitizen } from '../../functions/store/citizens.ts';
import { deliver, start } from '../../functions/store/executions.ts';
import { changeMail, leaseSeconds, ownerTag, StoredMail } from '../../functions/store/mails.ts';
import { tableProtocol } from '../../functions/store/protocol.ts';
import { requestIn } from '../../functions/store/requests.ts';
import { encodeItem } from '../../functions/store/table.ts';
import { Wait } from '../../functions/store/waits.ts';
import { apply } from '../../functions/transitions/apply.ts';
import { assumption, milan } from '../bench/prices.ts';
import { invoked } from '../statemachines/contexts.ts';
import { isWait, load as loadMachine, tasks } from '../statemachines/machine.ts';
import { type Start, walk } from '../statemachines/walker.ts';
import { type Answered, type Call, call } from '../unit/api-calls.ts';
import { givenDirectory } from '../unit/directory.ts';
import { type Change, MemoryTable } from '../unit/memory-table.ts';
import { quietTools } from '../unit/record-samples.ts';
import { policy } from '../unit/samples.ts';
import { users } from '../unit/user-pool.ts';
import { machineArn } from './environment.ts';
import { type Load, loadOf, plus } from './loads.ts';
import { metered } from './meter.ts';
import { parameters } from './parameters.ts';

const machine = loadMachine();
const waiting = new Set(tasks(machine).flatMap(([name, task]) => (isWait(task) ? [name] : [])));
const handlers: Partial<Record<Api, typeof me>> = { me, declarations, commands, operators, queue };

/** As long as a token of AWS, which stands on the wait. */
const token = 'T'.repeat(assumption(milan(), 'tokenBytes'));
const Attributes = z.record(z.string(), z.custom<AttributeValue>());
/** What the machine asks of the table itself: to write a token, or to move on to the next generation. */
const Update = z.object({
  TableName: z.string(),
  Key: Attributes,
  ConditionExpression: z.string(),
  UpdateExpression: z.string(),
  ExpressionAttributeValues: Attributes,
});

/** What is done with a mail: it is handed to SES, or held while its mailbox is broken. */
export type Fate = 'sent' | 'held';
type MailEvent = SesEvent['detail']['eventType'];

/** The claims of a session. */
export type Claims = Readonly<Record<string, string>>;

/** A request at an instant. */
export type Request = Omit<Call, 'claims' | 'at'> & { readonly at: Instant };

export class Trial {
  readonly memory = new MemoryTable();
  /** What each step asked, by its name. */
  readonly loads = new Map<string, Load>();
  readonly #kms = mockClient(KMSClient);
  readonly #sfn = mockClient(SFNClient);
  readonly #desk = {
    table: this.memory.table,
    machine: { client: new SFNClient({ region: 'eu-south-1' }), arn: machineArn },
    policy,
    users,
  };
  readonly #mails: StoredMail[] = [];
  readonly #register = tableProtocol(this.memory.table, async () => {});
  #counted = loadOf({});
  #read = 0;

  constructor() {
    givenDirectory(this.memory);
    this.#kms
      .on(GenerateMacCommand)
      .callsFake(({ Message }) => ({ Mac: Buffer.from(Message).map((byte) => byte ^ 42) }));
    this.#sfn.on(StartExecutionCommand).resolves({});
    this.#sfn.on(SendTaskSuccessCommand).resolves({});
    this.#sfn.on(DescribeExecutionCommand).resolves({ status: 'RUNNING' });
    this.#sfn.on(ListExecutionsCommand).resolves({ executions: [] });
  }

  /** Gives the clients back. */
  close(): void {
    for (const mock of [this.memory.mock, this.#kms, this.#sfn]) mock.restore();
  }

  /** The case of the one declaration of this trial. */
  get didCase(): DidCase {
    return DidCase.parse(this.memory.all('case')[0]);
  }

  get #wait(): Wait {
    return Wait.parse(this.memory.all('wait')[0]);
  }

  /** Runs a step to its end, with what the stream brings of it but for mails, and keeps what it asked. */
  async step(name: string, at: Instant, work: () => Promise<unknown>): Promise<void> {
    const [asked, changed] = [this.memory.mock.calls().length, this.memory.changes.length];
    this.#sfn.resetHistory();
    this.#counted = loadOf({});
    this.#read = changed;
    await work();
    for (let next = this.#next(); next; next = this.#next()) await this.#stream(next, at);
    const table = await metered(this.memory.mock.calls().slice(asked), this.memory.changes.slice(changed));
    const asks = loadOf({
      startExecutions: this.#sfn.commandCalls(StartExecutionCommand).length,
      callbacks: this.#sfn.commandCalls(SendTaskSuccessCommand).length,
      describes: this.#sfn.commandCalls(DescribeExecutionCommand).length,
      invocations: (table.outboxRecords + table.publishRecords) / parameters.recordsPerInvocation.value,
    });
    this.loads.set(name, plus(plus(table, asks), this.#counted));
  }

  #next(): Change | undefined {
    const next = this.memory.changes[this.#read];
    if (next) this.#read += 1;
    return next;
  }

  /** What the reader of the stream does with a change; sending a mail is a step of its own. */
  async #stream({ before, after }: Change, now: Instant): Promise<void> {
    if (after?.['entity'] === 'mail' && !before) this.#mails.push(StoredMail.parse(after));
    const came =
      after?.['entity'] === 'edit' || after?.['entity'] === 'command' ? requestIn(encodeItem(after), now) : undefined;
    if (came && !(before && after?.['state'] !== 'accepted')) await this.#register.enter(came);
    if (after?.['entity'] !== 'wait') return;
    const [wait, was] = [Wait.parse(after), before && Wait.parse(before)];
    if (was?.generation !== wait.generation) {
      await start(this.#desk.table, this.#desk.machine, wait, now);
      if (was) await this.#walk({ executionInput: { ...this.#idsOf(wait), from: wait.status } });
    }
    const fresh = wait.taskToken !== was?.taskToken || wait.pending?.commandId !== was?.pending?.commandId;
    if (fresh) await deliver(this.#desk.machine, wait, now);
  }

  #idsOf({ declarationId, generation }: Wait) {
    return { declarationId, generation };
  }

  #count(load: Partial<Load>): void {
    this.#counted = plus(this.#counted, loadOf(load));
  }

  /** One request to the API; throws unless it is answered with this status. */
  async ask(action: ActionName, claims: Claims, status: number, request: Request): Promise<Answered> {
    const handler = handlers[actions[action].api];
    if (!handler) throw new Error(`no handler of ${action}`);
    const answered = await call(handler, action, { claims: { ...claims }, ...request });
    this.#count({ apiRequests: 1, invocations: 1 });
    if (answered.status !== status) throw new Error(`${action}: ${answered.status} ${JSON.stringify(answered.body)}`);
    return answered;
  }

  /** A command from its request to its transition. */
  async command(
    verb: Exclude<Verb, 'close' | 'expire' | 'reopen' | 'void-pact' | 'record-appeal-outcome'>,
    claims: Claims,
    request: Request,
  ): Promise<void> {
    const { body } = await this.ask(verb, claims, 202, request);
    await this.#transition(verb, CommandId.parse(body['commandId']), addSeconds(request.at, 1));
  }

  /** What the execution does once a command was handed to it. */
  async #transition(verb: Verb, commandId: CommandId, now: Instant): Promise<void> {
    const wait = this.#wait;
    const ids = this.#idsOf(wait);
    const step = { ...ids, commandId, executionStartedAt: now };
    const answer = await apply({ ...this.#desk, now: () => now }, laws[verb], step);
    if (answer.outcome !== 'applied') throw new Error(`${verb}: ${answer.outcome}`);
    this.#count({ invocations: 1 });
    const from = wait.status;
    const begun = { executionInput: { ...ids, from: from ?? 'none', ...(from === undefined && { commandId }) } };
    const handed = from && { at: { state: `${stateName(from)}Verb`, input: { commandId, verb } } };
    await this.#walk({ ...begun, ...handed }, answer);
  }

  /** Walks the definition and does what the machine itself does to the table. */
  async #walk(from: Start, payload: unknown = {}): Promise<void> {
    const { entered, attempts } = await walk(machine, from, ({ state }) =>
      waiting.has(state) ? 'waits' : { result: invoked(payload) },
    );
    this.#count({ stateTransitions: entered.length });
    for (const attempt of attempts) {
      const update = Update.safeParse(attempt.arguments).data;
      if (!update) continue;
      if (':token' in update.ExpressionAttributeValues) update.ExpressionAttributeValues[':token'] = { S: token };
      await this.memory.table.client.send(new UpdateItemCommand(update));
    }
  }

  /** The execution hands its case to the next generation. */
  async rollOver(): Promise<void> {
    const { status, ...wait } = this.#wait;
    const executionInput = { ...this.#idsOf(wait), from: status };
    await this.#walk({ executionInput, at: { state: 'RollOver', input: {} } });
  }

  /** The scheduled checks; a command that they give is carried out. */
  async sweep(now: Instant): Promise<void> {
    const { done, failed } = await sweep(this.#desk, now, quietTools(), () => true);
    if (failed > 0) throw new Error('an item failed');
    this.#count({ invocations: 1, sweptItems: done });
    const pending = this.memory.all('wait').length > 0 ? this.#wait.pending : undefined;
    if (pending) await this.#transition(pending.verb, pending.commandId, now);
  }

  /** Sends the oldest mail that waits, as functions/outbox/send.ts does but for making its text. */
  async post(fate: Fate, now: Instant): Promise<StoredMail> {
    const { table } = this.memory;
    const mail = this.#mails.shift();
    if (!mail) throw new Error('no mail waits');
    const leaseUntil = addSeconds(now, leaseSeconds);
    const lease = { state: 'sending', attempts: 1, leaseUntil } as const;
    await changeMail(table, mail, { ...lease, notBefore: undefined, agendaDue: leaseUntil });
    if (mail.parameters.kind === 'mailbox-code') await getCandidate(table, mail.citizenId);
    else await getCitizen(table, mail.citizenId);
    const leased = { ...mail, ...lease };
    if (fate === 'held') {
      const held = { state: 'held', leaseUntil: undefined, agendaDue: addSeconds(now, 86_400) } as const;
      await changeMail(table, leased, held);
      return mail;
    }
    const { mailId, citizenId, declarationId, parameters: facts } = mail;
    if (isAct(facts.kind)) {
      await this.#register.enter({
        ...{ source: mailSource(mailId), direction: 'out', subject: facts.kind, correspondent: 'citizen', citizenId },
        ...(declarationId !== undefined && { declarationId }),
        ...{ imprint: 'f'.repeat(64), enteredAt: now },
      });
    }
    const noted = { messageId: 'M'.repeat(60), hash: 'f'.repeat(64), sentAt: now };
    await changeMail(table, leased, { state: 'sent', ...noted, leaseUntil: undefined, agendaDue: undefined });
    this.#count({ mails: 1 });
    await this.tell(mail, 'Send', now);
    return mail;
  }

  /** An event of SES about a mail. */
  async tell(mail: StoredMail, eventType: MailEvent, now: Instant): Promise<void> {
    this.#count({ mailEvents: 1, invocations: 1 });
    const mailbox = this.memory.all('citizen')[0]?.['mailbox'];
    const event: SesEvent = {
      detail: {
        eventType,
        mail: {
          timestamp: now,
          messageId: 'M'.repeat(60),
          destination: [String(mailbox)],
          tags: { mail: [mail.mailId], owner: [ownerTag(mail)] },
        },
        ...(eventType === 'Bounce' && { bounce: { timestamp: now, bounceType: 'Permanent' } }),
      },
    };
    await react({ ...this.#desk, now: () => now }, event, quietTools());
  }
}
