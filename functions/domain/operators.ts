import * as z from 'zod/mini';
import { type OperatorKind, operatorKinds } from './actor.ts';
import { PlainDate } from './dates.ts';
import { DeskHours } from './desk-hours.ts';
import { OperatorId } from './ids.ts';
import { PlainLine, Telephone } from './lines.ts';
import { isShared, type OperatorDomain } from './mailbox.ts';

/** The twelve provinces of Lombardy. */
export const provinces = ['BG', 'BS', 'CO', 'CR', 'LC', 'LO', 'MB', 'MI', 'MN', 'PV', 'SO', 'VA'] as const;
export type Province = (typeof provinces)[number];

const nullable = <Schema extends z.ZodMiniType>(schema: Schema) => z._default(z.nullable(schema), null);

/** One line of text that a mail may show and a spreadsheet does not take for a formula. */
const Line = PlainLine.check(
  z.regex(/^[^=+-]/, { error: 'formula' }),
  // What stands where a file in another encoding was read for UTF-8.
  z.regex(/^[^\uFFFD]+$/, { error: 'plain-line' }),
);
const Email = z.email().check(z.maxLength(254));

/** A place where an operator meets people (S0:19, S0:23); null where no source tells. */
export const Seat = z.strictObject({
  town: Line,
  province: z.enum(provinces),
  address: nullable(Line),
  phone: nullable(Telephone),
  email: nullable(Email),
  openingHours: nullable(Line),
});
export type Seat = z.infer<typeof Seat>;

/** How to reach an operator as a whole; null where no source tells. */
export const Contacts = z.strictObject({
  phone: nullable(Telephone),
  email: nullable(Email),
  pec: nullable(Email),
  website: nullable(z.url({ protocol: /^https?$/ }).check(z.maxLength(200))),
});

/** A mail domain, in lower case and ASCII. */
export const MailDomain = z.string().check(z.regex(/^([a-z0-9-]+\.)+[a-z]{2,}$/, { error: 'mail-domain' }));

/**
 * One body of the directory that a citizen can choose. The first of its `seats` is the main one. `certainty` is that of
 * its existence; `validFrom` and `validTo` are its first and last day (null: not known, or not ended), for an accredited
 * operator those of the accreditation; `successor` is who took its people over; `mailDomains` are no citizen's own
 * mailbox; `desk` are its hours by appointment, if it keeps a calendar here; `demo` marks an invented body that no real
 * office may show.
 */
export const Operator = z.strictObject({
  id: OperatorId,
  kind: z.enum(operatorKinds),
  name: Line,
  managingBody: nullable(Line),
  seats: z.array(Seat).check(z.minLength(1), z.maxLength(30)),
  contacts: z._default(Contacts, { phone: null, email: null, pec: null, website: null }),
  mailDomains: z._default(z.array(MailDomain).check(z.maxLength(20)), []),
  desk: z.optional(DeskHours),
  certainty: z.enum(['stated', 'assumed']),
  validFrom: nullable(PlainDate),
  validTo: nullable(PlainDate),
  successor: nullable(OperatorId),
  note: nullable(Line),
  demo: z._default(z.boolean(), false),
});
export type Operator = z.infer<typeof Operator>;

/** Operators that were loaded, by their ids. */
export type Operators = ReadonlyMap<string, Operator>;

/** The first seat of an operator: the one that a mail names. */
export function mainSeat({ seats }: Operator): Seat {
  const [main] = seats;
  if (!main) throw new Error('an operator without a seat');
  return main;
}

/** Whether an operator can be chosen on a day in Europe/Rome; its first and last day count. */
export function isActive(operator: Pick<Operator, 'validFrom' | 'validTo'>, on: PlainDate): boolean {
  const { validFrom, validTo } = operator;
  return (validFrom === null || validFrom <= on) && (validTo === null || on <= validTo);
}

const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** What to look for; `on` is the day in Europe/Rome on which the operator must be active. */
export interface OperatorSearch {
  readonly province?: Province | undefined;
  readonly kind?: OperatorKind | undefined;
  readonly text?: string | undefined;
  readonly on: PlainDate;
}

const place = (operator: Operator) => {
  const { province, town } = mainSeat(operator);
  return `${province} ${operator.kind === 'cpi' ? 0 : 1} ${folded(town)} ${folded(operator.name)} ${operator.id}`;
};

/** The operators in the order of the directory: by province, job centres first, then by town and name. */
export function inOrder(operators: Iterable<Operator>): Operator[] {
  return [...operators]
    .map((operator) => ({ operator, at: place(operator) }))
    .sort((one, other) => (one.at < other.at ? -1 : 1))
    .map(({ operator }) => operator);
}

/**
 * The active operators with a seat in a province, of a kind, whose name, towns or managing body hold every word of the
 * text, whatever its case, accents and apostrophes; in the order given. An empty text finds all, one without a letter or
 * digit none.
 */
export function findOperators(
  operators: Iterable<Operator>,
  { province, kind, text = '', on }: OperatorSearch,
): Operator[] {
  const words = folded(text).split(' ');
  if (text.trim() !== '' && words.every((word) => word === '')) return [];
  return [...operators].filter((operator) => {
    if (province !== undefined && !operator.seats.some((seat) => seat.province === province)) return false;
    if (kind !== undefined && operator.kind !== kind) return false;
    if (!isActive(operator, on)) return false;
    const towns = operator.seats.map(({ town }) => town).join(' ');
    const haystack = folded(`${operator.name} ${towns} ${operator.managingBody ?? ''}`);
    return words.every((word) => haystack.includes(word));
  });
}

/**
 * The mail domains of an operator: those that it names, and those at which it is written to, unless they are a provider's
 * that everybody uses. An officer who is out of work herself does not use the office's either.
 */
export function domainsOf({ mailDomains, seats, contacts }: Operator): string[] {
  const written = [...seats.map(({ email }) => email), contacts.email, contacts.pec]
    .flatMap((email) => email?.split('@').at(-1)?.toLowerCase() ?? [])
    .filter((domain) => !isShared(domain));
  return [...new Set([...mailDomains, ...written])];
}

/** The mail domains of operators, closed ones included: none of them is a citizen's own (S0:11). */
export function operatorDomains(operators: Iterable<Operator>): OperatorDomain[] {
  const found = new Map<string, OperatorDomain>();
  for (const operator of operators) {
    const organisation = operator.managingBody ?? operator.name;
    for (const domain of domainsOf(operator)) found.set(domain, { domain, organisation });
  }
  return [...found.values()].sort((one, other) => (one.domain < other.domain ? -1 : 1));
}
