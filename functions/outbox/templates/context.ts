import * as z from 'zod/mini';
import { PlainLine, Telephone } from '../../domain/communications.ts';
import type { Registered } from '../../domain/protocol.ts';

function isReadableAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const here = url.hostname === 'localhost' || url.hostname === '127.0.0.1';
  const bare = !url.username && !url.password && !url.search && !url.hash;
  return bare && (url.protocol === 'https:' || (here && url.protocol === 'http:'));
}

/** A page's full address without query, fragment or credentials: nothing in a mail can carry a token. */
const PageAddress = z.string().check(z.maxLength(200), z.refine(isReadableAddress, { error: 'page-address' }));

/** What the texts take from the configuration of the stage: the same for every citizen. */
export const MailContext = z.strictObject({
  /** Who writes, in words: stands for the logo too. */
  bodyName: PlainLine,
  /** The portal's home page: the only page of it that a mail links. */
  portalUrl: PageAddress,
  privacyUrl: PageAddress,
  /** Who answers for the proceeding where no officer is named (L. 241/1990 art. 5). */
  responsibleOffice: PlainLine,
  help: z.strictObject({ phone: Telephone, hours: PlainLine, desk: PlainLine }),
  /** The office's certified mailbox. */
  pec: z.email(),
});
export type MailContext = z.infer<typeof MailContext>;

/** How a communication reaches the person. */
export type Medium = 'email' | 'letter';

/** What the texts take beside the facts: the configuration, how it goes (by mail, unless told), and an act's number. */
export interface Setting extends MailContext {
  readonly medium?: Medium;
  readonly protocol?: Registered;
}
