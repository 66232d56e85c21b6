/** I appeal, and I answer, at 23:59:59 of my last day: what counts is when it was received, not when it got somewhere. */
import { beforeAll, describe, expect, test } from 'vitest';
import { addSeconds, type Instant, type PlainDate } from '../../functions/domain/dates.ts';
import { appealUntil, justifyUntil, lastSecondOf } from '../../functions/domain/terms.ts';
import { demo } from './support/accounts.ts';
import { act, historyOf, see } from './support/cases.ts';
import { api, problemOf } from './support/http.ts';
import { mailOf } from './support/inbox.ts';
import { inWords, today } from './support/people.ts';
import { contested, forfeited, type Party, proceedingsOf, recordOf } from './support/proceedings.ts';
import { receivedAt } from './support/received.ts';

let cpi = '';
beforeAll(async () => {
  cpi = await demo('operatorCpi');
});

/** The last second of a last day that is over, whatever holiday it was moved by. */
function lastSecond(lastDay: PlainDate | undefined): Instant {
  if (lastDay === undefined || lastDay >= today()) throw new Error(`${lastDay} is not over`);
  return lastSecondOf(lastDay);
}

/** The term of the appeal of somebody whose decision was served long ago. */
async function outOfTime(): Promise<Party & { readonly until: PlainDate; readonly second: Instant }> {
  const party = await forfeited(cpi, 'cpi-milano', 40);
  const [decision] = (await recordOf(party.id)).decisions ?? [];
  const until = decision && appealUntil(decision);
  const second = lastSecond(until);
  return { ...party, until: until ?? today(), second };
}

const appealsAt = ({ who, id }: Party, instant: Instant) =>
  receivedAt(instant, { token: who.token, action: 'file-appeal', parameters: { id, number: '1' }, body: {} });
const answersAt = ({ who, id }: Party, actId: string, instant: Instant) =>
  receivedAt(instant, {
    token: who.token,
    action: 'justify',
    parameters: { id },
    body: { actId, reason: 'illness', note: 'Ero ricoverata.' },
  });

describe('the last day of my appeal is over when what I sent gets to the office', () => {
  test('sent at 23:59:59 it is in time, and nothing ends while it is pending', async () => {
    const party = await outOfTime();
    const { who, id, until, second } = party;
    const filed = await appealsAt(party, second);
    expect(filed.status).toBe(201);
    expect(filed.body).not.toHaveProperty('warnings');

    expect((await proceedingsOf(who.token, id)).decisions[0]?.appeal).toEqual(
      expect.objectContaining({ inTime: true, outcome: null }),
    );
    const line = (await historyOf(who.token, id)).find(({ event }) => event === 'file-appeal');
    expect(line).toMatchObject({ reason: 'in-time', receivedAt: second });
    expect(String(line?.appliedAt) > addSeconds(second, 86_400)).toBe(true);
    expect((await mailOf(who.mailbox, /ricorso/)).text).toContain(inWords(until));

    const closure = `/declarations/${id}/closure`;
    for (const body of [
      { reason: 'forfeiture' },
      { reason: 'pension', signedRequest: { signedOn: today(), reference: 'prot. 1' } },
    ]) {
      expect(problemOf(await api('POST', closure, { token: cpi, body }), 409).code).toBe('appeal-pending');
    }
    expect((await see(who.token, id)).status).toBe('sanctioned');
  });

  test('sent one second later it is recorded as late, and the office may close', async () => {
    const party = await outOfTime();
    const { who, id, second } = party;
    const filed = await appealsAt(party, addSeconds(second, 1));
    expect(filed.status).toBe(201);
    expect(filed.body).toMatchObject({ warnings: [{ rule: 'appeal-late' }] });
    expect((await proceedingsOf(who.token, id)).decisions[0]?.appeal).toMatchObject({ inTime: false, outcome: null });
    const line = (await historyOf(who.token, id)).find(({ event }) => event === 'file-appeal');
    expect(line).toMatchObject({ reason: 'late', receivedAt: addSeconds(second, 1) });

    expect(await act(cpi, `/declarations/${id}/closure`, { reason: 'forfeiture' })).toMatchObject({ state: 'applied' });
    expect((await see(who.token, id)).status).toBe('closed');
  });
});

test('what I answer at 23:59:59 of the last day is in time; one second later it is late, and kept all the same', async () => {
  const party = await contested(cpi, 'cpi-milano', 25);
  const { who, id } = party;
  const { contested: fact } = await recordOf(id);
  if (!fact) throw new Error('nothing is contested');
  const second = lastSecond(justifyUntil(fact));
  expect((await answersAt(party, fact.id, addSeconds(second, 1))).status).toBe(201);
  expect((await answersAt(party, fact.id, second)).status).toBe(201);

  const { justifications } = (await proceedingsOf(who.token, id)).contested ?? {};
  expect(justifications).toEqual([
    expect.objectContaining({ inTime: false }),
    expect.objectContaining({ inTime: true }),
  ]);
  const told = (await historyOf(who.token, id)).filter(({ event }) => event === 'justify');
  expect(told.map(({ reason, receivedAt: at }) => [reason, at])).toEqual([
    ['late', addSeconds(second, 1)],
    ['in-time', second],
  ]);
});
