/** Edits of what is known of the application to INPS, by the citizen and by who follows the case. */
import * as z from 'zod/mini';
import { dateInRome, type PlainDate } from './dates.ts';
import type { DidCase } from './declaration.ts';
import { type Edit, type EditFacts, edit } from './edit.ts';
import { disagreement, hasOpenMismatch, type InpsMismatch, InpsStatement, toldAbout } from './inps.ts';
import { lineOfText } from './person.ts';
import { type Refusal, refuse } from './refusals.ts';
import { existsElsewhere } from './verbs/change-route.ts';
import { inpsMail, statedDid, statementProblem, statementWarnings } from './verbs/entering.ts';
import { officeOf, receiptOf } from './verbs/meeting.ts';

/**
 * Says anew what the citizen knows of the application: date and receipt, as soon as they are there (S0:55). Where INPS has
 * told already its date stays, and a difference is for a person to decide. Refuses another route than B, an application
 * dated in the future, and what an operator has verified. A patronato tells of one that was made, with its date and
 * receipt, and of nothing that the person only means to do.
 */
function stateInps(facts: EditFacts, statement: InpsStatement): Edit | Refusal {
  const { didCase, receivedAt, party } = facts;
  if (didCase.route !== 'B') return refuse('other-route', 'inps');
  const isWhole = statement.state === 'made' && statement.appliedOn !== undefined && statement.protocol !== undefined;
  if (party !== 'citizen' && !isWhole) return refuse('extremes-missing', 'protocol');
  const known = didCase.inps ?? {};
  if (known.verified) return refuse('already-verified', 'inps');
  const problem = statementProblem(statement, facts);
  if (problem) return problem;

  const { at: _, ...before } = known.stated ?? { at: receivedAt };
  const same = JSON.stringify({ ...InpsStatement.safeParse(before).data }) === JSON.stringify(statement);
  if (same) return { kind: 'edit', changes: {}, rules: [] };
  const { mismatch: open, ...rest } = known;
  const record = { ...rest, stated: { ...statement, at: receivedAt } };
  const told = toldAbout(record);
  const mismatch = told && statement.state === 'made' ? disagreement(statement, told, receivedAt) : undefined;
  const changes = {
    inps: { ...record, ...(mismatch && { mismatch }) },
    ...(existsElsewhere(didCase) ? {} : statedDid(statement, facts)),
  };
  const begins = didCase.didDate === undefined && changes.didDate !== undefined;
  return {
    kind: 'edit',
    changes,
    rules: ['S0:49', 'S0:55'],
    warnings: statementWarnings(statement, didCase),
    ...(begins && { mail: inpsMail(facts, { ...didCase, ...changes }, 'citizen') }),
    ...(mismatch && { tasks: [{ kind: 'inps-mismatch' }] }),
    ...(open && !open.decided && !mismatch && { settles: ['inps-mismatch'] }),
  };
}

const DecideMismatchBody = z.strictObject({ choice: z.enum(['stated', 'inps']), reason: lineOfText(300) });

/**
 * Decides which account of the application counts where the citizen's and INPS's differ; both are kept, with the reason.
 * The DID has the day of the account chosen, and the person is told. Refuses where nothing differs, or it was decided
 * (`no-inps-mismatch`), and a day later than that of the DID (`later-did-date`): it costs days of unemployment, so a job
 * centre proposes it as a correction and a second person approves.
 */
function decideMismatch(facts: EditFacts, { choice, reason }: z.infer<typeof DecideMismatchBody>): Edit | Refusal {
  const { didCase, receivedAt, actor, party } = facts;
  const mismatch = didCase.inps?.mismatch;
  if (!mismatch || mismatch.decided) return refuse('no-inps-mismatch');
  const { appliedOn } = choice === 'inps' ? mismatch.told : mismatch.stated;
  // An earlier day of another origin is not lost by it (S0:33).
  const counts = didCase.didSource === 'inps' || (appliedOn ?? '') < (didCase.didDate ?? '');
  const dated = mismatch.fields.includes('appliedOn') && appliedOn !== undefined && counts;
  if (dated && didCase.didDate !== undefined && appliedOn > didCase.didDate) return refuse('later-did-date', 'choice');
  const decided = { choice, reason, by: actor.operatorId ?? party, on: dateInRome(receivedAt) };
  const didDate = dated ? appliedOn : didCase.didDate;
  return {
    kind: 'edit',
    changes: {
      inps: { ...didCase.inps, mismatch: { ...mismatch, decided } },
      ...(dated && { didDate: appliedOn, didSource: 'inps', unemployedSince: appliedOn }),
    },
    rules: ['S0:55'],
    reason: `counts-${choice}`,
    settles: ['inps-mismatch'],
    ...(didDate !== undefined &&
      didCase.didDate !== undefined && {
        mail: {
          kind: 'inps-date-decided',
          ...receiptOf(facts),
          didDate,
          didDateBefore: didCase.didDate,
          counts: choice,
          ...(facts.operator && { office: officeOf(facts.operator) }),
        },
      }),
  };
}

/**
 * The disagreement as two persons decide it who put the day of the DID right: it is over where that day is of one of the
 * two accounts.
 */
export function decidedByCorrection(
  { inps }: Pick<EditFacts['didCase'], 'inps'>,
  to: PlainDate | undefined,
  { reason, by, on }: Omit<NonNullable<InpsMismatch['decided']>, 'choice'>,
): Pick<DidCase, 'inps' | 'didSource'> | undefined {
  const { mismatch } = inps ?? {};
  if (!mismatch || mismatch.decided || to === undefined) return undefined;
  const choice = to === mismatch.told.appliedOn ? 'inps' : to === mismatch.stated.appliedOn ? 'stated' : undefined;
  if (!choice) return undefined;
  return { inps: { ...inps, mismatch: { ...mismatch, decided: { choice, reason, by, on } } }, didSource: 'inps' };
}

const liveStatuses = ['registered', 'reserved', 'confirmed', 'psp-signed', 'suspended'] as const;

export const inpsEdits = {
  'state-inps': edit(
    {
      statuses: ['registered'],
      parties: ['citizen', 'patronato'],
      when: ({ route, inps }) => route === 'B' && !inps?.verified,
    },
    InpsStatement,
    stateInps,
  ),
  'decide-inps-mismatch': edit(
    { statuses: liveStatuses, parties: ['cpi', 'accredited', 'competent-cpi', 'manager'], when: hasOpenMismatch },
    DecideMismatchBody,
    decideMismatch,
  ),
} as const;
