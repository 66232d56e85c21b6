/** As much of DynamoDB's expressions as the product uses, strict where DynamoDB is: nothing unused, nothing unknown. */
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';

export type Item = Record<string, unknown>;

/** The names and values that go with expressions, as a command holds them. */
export interface Attributes {
  readonly ExpressionAttributeNames?: Record<string, string> | undefined;
  readonly ExpressionAttributeValues?: Parameters<typeof unmarshall>[0] | undefined;
}

export class ValidationException extends Error {
  override readonly name = 'ValidationException';
}

const token = /\s*(<=|>=|<>|[=<>(),]|[#:]?[A-Za-z_][\w]*(?:\.[#:]?[A-Za-z_]\w*)*)/y;

/** The few expressions that there are, taken apart once. */
const known = new Map<string, readonly string[]>();

function tokensOf(expression: string): readonly string[] {
  const before = known.get(expression);
  if (before) return before;
  const tokens: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < expression.trimEnd().length) {
    const at = token.lastIndex;
    const found = token.exec(expression)?.[1];
    if (found === undefined) throw new ValidationException(`syntax at ${expression.slice(at, at + 20)}`);
    tokens.push(found);
  }
  known.set(expression, tokens);
  return tokens;
}

const isMissing = (value: unknown) => value === undefined;
const isPlain = (value: unknown) => typeof value === 'string' || typeof value === 'number';
const same = (left: unknown, right: unknown) =>
  isPlain(left) || isPlain(right) ? left === right : JSON.stringify(left) === JSON.stringify(right);
const comparable = z.union([z.string(), z.number()]);

function compare(left: unknown, operator: string, right: unknown): boolean {
  if (operator === '<>') return !same(left, right);
  if (isMissing(left) || isMissing(right)) return false;
  if (operator === '=') return same(left, right);
  const [a, b] = [comparable.safeParse(left).data, comparable.safeParse(right).data];
  if (a === undefined || b === undefined || typeof a !== typeof b) return false;
  return { '<': a < b, '<=': a <= b, '>': a > b, '>=': a >= b }[operator] ?? false;
}

/** Reads the expressions of one command on one item. */
export class Expressions {
  readonly #names: Record<string, string>;
  readonly #values: Item;
  readonly #used = new Set<string>();
  #tokens: string[] = [];
  #item: Item = {};

  constructor({ ExpressionAttributeNames, ExpressionAttributeValues }: Attributes) {
    this.#names = ExpressionAttributeNames ?? {};
    this.#values = ExpressionAttributeValues ? unmarshall(ExpressionAttributeValues) : {};
  }

  /** Throws if a name or value was given that no expression used. */
  done(): void {
    const unused = [...Object.keys(this.#names), ...Object.keys(this.#values)].filter((name) => !this.#used.has(name));
    if (unused.length > 0) throw new ValidationException(`unused in expressions: ${unused}`);
  }

  /** Whether a condition holds of an item; an item that is not there is empty. */
  holds(expression: string | undefined, item: Item | undefined): boolean {
    if (expression === undefined) return true;
    this.#begin(expression, item);
    const result = this.#either();
    if (this.#tokens.length > 0) throw new ValidationException(`left over: ${this.#tokens.join(' ')}`);
    return result;
  }

  /** The item that an update makes of another. */
  updated(expression: string, item: Item | undefined): Item {
    this.#begin(expression, item);
    const result: Item = { ...item };
    while (this.#tokens.length > 0) {
      const clause = this.#next();
      if (clause !== 'SET' && clause !== 'REMOVE') throw new ValidationException(`clause ${clause}`);
      do {
        const path = this.#nameOf(this.#next());
        if (clause === 'REMOVE') delete result[path];
        else {
          this.#expect('=');
          result[path] = this.#assigned();
        }
      } while (this.#accept(','));
    }
    return result;
  }

  #begin(expression: string, item: Item | undefined): void {
    this.#tokens = [...tokensOf(expression)];
    this.#item = item ?? {};
  }

  #next(): string {
    const found = this.#tokens.shift();
    if (found === undefined) throw new ValidationException('unexpected end');
    return found;
  }

  #accept(text: string): boolean {
    if (this.#tokens[0] !== text) return false;
    this.#tokens.shift();
    return true;
  }

  #expect(text: string): void {
    if (!this.#accept(text)) throw new ValidationException(`${text} expected, not ${this.#tokens[0]}`);
  }

  #nameOf(text: string): string {
    if (!text.startsWith('#')) return text;
    this.#used.add(text);
    const name = this.#names[text];
    if (name === undefined) throw new ValidationException(`name ${text} is not defined`);
    return name;
  }

  #valueOf(text: string): unknown {
    if (text.startsWith(':')) {
      this.#used.add(text);
      if (!(text in this.#values)) throw new ValidationException(`value ${text} is not defined`);
      return this.#values[text];
    }
    if (!text.includes('.')) return this.#item[this.#nameOf(text)];
    return text.split('.').reduce<unknown>((value, part) => {
      const inside = z.record(z.string(), z.unknown()).safeParse(value).data;
      return inside?.[this.#nameOf(part)];
    }, this.#item);
  }

  #assigned(): unknown {
    const first = this.#next();
    if (first !== 'if_not_exists') return this.#valueOf(first);
    this.#expect('(');
    const kept = this.#valueOf(this.#next());
    this.#expect(',');
    const given = this.#valueOf(this.#next());
    this.#expect(')');
    return isMissing(kept) ? given : kept;
  }

  #either(): boolean {
    let result = this.#both();
    while (this.#accept('OR')) result = this.#both() || result;
    return result;
  }

  #both(): boolean {
    let result = this.#one();
    while (this.#accept('AND')) result = this.#one() && result;
    return result;
  }

  #one(): boolean {
    if (this.#accept('NOT')) return !this.#one();
    if (this.#accept('(')) {
      const result = this.#either();
      this.#expect(')');
      return result;
    }
    const first = this.#next();
    if (this.#accept('(')) return this.#called(first);
    const left = this.#valueOf(first);
    const operator = this.#next();
    if (operator === 'IN') return this.#among(left);
    if (operator !== 'BETWEEN') return compare(left, operator, this.#valueOf(this.#next()));
    const from = this.#valueOf(this.#next());
    this.#expect('AND');
    const to = this.#valueOf(this.#next());
    return compare(left, '>=', from) && compare(left, '<=', to);
  }

  #called(name: string): boolean {
    const first = this.#valueOf(this.#next());
    const second = this.#accept(',') ? this.#valueOf(this.#next()) : undefined;
    this.#expect(')');
    if (name === 'attribute_exists') return !isMissing(first);
    if (name === 'attribute_not_exists') return isMissing(first);
    if (name === 'begins_with')
      return typeof first === 'string' && typeof second === 'string' && first.startsWith(second);
    throw new ValidationException(`function ${name}`);
  }

  #among(left: unknown): boolean {
    this.#expect('(');
    let result = false;
    do result = compare(left, '=', this.#valueOf(this.#next())) || result;
    while (this.#accept(','));
    this.#expect(')');
    return result;
  }
}
