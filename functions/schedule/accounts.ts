/** What is left of an account that its owner ended: the user pool deletes it. */
import type { Instant } from '../domain/dates.ts';
import { expiryOf } from '../domain/retention.ts';
import { getAccountAt } from '../store/account.ts';
import { type Due, setDue } from '../store/agenda.ts';
import type { Table } from '../store/table.ts';
import { deleteUser, type UserPool } from '../store/user-pool.ts';

/**
 * Has the user pool delete an account that its owner ended; what fails stays due. That it ended is kept a day longer, for
 * as long as its last token may be about.
 */
export async function lookAtAccount(table: Table, users: UserPool, due: Due, now: Instant): Promise<void> {
  const account = await getAccountAt(table, due.key);
  if (account?.endedAt === undefined) return setDue(table, due, undefined);
  await deleteUser(users, account.username ?? due.key.pk.slice('SUB#'.length));
  await setDue(table, due, undefined, { username: undefined, ttl: expiryOf('code', now) });
}
