/** What goes with a corrected fiscal code: it leads to the person's record, and so does the one of before. */
import type { FiscalCode } from '../domain/fiscal-code.ts';
import { type Refusal, refuse } from '../domain/refusals.ts';
import { type CitizenRecord, changeCitizen, getCodeGuard, takeCode, verifyCode } from '../store/citizens.ts';
import { getGuardian, recordGuardian } from '../store/guardians.ts';
import { getLedger, waitingIn } from '../store/inps.ts';
import { pseudonym } from '../store/pseudonym.ts';
import type { Write } from '../store/table.ts';
import { openTask } from '../store/tasks.ts';
import type { OpenedCase } from './cases.ts';
import { table } from './desk.ts';
import type { SignedRequest } from './http.ts';
import { hmacKey } from './identity-key.ts';

/**
 * The writes that give the citizen of a case another fiscal code: a guard of its own, the record under it; the guard of
 * the old code stays, so that nobody else gets that one. Who may get the person's mail is known under the new code too,
 * and what INPS told of it before is for an office to look at. Refused where another record holds the code
 * (`fiscal-code-held`).
 */
export async function codeChange(
  { citizen, didCase }: OpenedCase,
  code: FiscalCode,
  { receivedAt }: SignedRequest,
): Promise<readonly Write[] | Refusal> {
  const { citizenId, person, fiscalCodeGuard: former, formerCodes = [] }: CitizenRecord = citizen;
  const mac = await pseudonym(hmacKey, 'CF', code);
  const [guard, guardian, ledger] = await Promise.all([
    getCodeGuard(table, mac),
    getGuardian(table, former),
    getLedger(table, mac),
  ]);
  if (guard && guard.citizenId !== citizenId) return refuse('fiscal-code-held', 'correction.fiscalCode');
  const { declarationId } = didCase;
  return [
    guard ? verifyCode(table, mac, citizenId) : takeCode(table, mac, { citizenId, provisional: false }),
    verifyCode(table, former, citizenId),
    changeCitizen(table, citizen, {
      person: { ...person, fiscalCode: code },
      fiscalCodeGuard: mac,
      formerCodes: [...formerCodes.filter((each) => each.guard !== mac), { guard: former, until: receivedAt }],
    }),
    ...(guardian ? [recordGuardian(table, mac, { ...guardian, recordedAt: receivedAt })] : []),
    ...(waitingIn(ledger).length > 0
      ? openTask(table, { kind: 'inps-application', about: declarationId, declarationId, openedAt: receivedAt })
      : []),
  ];
}
