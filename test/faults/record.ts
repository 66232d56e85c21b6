/** The record and the mail of a world as they can be held against those of another run: without ids, to the hour. */
import type { Item } from './ledger.ts';
import type { World } from './world.ts';

/** What says how often something was tried or renewed, and nothing of what came of it. */
const left: Readonly<Record<string, readonly string[]>> = {
  wait: ['generation', 'since', 'agendaShard', 'agendaDue'],
  mail: ['attempts', 'uncounted', 'messageId', 'hash', 'agendaShard'],
  case: ['agendaShard'],
  command: ['ttl'],
  edit: ['ttl'],
  intake: ['ttl'],
  'intake-counter': ['ttl'],
  'communication-count': ['ttl'],
  subject: ['ttl'],
  citizen: ['version'],
  // Who asks again later looks again.
  access: ['at', 'ttl'],
  candidate: ['requests', 'ttl'],
  // Who comes first has the next number.
  'protocol-entry': ['number', 'day', 'chain', 'enteredAt'],
  'protocol-number': ['number', 'day'],
  paper: ['number'],
  'paper-code': ['number'],
  // Who hears nothing asks again.
  'telephone-tries': ['tries', 'ttl'],
};
/** Where the register begins a day, and when the sweep last looked at what ended: nothing of a case. */
const aside = ['look', 'protocol-day'];
/** What is there or not; its value is drawn anew each time, or tells the minute in words as a letter does. */
const flags: Readonly<Record<string, readonly string[]>> = {
  case: ['telephoneCode'],
  // Of a body that names an instant; the body itself is compared.
  command: ['bodyHash'],
  edit: ['bodyHash'],
  wait: ['taskToken', 'homeShard'],
  task: ['letter'],
  'protocol-entry': ['imprint'],
};

const hour = (instant: unknown) => String(instant).replace(/:\d\d:\d\d\.\d{3}Z/, '');

/** A text without the time of day of its instants. */
const day = (value: unknown) => (typeof value === 'string' ? value.replace(/T\d\d:\d\d:\d\d\.\d{3}Z/, '') : value);

/** Names for ids, from what they stand for. */
class Names {
  readonly #names = new Map<string, string>();
  readonly #taken = new Map<string, number>();
  readonly #short = new Map<string, string>();

  of(id: unknown): string {
    return this.#names.get(String(id)) ?? '';
  }

  give(id: unknown, name: string): void {
    const times = (this.#taken.get(name) ?? 0) + 1;
    this.#taken.set(name, times);
    if (this.#names.has(String(id))) return;
    const own = times === 1 ? name : `${name}, no ${times}`;
    this.#names.set(String(id), own);
    this.#short.set(String(id).replaceAll('-', '').slice(0, 12).toUpperCase(), own);
  }

  /** A text with every id replaced by what it stands for, and every instant by its hour. */
  within(text: string): string {
    return text
      .replace(
        /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g,
        (id) => `<${this.#names.get(id) ?? 'nobody knows'}>`,
      )
      .replace(
        /R-(\d{8})-([0-9A-F]{12})/g,
        (_, day, digits) => `receipt ${day} of <${this.#short.get(digits) ?? 'nobody knows'}>`,
      )
      .replace(
        /DID ([0-9A-F]{4})-([0-9A-F]{4})-([0-9A-F]{4})/g,
        (_, a, b, c) => `number of <${this.#short.get(`${a}${b}${c}`)}>`,
      )
      .replace(/\b\d{13}-[0-9a-f]{12}\b/g, (id) => `<${this.#names.get(id) ?? 'nobody knows'}>`)
      .replace(/\b[0-9A-HJKMNP-TV-Z]{26}\b/g, (code) => `<${this.#names.get(code) ?? 'nobody knows'}>`)
      .replace(/(\d{4}-\d\d-\d\dT\d\d):\d\d:\d\d\.\d{3}Z/g, '$1');
  }
}

function namesIn({ ledger }: World): Names {
  const names = new Names();
  const by = (field: string) => (a: Item, b: Item) => String(a[field]).localeCompare(String(b[field]));
  for (const { citizenId, subjects } of ledger.all('citizen'))
    names.give(citizenId, Array.from<unknown>(Object(subjects)).join('+'));
  for (const { pk, citizenId } of ledger.all('subject'))
    if (names.of(citizenId) === '') names.give(citizenId, String(pk));
  const commands = ledger.all('command').sort(by('receivedAt'));
  for (const { verb, declarationId, citizenId, receivedAt } of commands) {
    if (verb === 'register') names.give(declarationId, `DID of ${names.of(citizenId)} ${hour(receivedAt)}`);
  }
  for (const { commandId, verb, declarationId, receivedAt } of commands) {
    names.give(commandId, `${verb} ${hour(receivedAt)}, ${names.of(declarationId)}`);
  }
  for (const { mailId, parameters, declarationId, citizenId, queuedAt } of ledger.all('mail').sort(by('queuedAt'))) {
    names.give(mailId, `${Object(parameters).kind} ${hour(queuedAt)}, ${names.of(declarationId ?? citizenId)}`);
  }
  for (const { commandId, replyId, receivedAt, declarationId } of ledger.all('reply')) {
    names.give(commandId, `reply ${hour(receivedAt)}, ${names.of(declarationId)}`);
    names.give(replyId, `reply ${hour(receivedAt)}, ${names.of(declarationId)}`);
  }
  for (const { code, kind, basis, declarationId } of ledger.all('paper')) {
    names.give(code, `${kind} ${hour(basis)}, ${names.of(declarationId)}`);
  }
  return names;
}

const sorted = (value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, inner]) => [key, sorted(inner)]),
      )
    : value;

/** What a world has come to, one line a fact. */
export interface Outcome {
  readonly record: readonly string[];
  readonly letters: readonly string[];
  readonly told: readonly string[];
}

/** What a world has come to. */
export function outcomeOf(world: World): Outcome {
  const names = namesIn(world);
  const kept = [...world.ledger.items.values()].filter(({ plain }) => !aside.includes(String(plain['entity'])));
  const lines = kept.map(({ plain }) => {
    const entity = String(plain['entity']);
    // How long it took to give up decides when a person is asked.
    const dated = entity === 'task' ? day : (value: unknown) => value;
    const fields = Object.entries(plain)
      .filter(([name]) => !left[entity]?.includes(name))
      .map(([name, value]) => [name, flags[entity]?.includes(name) ? true : dated(value)]);
    const { pk, sk, ...rest } = Object.fromEntries(fields);
    const holds = entity === 'wait' ? { ...rest, execution: executionOf(world, plain) } : rest;
    const sort = entity === 'access' ? String(sk).replace(/^AT#[^#]*/, 'AT') : sk;
    const place =
      entity === 'protocol-entry' ? 'line of the register' : entity === 'telephone-code' ? entity : `${pk} ${sort}`;
    return names.within(`${place} ${JSON.stringify(sorted(holds))}`);
  });
  const record = lines.filter((line, at) => !line.startsWith('ACCESS#') || lines.indexOf(line) === at);
  const letters = world.letters.map(({ to, mailId }) => names.within(`${to}: ${mailId}`));
  const told = world.told.map((detail) => names.within(JSON.stringify(sorted(JSON.parse(detail)))));
  return { record: record.sort(), letters: letters.sort(), told: [...new Set(told)].sort() };
}

/** Where the execution of a wait's generation stands, and whether it waits on the token that the record has. */
function executionOf(world: World, { declarationId, generation, taskToken }: Item): string {
  const running = [...world.executions.all.values()].filter(
    ({ name, status }) => status === 'RUNNING' && name.startsWith(String(declarationId)),
  );
  const [one] = running;
  if (!one) return 'none';
  if (running.length > 1) return running.map(({ name, state }) => `${name.slice(37)} ${state}`).join(', ');
  const own = one.name === `${declarationId}-${generation}`;
  return `${own ? '' : 'of another generation '}${one.state}${one.token === taskToken ? '' : ' on another token'}`;
}

/** What `outcomeOf` leaves out, so that two worlds may differ in it: what is still to come may go otherwise. */
export function traces({ ledger, executions }: World): string {
  const counts = [...ledger.items.values()].map(({ plain }) => {
    const entity = String(plain['entity']);
    const tried = ['generation', 'attempts', 'requests'].map((name) => plain[name] ?? '').join(' ');
    return entity === 'wait' || entity === 'mail' || entity === 'candidate' ? `${entity} ${tried}` : '';
  });
  const ended = [...executions.all.values()].map(({ status, entered }) => `${status} ${entered.length}`);
  return [...counts, ...ended].sort().join(', ');
}

/** The lines that only one of two lists has, signed. */
export function difference(expected: readonly string[], found: readonly string[]): string[] {
  const lines: string[] = [];
  const rest = [...found];
  for (const line of expected) {
    const at = rest.indexOf(line);
    if (at < 0) lines.push(`- ${line}`);
    else rest.splice(at, 1);
  }
  return [...lines, ...rest.map((line) => `+ ${line}`)];
}
