/** What time brings to mailboxes: a change that nobody objected to, and the look at all of them when the list changes. */
import { addSeconds, type Instant } from '../domain/dates.ts';
import type { CitizenId } from '../domain/ids.ts';
import { deniedDomains, mailDomainOf } from '../domain/listed-domains.ts';
import { judgeMailbox } from '../domain/mailbox.ts';
import type { ProcedurePolicy } from '../domain/policies.ts';
import { type Due, setDue } from '../store/agenda.ts';
import { readImage } from '../store/bulk.ts';
import { CitizenRecord, changeCitizen, freeMailbox, getCitizenAt, type MailboxChange } from '../store/citizens.ts';
import { getListedDomains, readWalls, type Walls } from '../store/listed-domains.ts';
import {
  dropKept,
  getReview,
  keepWriting,
  listKept,
  noteReview,
  pageOfCitizens,
  type Review,
} from '../store/mailbox-review.ts';
import { markListed, sendAgain, settleTaskOf, stopChange, switchMailbox } from '../store/mailboxes.ts';
import { getMail, mailKey } from '../store/mails.ts';
import { getMany, type Key, type Table, transact } from '../store/table.ts';
import { schedule } from './actor.ts';
import { lookAtEnded } from './retention.ts';

const hourSeconds = 3600;
/** Citizens that are read at once. */
const atOnce = 100;
const citizenKey = (id: CitizenId): Key => ({ pk: `CITIZEN#${id}`, sk: 'PROFILE' });

/** The third wall as it can be built from here: nothing locally, the policies of SES's identity on AWS. */
export type ThirdWall = (denied: readonly string[]) => Promise<void>;

/**
 * What is due of a citizen. Of an account that ended the mailboxes are forgotten. A change of mailbox is completed once its
 * hours are over: they run from when the old mailbox was told, so a warning that has not left yet puts it off. A mailbox
 * that broke meanwhile is replaced at once; one that was listed meanwhile is not.
 * @param present the instant by the senders' clock: mail is written to the new mailbox from then on
 */
export async function lookAtChange(
  table: Table,
  policy: ProcedurePolicy,
  due: Due,
  now: Instant,
  present: Instant,
): Promise<void> {
  const citizen = await getCitizenAt(table, due.key);
  if (citizen?.endedAt !== undefined) return lookAtEnded(table, due, citizen, now);
  const change = citizen?.mailboxChange;
  if (!citizen || !change) return setDue(table, due, undefined);
  if (citizen.takenOverAt !== undefined) {
    await transact(table, [
      changeCitizen(table, citizen, { mailboxChange: undefined, agendaDue: undefined }),
      ...(change.shared ? [] : [freeMailbox(table, change.mailboxGuard)]),
    ]);
    return;
  }
  const until = await waitFor(table, citizen, change, policy, now);
  if (until !== undefined) return setDue(table, due, until);

  const { person, mailboxBrokenAt, citizenId } = citizen;
  const { mailbox, reason } = change;
  const verdict = judgeMailbox(mailbox, { ...(await readWalls(table)), owner: person, reason });
  // If something changed meanwhile nothing is written, and the next run looks at it anew.
  if (verdict.verdict !== 'accepted') {
    await transact(table, stopChange(table, citizen, change, present));
    return;
  }
  const by = { party: 'schedule', actor: schedule } as const;
  const lost = await transact(table, await switchMailbox(table, citizen, change, { by, at: present, policy }));
  if (lost.size === 0 && mailboxBrokenAt !== undefined) await sendAgain(table, { citizenId }, now);
}

/**
 * Until when a change waits still: the hours after the warning left, or an hour more while it has not, or while the person
 * is written to by letter; not at all in the place of a mailbox that broke.
 */
async function waitFor(
  table: Table,
  { citizenId, channel, mailboxBrokenAt }: CitizenRecord,
  { mailId, switchesAt }: MailboxChange,
  policy: ProcedurePolicy,
  now: Instant,
): Promise<Instant | undefined> {
  // Nobody knows when a letter is read: meanwhile only who proves to be the citizen changes the mailbox.
  if (channel !== undefined) return addSeconds(now, hourSeconds);
  if (mailboxBrokenAt !== undefined) return undefined;
  const warning = await getMail(table, mailKey({ mailId, citizenId }));
  if (warning?.sentAt === undefined) return addSeconds(now, hourSeconds);
  const over = addSeconds(warning.sentAt, policy.mailboxObjectionHours.value * hourSeconds);
  const until = over > switchesAt ? over : switchesAt;
  return until > now ? until : undefined;
}

/**
 * Holds all mailboxes against list and directory, page by page, after a change of either; then watches, hour by hour,
 * who is still written to at a listed domain: the third wall denies a domain only once nobody is.
 * @param inTime whether there is time for one more page; what is left is done by the next run
 */
export async function lookAtReview(
  table: Table,
  wall: ThirdWall | undefined,
  due: Due,
  now: Instant,
  inTime: () => boolean,
): Promise<void> {
  const review = await getReview(table);
  if (!review) return setDue(table, due, undefined);
  if (review.state === 'looking') {
    const rest = await lookAtAll(table, review, now, inTime);
    if (rest !== undefined) {
      await transact(table, [noteReview(table, review, { ...review, cursor: rest }, now)]);
      return;
    }
  }
  const kept = await watch(table, inTime);
  const watching = { state: 'watching', askedAt: review.askedAt } as const;
  if (!kept) {
    await transact(table, [noteReview(table, review, watching, now)]);
    return;
  }
  await wall?.(deniedDomains((await getListedDomains(table)).domains, kept));
  const again = wall || kept.length > 0 ? addSeconds(now, hourSeconds) : undefined;
  await transact(table, [noteReview(table, review, watching, again)]);
}

/** Looks at citizens page by page; gives where to go on if there was no time for all. */
async function lookAtAll(
  table: Table,
  { cursor: from }: Review,
  now: Instant,
  inTime: () => boolean,
): Promise<string | undefined> {
  const walls = await readWalls(table);
  let cursor = from;
  do {
    const page = await pageOfCitizens(table, cursor);
    for (const citizen of page.items) await holdAgainst(table, walls, citizen, now);
    cursor = page.cursor;
  } while (cursor !== undefined && inTime());
  return cursor;
}

/**
 * A mailbox at a domain that was listed after it became the citizen's: an office has a task, the person is told and is
 * still written to there. One whose domain is listed no more is as before.
 */
async function holdAgainst(table: Table, walls: Walls, citizen: CitizenRecord, now: Instant): Promise<void> {
  const { citizenId, mailbox, person, mailboxListedAt, takenOverAt, endedAt } = citizen;
  if ((takenOverAt ?? endedAt) !== undefined) return;
  const { mailboxReason: reason = 'given before' } = citizen;
  const refused = judgeMailbox(mailbox, { ...walls, owner: person, reason }).verdict === 'refused';
  if (refused === (mailboxListedAt !== undefined)) return;
  const writes = refused
    ? [...(await markListed(table, citizen, now)), keepWriting(table, { citizenId, domain: mailDomainOf(mailbox) })]
    : [
        changeCitizen(table, citizen, { mailboxListedAt: undefined }),
        dropKept(table, citizenId),
        ...(await settleTaskOf(table, citizenId, 'mailbox-listed', now, 'the domain is listed no more')),
      ];
  const lost = await transact(table, writes);
  if (lost.size > 0) throw new Error('the record changed under the look at its mailbox');
}

/**
 * The domains at which somebody is still written to; who has another mailbox by now is forgotten. Who cannot be read counts
 * as still written to. `undefined` if there was no time to look at all.
 */
async function watch(table: Table, inTime: () => boolean): Promise<string[] | undefined> {
  const domains: string[] = [];
  const kept = await listKept(table);
  for (let from = 0; from < kept.length; from += atOnce) {
    if (!inTime()) return undefined;
    const some = kept.slice(from, from + atOnce);
    const found = await getMany(
      table,
      some.map(({ citizenId }) => citizenKey(citizenId)),
    );
    for (const { citizenId, domain } of some) {
      const { pk, sk } = citizenKey(citizenId);
      const image = found.get(`${pk}|${sk}`);
      const citizen = image && readImage(CitizenRecord, image, table.unreadable);
      if ((image && !citizen) || (citizen && isKeptAt(citizen, domain))) domains.push(domain);
      else await transact(table, [dropKept(table, citizenId)]);
    }
  }
  return domains;
}

const isKeptAt = ({ mailboxListedAt, takenOverAt, mailbox }: CitizenRecord, domain: string): boolean =>
  mailboxListedAt !== undefined && takenOverAt === undefined && mailDomainOf(mailbox) === domain;
