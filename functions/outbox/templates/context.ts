import * as z from 'zod/mini';
import { PlainLine, Telephone } from '../../domain/communications.ts';
import type { Language } from '../../domain/person.ts';
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
  /** The same of office, hours and desk in English; where it is not set, English mails tell them in Italian. */
  english: z.optional(
    z.strictObject({ responsibleOffice: PlainLine, help: z.strictObject({ hours: PlainLine, desk: PlainLine }) }),
  ),
});
export type MailContext = z.infer<typeof MailContext>;

/** The configuration in the words of a language. */
export function inLanguage<Of extends MailContext>(context: Of, language: Language): Of {
  const { english, help } = context;
  if (language === 'it' || !english) return context;
  return { ...context, responsibleOffice: english.responsibleOffice, help: { ...help, ...english.help } };
}

/** How a communication reaches the person. */
export type Medium = 'email' | 'letter';

/** What the texts take beside the facts: the configuration, how it goes (by mail, unless told), and an act's number. */
export interface Setting extends MailContext {
  readonly medium?: Medium;
  readonly protocol?: Registered;
}
