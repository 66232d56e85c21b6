/** What a person tells of their life: so often a day, and an answer to what is proposed against them always. */
import { ReportChangeBody } from '../domain/changes.ts';
import type { Edit, EditFacts } from '../domain/edit.ts';
import { edits } from '../domain/edits.ts';
import { type Refusal, refuse } from '../domain/refusals.ts';
import { countOne, readCount } from '../store/day-counts.ts';
import type { Write } from '../store/table.ts';
import { openCase } from './cases.ts';
import { policy, table } from './desk.ts';
import { signed } from './http.ts';
import { makeEdit } from './make-edit.ts';

const rule = edits['report-change'];

/** Takes what the person tells, with a receipt; refuses more than the policy lets one person tell on a day. */
export const reportChange = signed(async (request) => {
  const opened = await openCase(table, request);
  if ('reply' in opened) return opened.reply;
  const { citizenId } = opened.citizen;
  const { today: day } = request;
  let counted: readonly Write[] = [];
  const decide = async (facts: EditFacts, body: unknown): Promise<Edit | Refusal> => {
    const told = rule.decide(facts, body);
    counted = [];
    if (told.kind === 'refusal' || ReportChangeBody.parse(body).kind === 'answer') return told;
    const count = await readCount(table, citizenId, 'changes', day);
    if (count >= policy.changeDailyLimit.value) return refuse('too-many-changes');
    counted = [countOne(table, citizenId, 'changes', { day, count })];
    return told;
  };
  return makeEdit({ event: 'report-change', rule: { ...rule, decide }, more: () => counted }, request, opened);
});
