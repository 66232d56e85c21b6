import * as z from 'zod/mini';
import listed from './data/listed-domains.json' with { type: 'json' };
import providers from './data/personal-providers.json' with { type: 'json' };

import { patronatoDomains } from './patronati.ts';

/**
 * The own-mailbox rule at the door (S0:9-11, S0:37): communications go to the person's own mailbox, never to one of an
 * association, a patronato or anybody else. Proof by code and uniqueness come after, elsewhere.
 */

/** Why a text is no mailbox we can write to: at most 254 characters, of which at most 64 before the one @ sign. */
export type EmailRule = 'email-whitespace' | 'email-at-sign' | 'email-length' | 'email-local-part' | 'email-domain';

// RFC 5322 atext without ! and %, by which old mail servers route a message on to somebody else.
const atext = "[a-z0-9#$&'*+/=?^_`{|}~-]+";
const dotAtom = new RegExp(`^${atext}(\\.${atext})*$`, 'i');
const hostname = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/;
// What the URL parser would read as port, path, query, user or escape, and so cut off or turn into another domain.
const notOfDomains = /[/\\:?#@%[\]<>^|]/;

/** The domain in lower case and ASCII (`xn--` for others), or nothing if it cannot be one. */
function asciiDomain(text: string): string | undefined {
  if (text === '' || notOfDomains.test(text)) return undefined;
  const { hostname: domain } = URL.parse(`http://${text}`) ?? { hostname: '' };
  return hostname.test(domain) && domain.length <= 253 ? domain : undefined;
}

type Reading = { readonly email: string } | { readonly problem: EmailRule };

function readEmail(text: string): Reading {
  if (/[\s\p{Cc}]/u.test(text)) return { problem: 'email-whitespace' };
  const [local = '', given = '', ...more] = text.split('@');
  if (local === '' || given === '' || more.length > 0) return { problem: 'email-at-sign' };
  if (local.length > 64) return { problem: 'email-length' };
  if (!dotAtom.test(local)) return { problem: 'email-local-part' };
  const domain = asciiDomain(given);
  if (domain === undefined) return { problem: 'email-domain' };
  const email = `${local.toLowerCase()}@${domain}`;
  return email.length > 254 ? { problem: 'email-length' } : { email };
}

/**
 * A mailbox that may be a citizen's: lower case, domain in ASCII. Blanks are refused, not dropped. Local parts are
 * plain ASCII dot-atoms (RFC 5321, 5322), which is what SES accepts. The issue's message is the rule's id.
 */
export const OwnEmail = z
  .string()
  .check(
    z.check((payload) => {
      const reading = readEmail(payload.value);
      if ('email' in reading) payload.value = reading.email;
      else payload.issues.push({ code: 'custom', message: reading.problem, input: payload.value });
    }),
  )
  .brand<'OwnEmail'>();
export type OwnEmail = z.infer<typeof OwnEmail>;

/** Why a mailbox that looks shared is the person's own, in the person's words; kept with the record. */
export const MailboxReason = z
  .string()
  .check(z.trim(), z.minLength(10, { error: 'mailbox-reason-short' }), z.maxLength(300, { error: 'text-too-long' }));

/**
 * A domain whose mailboxes are no citizen's own. `domain` covers its subdomains; a label `*` stands for any one label.
 * `stated`: seen in public material; `assumed`: from memory; `doubtful`: from uncertain memory, so asks instead of refusing.
 */
export const ListedDomain = z.strictObject({
  domain: z
    .string()
    .check(z.maxLength(253), z.regex(/^[a-z0-9-]+(\.([a-z0-9-]+|\*))*\.[a-z0-9-]{2,}$/, { error: 'listed-domain' })),
  organisation: z.string().check(z.trim(), z.minLength(1), z.maxLength(120, { error: 'text-too-long' })),
  kind: z.enum(['patronato', 'union', 'caf', 'association', 'disposable']),
  certainty: z.enum(['stated', 'assumed', 'doubtful']),
});
export type ListedDomain = z.infer<typeof ListedDomain>;

let parsedList: readonly ListedDomain[] | undefined;

/** The list that the product ships: in force until an administrator changes it. */
export function shippedListedDomains(): readonly ListedDomain[] {
  parsedList ??= z.array(ListedDomain).parse(listed);
  return parsedList;
}

/** A domain of a job centre or an accredited operator of the directory. */
export interface OperatorDomain {
  readonly domain: string;
  readonly organisation: string;
}

/** Whether a domain is the listed one or lies under it: `x.inca.it` under `inca.it`, `francinca.it` not. */
export function isUnder(domain: string, listedDomain: string): boolean {
  const labels = domain.split('.').reverse();
  const wanted = listedDomain.split('.').reverse();
  return wanted.every((label, index) => label === labels[index] || (label === '*' && labels[index] !== undefined));
}

const pecDomains = ['pec.it', 'legalmail.it', 'postecert.it', 'arubapec.it'];

/** Whether the mailboxes of a domain are many people's and bodies': a provider's for private people, or of certified mail. */
export function isShared(domain: string): boolean {
  return [...providers, ...pecDomains].some((provider) => isUnder(domain, provider) || isUnder(provider, domain));
}

// Some certified mail is told by a label, as in pec.<domain> (from memory); the syntax alone never proves it.
const isPec = (domain: string): boolean =>
  pecDomains.some((pec) => isUnder(domain, pec)) || domain.split('.').slice(0, -2).includes('pec');

// No person is called by these, wherever they stand.
const bodies: ReadonlySet<string> = new Set(['patronato', 'sindacato']);
const roles: ReadonlySet<string> = new Set([
  ...bodies,
  ...['caf', 'inca', 'inas', 'ital', 'epaca', 'enapa', 'inapa', 'epasa', 'enasco', 'sportello', 'info', 'segreteria'],
  ...['ufficio', 'sede', 'pratiche', 'protocollo', 'amministrazione', 'lavoro', 'naspi', 'disoccupazione'],
  ...['immigrati', 'servizi', 'studio', 'consulente', 'avv'],
]);

/** The names of the mailbox's owner, so that a Ms Inca is not asked about `inca.maria@`. */
export interface Owner {
  readonly givenName: string;
  readonly familyName: string;
}

const words = (text: string): string[] =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');

/**
 * The role word by which a local part looks shared, if any. Words are what stands between dots, hyphens, underscores and
 * digits, whole; a `+tag` is the owner's own sorting and is left out. A role counts as the *first* word only: offices put
 * the function first (`info`, `caf.milano`, `patronato.rossi`), people their name (`mario.inca`, `anna.lavoro`), and
 * Inca, Caf or Sportello are surnames. `patronato` and `sindacato` are nobody's surname and count anywhere. A word of
 * the owner's own name never counts.
 */
export function roleWord(email: OwnEmail, owner?: Owner): string | undefined {
  const [local = ''] = email.split(/[+@]/);
  const [first, ...others] = words(local);
  const own = new Set(owner ? words(`${owner.givenName} ${owner.familyName}`) : []);
  const role = first !== undefined && roles.has(first) ? first : others.find((word) => bodies.has(word));
  return role !== undefined && !own.has(role) ? role : undefined;
}

/** What the person is told without being stopped. */
export const mailboxWarnings = [
  'pec-mailbox',
  'work-or-school-mailbox',
  'role-mailbox-explained',
  'doubtful-domain-explained',
] as const;
export type MailboxWarning = (typeof mailboxWarnings)[number];

export type MailboxVerdict =
  | { readonly verdict: 'accepted'; readonly warnings: readonly MailboxWarning[] }
  | { readonly verdict: 'reason-needed'; readonly rule: 'mailbox-role'; readonly word: string }
  | { readonly verdict: 'reason-needed'; readonly rule: 'mailbox-doubtful-domain'; readonly organisation: string }
  | {
      readonly verdict: 'refused';
      readonly rule: 'mailbox-listed-domain' | 'mailbox-operator-domain' | 'mailbox-disposable';
      readonly organisation: string;
    };

export interface MailboxContext {
  readonly listedDomains: readonly ListedDomain[];
  readonly operatorDomains: readonly OperatorDomain[];
  readonly owner?: Owner | undefined;
  readonly reason?: string | undefined;
}

/**
 * Judges a mailbox by its text alone. Refused: a listed body's domain or a directory operator's (S0:11), a throw-away
 * provider's. A reason is needed where the local part or a doubtful row of the list makes it look shared; `reason`
 * settles that and is told by a warning. Warnings: certified mail may reject ordinary mail; a mailbox that is not of a
 * provider for private people may be lost with the job or the school. Says nothing about who else uses the mailbox.
 */
export function judgeMailbox(email: OwnEmail, context: MailboxContext): MailboxVerdict {
  const domain = email.slice(email.indexOf('@') + 1);
  const operator = context.operatorDomains.find((row) => isUnder(domain, row.domain));
  if (operator) return { verdict: 'refused', rule: 'mailbox-operator-domain', organisation: operator.organisation };

  // The longest row names the body best: caf.acli.it before acli.it.
  const rows = [...context.listedDomains, ...patronatoDomains]
    .filter((row) => isUnder(domain, row.domain))
    .sort((one, other) => other.domain.length - one.domain.length);
  const sure = rows.find((row) => row.certainty !== 'doubtful');
  if (sure) {
    const rule = sure.kind === 'disposable' ? 'mailbox-disposable' : 'mailbox-listed-domain';
    return { verdict: 'refused', rule, organisation: sure.organisation };
  }
  const [doubtful] = rows;
  const role = roleWord(email, context.owner);
  if (context.reason === undefined) {
    if (doubtful) {
      return { verdict: 'reason-needed', rule: 'mailbox-doubtful-domain', organisation: doubtful.organisation };
    }
    if (role !== undefined) return { verdict: 'reason-needed', rule: 'mailbox-role', word: role };
  }

  const warnings: MailboxWarning[] = [];
  if (doubtful) warnings.push('doubtful-domain-explained');
  if (role !== undefined) warnings.push('role-mailbox-explained');
  if (isPec(domain)) warnings.push('pec-mailbox');
  else if (!providers.some((provider) => isUnder(domain, provider))) warnings.push('work-or-school-mailbox');
  return { verdict: 'accepted', warnings };
}
