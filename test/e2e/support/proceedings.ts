/** People on a benefit of whom a fact is contested, and what follows of it: no test waits for a term. */
import { randomInt } from 'node:crypto';
import { expect } from 'vitest';
import * as z from 'zod/mini';
import { instantOf } from '../../../functions/domain/dates.ts';
import type { DidCase } from '../../../functions/domain/declaration.ts';
import { DeclarationId } from '../../../functions/domain/ids.ts';
import { editCase, getCase } from '../../../functions/store/cases.ts';
import { transact } from '../../../functions/store/table.ts';
import { demo } from './accounts.ts';
import { type Account, applied, approvalOf, citizen, pact, releasedAt } from './cases.ts';
import { api, bodyOf } from './http.ts';
import { table } from './late.ts';
import { deskOf } from './offices.ts';
import { inDays, today } from './people.ts';

const Shown = z.object({
  status: z.string(),
  contested: z.nullable(
    z.object({
      id: z.string(),
      justifications: z.array(z.object({ inTime: z.boolean() })),
    }),
  ),
  decisions: z.array(
    z.object({
      number: z.int(),
      declareFrom: z.nullable(z.string()),
      appeal: z.nullable(z.object({ inTime: z.boolean(), outcome: z.nullable(z.string()) })),
      reversedOn: z.nullable(z.string()),
    }),
  ),
});

/** What is contested on a case and was decided, as somebody sees it. */
export const proceedingsOf = async (token: string, id: string) =>
  bodyOf(await api('GET', `/declarations/${id}`, { token }), 200, Shown);

const post = (token: string, path: string, body: object) => api('POST', path, { token, body });

/** The case as the record holds it. */
export async function recordOf(id: string): Promise<DidCase> {
  const didCase = await getCase(table(), DeclarationId.parse(id));
  if (!didCase) throw new Error('no such case');
  return didCase;
}

/** What the record would hold if something had happened some time ago. */
export async function longAgo(
  id: string,
  change: (didCase: DidCase) => Partial<Omit<DidCase, 'status' | 'version'>>,
): Promise<void> {
  const didCase = await recordOf(id);
  const lost = await transact(table(), [editCase(table(), didCase, change(didCase), undefined)]);
  if (lost.size > 0) throw new Error('the case changed meanwhile');
}

/** A person and their case. */
export interface Party {
  readonly who: Account;
  readonly id: string;
}

/** INPS tells that a person has applied for NASpI today. */
export async function benefitTold({ who }: Party): Promise<void> {
  const protocol = `INPS.4900.${randomInt(1_000_000, 9_999_999)}`;
  const news = { fiscalCode: who.me.fiscalCode, kind: 'naspi', appliedOn: today(), protocol };
  const told = await post(await demo('inps'), '/inps/applications', { ...news, filedBy: 'person', event: 'filed' });
  expect(told.status).toBe(200);
}

/** What an office contests of today: that an offer was refused. */
export const offerRefused = () => ({
  ...{ kind: 'offer', factOn: today(), facts: 'Non risulta la risposta alla proposta.', channel: 'registered-letter' },
  payment: { from: inDays(-30), proof: 'prospetto dei pagamenti INPS' },
});

const servedAgo = (days: number) =>
  ({ channel: 'registered-letter', sentOn: inDays(-days - 1), servedOn: inDays(-days), proof: 'RR 1' }) as const;

/** A person with a pact and NASpI of whom an officer contests a fact; it was served so many days ago. */
export async function contested(desk: string, operatorId: string, servedDaysAgo: number): Promise<Party> {
  const who = await citizen('SPID');
  const id = await releasedAt(who, operatorId);
  await applied(desk, `/declarations/${id}/pact`, pact());
  await benefitTold({ who, id });
  await applied(desk, `/declarations/${id}/breaches`, offerRefused());
  await longAgo(id, (didCase) =>
    didCase.contested ? { contested: { ...didCase.contested, service: servedAgo(servedDaysAgo) } } : {},
  );
  return { who, id };
}

/** A person whose benefit and status two persons have taken; the decision was served so many days ago. */
export async function forfeited(desk: string, operatorId: string, servedDaysAgo: number): Promise<Party> {
  const party = await contested(desk, operatorId, 44);
  const { id } = party;
  const [colleague, manager] = await Promise.all([deskOf(operatorId), demo('manager')]);
  const proposed = await post(colleague, `/declarations/${id}/decision/proposal`, {
    ...{ actId: (await proceedingsOf(desk, id)).contested?.id, effect: 'forfeiture' },
    ...{ reasons: 'Nessuna giustificazione.', channel: 'registered-letter' },
  });
  expect(proposed.status).toBe(201);
  await applied(manager, `/declarations/${id}/proposal/approval`, await approvalOf(manager, id));
  await longAgo(id, ({ decisions = [] }) => ({
    decisions: decisions.map((one) => ({
      ...one,
      decidedAt: instantOf(Date.now() - (servedDaysAgo + 2) * 86_400_000),
      service: servedAgo(servedDaysAgo),
    })),
  }));
  return party;
}

/** What the committee said of an appeal, as an office proposes it. */
export const committeeSays = (outcome: string) => ({
  ...{ outcome, protocol: 'CRC 2026/00412', on: today(), reason: 'Delibera.' },
});
