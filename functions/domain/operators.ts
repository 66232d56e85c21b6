import * as z from 'zod/mini';
import { type OperatorKind, operatorKinds } from './actor.ts';
import rows from './data/operators.json' with { type: 'json' };
import { PlainDate } from './dates.ts';
import { OperatorId } from './ids.ts';
import type { OperatorDomain } from './mailbox.ts';

/** The twelve provinces of Lombardy. */
export const provinces = ['BG', 'BS', 'CO', 'CR', 'LC', 'LO', 'MB', 'MI', 'MN', 'PV', 'SO', 'VA'] as const;
export type Province = (typeof provinces)[number];

const optionalText = z._default(z.nullable(z.string().check(z.minLength(1))), null);

/** How to reach an operator (S0:19, S0:23); null where no source tells. */
const Contacts = z.strictObject({
  email: optionalText,
  phone: optionalText,
  address: optionalText,
  openingHours: optionalText,
});

/**
 * One body of the directory that a citizen can choose. `certainty` is that of the seat's existence; `validFrom` and
 * `validTo` are its first and last day (null: not known, or not ended); `successor` is who took its people over;
 * `mailDomains` are no citizen's own mailbox; `demo` marks an invented body that no real office may show.
 */
export const Operator = z.strictObject({
  id: OperatorId,
  kind: z.enum(operatorKinds),
  name: z.string().check(z.minLength(1)),
  town: z.string().check(z.minLength(1)),
  province: z.enum(provinces),
  managingBody: optionalText,
  mailDomains: z._default(z.array(z.string().check(z.regex(/^([a-z0-9-]+\.)+[a-z]{2,}$/))), []),
  contacts: z._default(z.nullable(Contacts), null),
  certainty: z.enum(['stated', 'assumed']),
  validFrom: z._default(z.nullable(PlainDate), null),
  validTo: z._default(z.nullable(PlainDate), null),
  successor: z._default(z.nullable(OperatorId), null),
  note: optionalText,
  demo: z._default(z.boolean(), false),
});
export type Operator = z.infer<typeof Operator>;

let directory: ReadonlyMap<string, Operator> | undefined;

// Parsed on first use, so that a function that never reads the directory starts without it.
function operators(): ReadonlyMap<string, Operator> {
  directory ??= new Map(
    z
      .array(Operator)
      .parse(rows)
      .map((operator) => [operator.id, operator]),
  );
  return directory;
}

/** The operator of this id, whether or not it is still active: old cases name closed seats. */
export function operatorById(id: string): Operator | undefined {
  return operators().get(id);
}

/** Whether an operator can be chosen on a day in Europe/Rome; its first and last day count. */
export function isActive(operator: Operator, on: PlainDate): boolean {
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

/**
 * The active operators of a province and kind whose name, town or managing body holds every word of the text, whatever
 * its case, accents and apostrophes; in the order of the directory. An empty text finds all.
 */
export function findOperators({ province, kind, text = '', on }: OperatorSearch): Operator[] {
  const words = folded(text).split(' ');
  return [...operators().values()].filter((operator) => {
    if (province !== undefined && operator.province !== province) return false;
    if (kind !== undefined && operator.kind !== kind) return false;
    if (!isActive(operator, on)) return false;
    const haystack = folded(`${operator.name} ${operator.town} ${operator.managingBody ?? ''}`);
    return words.every((word) => haystack.includes(word));
  });
}

/** The mail domains of all operators, closed ones included: none of them is a citizen's own (S0:11). */
export function operatorDomains(): OperatorDomain[] {
  const found = new Map<string, OperatorDomain>();
  for (const { mailDomains, managingBody, name } of operators().values()) {
    for (const domain of mailDomains) found.set(domain, { domain, organisation: managingBody ?? name });
  }
  return [...found.values()];
}
