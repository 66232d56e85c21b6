/** The list of domains that are no citizen's own (S0:11), as an administrator edits it. */
import * as z from 'zod/mini';
import providers from './data/personal-providers.json' with { type: 'json' };
import { isUnder, ListedDomain, type OwnEmail, shippedListedDomains } from './mailbox.ts';
import { lineOfText } from './person.ts';
import { type Refusal, refuse } from './refusals.ts';

/** Body of `PUT /listed-domains`: the whole list, the version that it was made from, and why it changes. */
export const PutListedDomains = z.strictObject({
  version: z.int().check(z.minimum(0)),
  reason: lineOfText(300),
  domains: z.array(ListedDomain).check(
    z.maxLength(400),
    z.refine((rows) => new Set(rows.map(({ domain }) => domain)).size === rows.length, {
      error: 'listed-domain-twice',
    }),
  ),
});
export type PutListedDomains = z.infer<typeof PutListedDomains>;

/** The rows that stand in the policy of the mail's sender as well, which a deployment alone changes. */
export function fixedDomains(): readonly ListedDomain[] {
  return shippedListedDomains().filter(({ certainty }) => certainty === 'stated');
}

/**
 * Why a list cannot be: it leaves out or doubts a row that the product fixes (`listed-domain-fixed`: mail to it would
 * still be denied, so the citizen would be accepted and never written to), or it would refuse everybody at a provider
 * for private people (`listed-domain-of-everybody`).
 */
export function listProblem(domains: readonly ListedDomain[]): Refusal | undefined {
  const rows = new Map(domains.map((row) => [row.domain, row]));
  if (fixedDomains().some(({ domain }) => rows.get(domain)?.certainty !== 'stated')) {
    return refuse('listed-domain-fixed', 'domains');
  }
  const wide = domains.findIndex(({ domain }) => providers.some((provider) => isUnder(provider, domain)));
  return wide < 0 ? undefined : refuse('listed-domain-of-everybody', `domains.${wide}.domain`);
}

/** The domain of a mailbox. */
export function mailDomainOf(mailbox: OwnEmail): string {
  return mailbox.slice(mailbox.indexOf('@') + 1);
}

/**
 * The listed domains that no mail may go to (third wall): those that are sure, but for those that somebody still gets
 * lawful mail at, since the mailbox was the citizen's own before the domain was listed.
 * @param kept domains of mailboxes that are still written to
 */
export function deniedDomains(domains: readonly ListedDomain[], kept: readonly string[]): string[] {
  return domains
    .filter(({ certainty }) => certainty !== 'doubtful')
    .map(({ domain }) => domain)
    .filter((domain) => !kept.some((own) => isUnder(own, domain)));
}
