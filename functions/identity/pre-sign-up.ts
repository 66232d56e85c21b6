import type { PreSignUpTriggerEvent } from 'aws-lambda';
import { judgeMailbox, OwnEmail } from '../domain/mailbox.ts';
import { environment, setting } from '../middleware/environment.ts';
import { observed } from '../middleware/observed.ts';
import { openTable } from '../store/clients.ts';
import { readWalls } from '../store/listed-domains.ts';

const table = openTable(environment.tableName);
const passwordSignUp = setting('PASSWORD_SIGN_UP') === 'true';

/**
 * The first wall, at sign-up: refuses mailboxes of listed bodies and of directory operators (S0:11). Names the rule
 * only, never whether a mailbox is known. Accounts that come from an identity provider or from an administrator pass:
 * their mailbox is asked for and proved at first entry.
 */
export const handler = observed(async (event: PreSignUpTriggerEvent) => {
  if (event.triggerSource !== 'PreSignUp_SignUp') return event;
  if (!passwordSignUp) throw new Error('password-sign-up-closed');
  const email = OwnEmail.safeParse(event.request.userAttributes['email']).data;
  if (email === undefined) throw new Error('mailbox-invalid');
  const verdict = judgeMailbox(email, await readWalls(table));
  if (verdict.verdict === 'refused') throw new Error(verdict.rule);
  return event;
});
