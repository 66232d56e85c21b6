import { deniedDomains, fixedDomains } from '../functions/domain/listed-domains.ts';
import { shippedListedDomains } from '../functions/domain/mailbox.ts';
import { denialPolicies, type IdentityPolicy, recipientPatterns } from '../functions/domain/third-wall.ts';

/**
 * Recipients that the mail's own role may never have: the rows that only a new version of the product changes. Rows that
 * an administrator edits are not among them, or a domain taken off the list would be accepted and never written to.
 */
export function fixedRecipients(): string[] {
  return recipientPatterns(fixedDomains().map(({ domain }) => domain));
}

/** Recipients that SES's identity denies from the first deployment on; the sweep then follows the list as it is edited. */
export function listedRecipients(): string[] {
  return recipientPatterns(deniedDomains(shippedListedDomains(), []));
}

/** The policies of SES's identity from the first deployment on. */
export function shippedPolicies(identityArn: string): IdentityPolicy[] {
  return denialPolicies(identityArn, deniedDomains(shippedListedDomains(), []));
}
