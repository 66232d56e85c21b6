import { type Instant, instantOf } from '../domain/dates.ts';
import type { DidCase } from '../domain/declaration.ts';
import { noticeServed } from '../domain/reminders.ts';
import { getCase } from '../store/cases.ts';
import { applyEdit } from '../store/edits.ts';
import { changeMail, type StoredMail } from '../store/mails.ts';
import type { OpenedCase } from './cases.ts';
import { policy, table } from './desk.ts';

const attempts = 3;
/** What has left, or was to leave but for its mailbox: the portal shows it all the same. */
const readable: readonly StoredMail['state'][] = ['sent', 'delivered', 'bounced', 'held', 'failed'];

/**
 * Notes that the citizen has read of these communications in the portal, each once; a notice before a closing is
 * received by that, whatever became of its mail. Gives them as they are then. What meets another change is noted when it
 * is read the next time.
 */
export async function noteReading(
  opened: OpenedCase,
  mails: readonly StoredMail[],
  readAt: Instant,
): Promise<StoredMail[]> {
  if (opened.party !== 'citizen') return [...mails];
  const noted: StoredMail[] = [];
  let { didCase }: { didCase: DidCase | undefined } = opened;
  for (const mail of mails) {
    const isNew = mail.readAt === undefined && readable.includes(mail.state);
    // The notice first: once the mail is noted nobody looks at it again.
    if (isNew && didCase && policy.noticeServedByReading.value) didCase = await receive(opened, didCase, mail, readAt);
    noted.push(isNew && didCase && (await changeMail(table, mail, { readAt })) ? { ...mail, readAt } : mail);
  }
  return noted;
}

/** The case with a notice received; `undefined` if it changes all the time. */
async function receive(
  { actor, party }: OpenedCase,
  known: DidCase,
  { mailId }: StoredMail,
  readAt: Instant,
): Promise<DidCase | undefined> {
  let found: DidCase | undefined = known;
  for (let attempt = 0; found && attempt < attempts; attempt += 1) {
    const edit = noticeServed(found, mailId, readAt, policy, 'reading');
    if (!edit) return found;
    const recorded = { ...edit, by: { party, actor }, receivedAt: readAt, appliedAt: instantOf(Date.now()) };
    const after = await applyEdit(table, found, recorded, policy);
    if (after) return after;
    found = await getCase(table, found.declarationId);
  }
  return undefined;
}
