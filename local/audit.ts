import { caseNumber, DeclarationId } from '../functions/domain/ids.ts';
import { inboxId, type Mail } from './inbox.ts';
import type { MailRecord, RecordedMail } from './mail-record.ts';

/** What is wrong with a mail, without saying where it went. */
export type Fault = 'another mailbox' | 'several recipients' | 'no communication of the record';

/** A mail that did not go where it had to: by its id and case number where the record knows them, never an address. */
export interface WrongMail {
  /** SES's identifier of the message. */
  readonly message: string;
  readonly mail: string | undefined;
  readonly caseNumber: string | undefined;
  readonly fault: Fault;
}

/** What the audit found. */
export interface Audit {
  /** Mails held against the mailbox that was the citizen's at that time. */
  readonly checked: number;
  /** Codes of the user pool: it sends them itself, to who signs up. */
  readonly poolCodes: number;
  /** Codes to a mailbox that the person has since replaced by another: the record keeps the last one only. */
  readonly earlierCodes: number;
  /** Mails to people whose account has ended, and whose mailboxes were forgotten. */
  readonly forgotten?: number;
  readonly wrong: readonly WrongMail[];
}

// Equal facts give equal words: a mail that was sent twice says the same twice.
const wordsOf = ({ subject, text, html }: Mail): string => JSON.stringify([subject, text, html]);

const numberOf = (declarationId: string): string => caseNumber(DeclarationId.parse(declarationId));

/** Whom a mail speaks to, as far as it can be told. */
interface Subject {
  readonly citizenId: string;
  readonly mail: RecordedMail | undefined;
  readonly caseNumber: string | undefined;
}

/**
 * The fourth wall: holds every mail that SES took against the mailbox that was the citizen's when SES took it, and a
 * code against the mailbox that is to be proved. A mail is told by SES's identifier, by the same words, or by the number
 * of the case that it names; one that tells none of these is wrong as well.
 */
export function auditMail(record: MailRecord, inbox: readonly Mail[]): Audit {
  const byMessage = new Map(record.mails.map((mail) => [mail.messageId && inboxId(mail.messageId), mail]));
  const byWords = new Map(
    inbox.flatMap((taken) => {
      const mail = byMessage.get(taken.id);
      return mail ? [[wordsOf(taken), mail]] : [];
    }),
  );
  const byNumber = new Map(
    record.mails.flatMap((mail) => (mail.declarationId === undefined ? [] : [[numberOf(mail.declarationId), mail]])),
  );
  const periods = [...record.periods].sort((a, b) => a.from.localeCompare(b.from));
  const candidates = new Map(record.candidates.map(({ citizenId, mailbox }) => [citizenId, mailbox]));
  const known = new Set(periods.flatMap(({ citizenId, mailbox }) => (mailbox === undefined ? [] : [citizenId])));
  const mailboxAt = (citizenId: string, at: string) =>
    periods.findLast((period) => period.citizenId === citizenId && period.from <= at)?.mailbox;

  function subjectOf(taken: Mail): Subject | undefined {
    const mail = byMessage.get(taken.id) ?? byWords.get(wordsOf(taken));
    if (mail) {
      return { ...mail, mail, caseNumber: mail.declarationId === undefined ? undefined : numberOf(mail.declarationId) };
    }
    const named = /DID [0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}/.exec(`${taken.subject} ${taken.text ?? ''}`)?.[0];
    const other = named === undefined ? undefined : byNumber.get(named);
    return other && { citizenId: other.citizenId, mail: undefined, caseNumber: named };
  }

  /** Codes in the order in which they were asked for: only the last one of a citizen can be held against a mailbox. */
  const codes = record.mails.filter(({ kind }) => kind === 'mailbox-code');
  const isLastCode = ({ citizenId, queuedAt }: RecordedMail) =>
    !codes.some((other) => other.citizenId === citizenId && other.queuedAt > queuedAt);

  let checked = 0;
  let poolCodes = 0;
  let earlierCodes = 0;
  let forgotten = 0;
  const wrong: WrongMail[] = [];
  for (const taken of inbox) {
    if (taken.action?.startsWith('Cognito')) {
      poolCodes += 1;
      continue;
    }
    const subject = subjectOf(taken);
    const [to, ...others] = [...taken.to, ...(taken.cc ?? []), ...(taken.bcc ?? [])];
    const address = to?.toLowerCase();
    const own = subject && [mailboxAt(subject.citizenId, taken.sentAt)];
    if (subject?.mail?.kind === 'mailbox-code') {
      own?.push(candidates.get(subject.citizenId));
      if (others.length === 0 && !own?.includes(address) && !isLastCode(subject.mail)) {
        earlierCodes += 1;
        continue;
      }
    }
    // The account has ended: of its mailboxes nothing is left to hold the mail against.
    if (subject && !known.has(subject.citizenId)) {
      forgotten += 1;
      continue;
    }
    checked += 1;
    const fault = faultOf(own, address, others);
    if (fault) wrong.push({ message: taken.id, mail: subject?.mail?.id, caseNumber: subject?.caseNumber, fault });
  }
  return { checked, poolCodes, earlierCodes, ...(forgotten > 0 && { forgotten }), wrong };
}

function faultOf(
  own: readonly (string | undefined)[] | undefined,
  address: string | undefined,
  others: readonly string[],
): Fault | undefined {
  if (!own) return 'no communication of the record';
  if (others.length > 0) return 'several recipients';
  return address !== undefined && own.includes(address) ? undefined : 'another mailbox';
}

/** What the audit says, line by line: counts, then each wrong mail by its ids. */
export function auditReport({ checked, poolCodes, earlierCodes, forgotten = 0, wrong }: Audit): string {
  const left = [
    `${poolCodes} codes of the user pool left out`,
    ...(earlierCodes > 0 ? [`${earlierCodes} codes to mailboxes named earlier not decidable`] : []),
    ...(forgotten > 0 ? [`${forgotten} mails to mailboxes that were forgotten`] : []),
  ];
  const lines = wrong.map(
    ({ message, mail, caseNumber: number, fault }) =>
      `WRONG  ${fault}: mail ${mail ?? 'unknown'}, ${number ?? 'no case'}, SES message ${message}`,
  );
  return [`${checked} mails looked at, ${wrong.length} wrong (${left.join(', ')}).`, ...lines].join('\n');
}
