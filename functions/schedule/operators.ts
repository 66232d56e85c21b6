import { v5 as uuidv5 } from 'uuid';
import { addSeconds, type Instant } from '../domain/dates.ts';
import type { DidCase } from '../domain/declaration.ts';
import { CommandId } from '../domain/ids.ts';
import { jobCentreOf } from '../domain/job-centre.ts';
import { isLive, statuses } from '../domain/lifecycle.ts';
import { endsAt, isUntold, operatorEnded } from '../domain/operator-end.ts';
import type { Operator, Operators } from '../domain/operators.ts';
import type { ProcedurePolicy } from '../domain/policies.ts';
import { ActId } from '../domain/proceedings.ts';
import { type Due, setDue } from '../store/agenda.ts';
import { getCase, readQueue } from '../store/cases.ts';
import { applyEdit } from '../store/edits.ts';
import { mailIdOf, queueMail } from '../store/mails.ts';
import { loadOperators, StoredOperator } from '../store/operators.ts';
import { get, type Table } from '../store/table.ts';
import { openTask } from '../store/tasks.ts';
import { schedule } from './actor.ts';

const namespace = '7c2b0f5d-91e6-5a0f-8f5b-2d4e6a8c0b13';
const daySeconds = 86_400;
const soonSeconds = 300;

/** What looking after the people of an operator rests on. */
interface EndDesk {
  readonly table: Table;
  readonly policy: ProcedurePolicy;
  readonly now: Instant;
}

/**
 * Looks after the people of an operator on the day after its last one: each is written to and asked to choose again, and
 * the job centre of the domicile, or the managers, have a task until that is done. What time does not reach stays due; a
 * day later it is looked at once more, since who chose at the last minute is listed late.
 */
export async function lookAtOperator(
  table: Table,
  policy: ProcedurePolicy,
  due: Due,
  now: Instant,
  inTime: () => boolean,
): Promise<void> {
  const operator = (await get(table, due.key, StoredOperator))?.operator;
  const ends = operator && endsAt(operator);
  if (!operator || ends === undefined || ends > now) return setDue(table, due, ends);
  const operators = await loadOperators(table, [operator.id]);
  const desk = { table, policy, now };
  let told = 0;
  let again = false;
  for await (const didCase of casesOf(table, operator)) {
    if (!isUntold(didCase, operator)) continue;
    if (!inTime()) return;
    told += 1;
    if (!(await tell(desk, didCase, operator, operators))) again = true;
  }
  const next = again ? addSeconds(now, soonSeconds) : told > 0 ? addSeconds(now, daySeconds) : undefined;
  return setDue(table, due, next);
}

/** Every live case of an operator, as its work list shows them. */
async function* casesOf(table: Table, { id }: Operator): AsyncGenerator<DidCase> {
  for (const status of statuses.filter(isLive)) {
    let cursor: string | undefined;
    do {
      const page = await readQueue(table, { operatorId: id, status, limit: 100, cursor });
      yield* page.items;
      cursor = page.cursor;
    } while (cursor !== undefined);
  }
}

/** Tells one person; whether the case was as the list showed it, or needs nothing any more. */
async function tell({ table, policy, now }: EndDesk, listed: DidCase, operator: Operator, operators: Operators) {
  // The list may be behind.
  const didCase = await getCase(table, listed.declarationId);
  if (!didCase || !isLive(didCase.status) || !isUntold(didCase, operator)) return true;
  const { declarationId, citizenId, version } = didCase;
  const commandId = CommandId.parse(uuidv5(`${declarationId}|${version}|operator-ended`, namespace));
  const { event, changes, rules, mail, alsoTold, takenBack } = operatorEnded(didCase, operator, operators, now);
  const by = { party: 'schedule', actor: schedule } as const;
  const letters = [
    ...(alsoTold ? [mail, alsoTold] : [mail]).map((letter) => ({ mailId: mailIdOf(commandId, letter.kind), letter })),
    ...takenBack.map((letter) => ({ mailId: mailIdOf(ActId.parse(letter.appointment.id), letter.kind), letter })),
  ];
  const after = await applyEdit(
    table,
    didCase,
    { event, changes, rules, by, receivedAt: now, appliedAt: now },
    policy,
    [
      ...letters.map(({ mailId, letter }) =>
        queueMail(table, { mailId, citizenId, declarationId, queuedAt: now }, letter),
      ),
      ...openTask(table, {
        kind: 'choose-again',
        about: declarationId,
        declarationId,
        operatorId: taskList(didCase, operator),
        openedAt: now,
      }),
    ],
  );
  return after !== undefined;
}

/** Whose task it is: the job centre's of the domicile, unless that is the one that has ended; otherwise the managers'. */
function taskList(didCase: DidCase, operator: Operator) {
  const list = jobCentreOf(didCase) ?? didCase.competentCpiId;
  return list === operator.id ? undefined : list;
}
