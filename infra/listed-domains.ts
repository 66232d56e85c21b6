import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';

const file = fileURLToPath(new URL('../functions/domain/data/listed-domains.json', import.meta.url));
/** A label may be `*`: any one label of a domain; in a pattern of IAM it stands for any text. */
const ListedDomains = z.array(z.object({ domain: z.string().check(z.regex(/^[a-z0-9-]+(\.([a-z0-9-]+|\*))+$/)) }));

/**
 * Patterns of `ses:Recipients` for the listed domains of patronato, unions and associations, each with its subdomains.
 * IAM compares them by case: the record keeps mailboxes in lower case.
 */
export function listedRecipients(): string[] {
  const listed = ListedDomains.parse(JSON.parse(readFileSync(file, 'utf8')));
  return listed.flatMap(({ domain }) => [`*@${domain}`, `*@*.${domain}`]);
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
