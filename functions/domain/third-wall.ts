/** The third wall as SES reads it: policies of its identity that deny mail to listed domains, whoever sends it. */

/** SES takes policies of 4 KB; the rest of the document needs some of it. */
const patternsLength = 3000;

/**
 * Patterns of `ses:Recipients` for listed domains, each with its subdomains. IAM compares them by case: the record keeps
 * mailboxes in lower case. A label `*` stands for any text there.
 */
export function recipientPatterns(domains: readonly string[]): string[] {
  return domains.flatMap((domain) => [`*@${domain}`, `*@*.${domain}`]);
}

/**
 * Cuts the patterns into lists whose JSON stays below a length, for policies of a limited size.
 * @param length in characters
 */
export function inParts(patterns: readonly string[], length: number): string[][] {
  const parts: string[][] = [];
  for (const pattern of patterns) {
    const last = parts.at(-1);
    if (last && JSON.stringify([...last, pattern]).length <= length) last.push(pattern);
    else parts.push([pattern]);
  }
  return parts;
}

/** One policy of SES's identity. */
export interface IdentityPolicy {
  readonly name: string;
  readonly document: string;
}

/** The policies that deny mail to these domains; a deployment and the sweep give them the same names. */
export function denialPolicies(identityArn: string, domains: readonly string[]): IdentityPolicy[] {
  return inParts(recipientPatterns(domains), patternsLength).map((recipients, index) => ({
    name: `listed-domains-${index + 1}`,
    document: denial(identityArn, recipients),
  }));
}

/** Whether a policy of this name is one of the third wall's. */
export function isDenialPolicy(name: string): boolean {
  return /^listed-domains-\d+$/.test(name);
}

function denial(identityArn: string, recipients: readonly string[]): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'NeverToAListedDomain',
        Effect: 'Deny',
        Principal: '*',
        Action: ['ses:SendEmail', 'ses:SendRawEmail', 'ses:SendTemplatedEmail', 'ses:SendBulkTemplatedEmail'],
        Resource: identityArn,
        Condition: { 'ForAnyValue:StringLike': { 'ses:Recipients': recipients } },
      },
    ],
  });
}
