/** Whatever two people do with mailboxes, in whatever order: each is written to at their own, and nobody is overrun. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { addSeconds, Instant } from '../../functions/domain/dates.ts';
import { CitizenId } from '../../functions/domain/ids.ts';
import { mailboxAt } from '../../functions/store/mailbox-periods.ts';
import {
  all,
  anna,
  begin,
  byPassword,
  citizenIdOf,
  deliver,
  enter,
  me,
  memory,
  prove,
  recordOf,
  sweepAt,
} from './mailbox-world.ts';
import { receivedAt } from './samples.ts';

const people = { mario: byPassword('mario', 'mario@libero.it'), anna: byPassword('anna', 'anna@libero.it') };
const who = fc.constantFrom('mario', 'anna');
const mailboxes = ['mario@libero.it', 'anna@libero.it', 'terzo@libero.it', 'quarto@libero.it'];

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('ask' as const), who, mailbox: fc.constantFrom(...mailboxes) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('deliver' as const) }) },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), hours: fc.constantFrom(1, 6, 13, 24, 30) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('object' as const), who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('settle' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('break' as const), who }) },
);

const Mail = z.object({
  citizenId: CitizenId,
  parameters: z.object({ kind: z.string() }),
  sentAt: z.optional(Instant),
});
const Period = z.object({ citizenId: z.string(), mailbox: z.string(), from: Instant });

/** What must hold at every moment. */
async function check(): Promise<void> {
  const guards = all('guard').filter(({ pk }) => String(pk).startsWith('EMAIL#'));
  const holders = guards.map(({ citizenId }) => String(citizenId));
  const own = ['mario', 'anna'].map((sub) => String(recordOf(sub)?.['mailbox']));
  expect(new Set(own).size).toBe(2);
  const pending = ['mario', 'anna'].filter((sub) => recordOf(sub)?.['mailboxChange'] !== undefined);
  expect(holders.length).toBe(2 + pending.length);
  for (const sub of ['mario', 'anna']) {
    expect(holders).toContain(citizenIdOf(sub));
    const on = await mailboxAt(
      memory.table,
      CitizenId.parse(citizenIdOf(sub)),
      Instant.parse('2099-01-01T00:00:00.000Z'),
    );
    expect(on).toBe(recordOf(sub)?.['mailbox']);
  }
}

test('each is written to at their own mailbox, and a change comes a day after the old mailbox was told', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
      begin();
      await enter(people.mario);
      await enter(people.anna, anna);
      let now = Instant.parse(receivedAt);
      const broken = new Set<string>();
      for (const each of steps) {
        now = addSeconds(now, 60);
        switch (each.kind) {
          case 'ask':
            await prove(people[each.who === 'anna' ? 'anna' : 'mario'], each.mailbox, now);
            break;
          case 'object':
            await me('object-to-mailbox', people[each.who === 'anna' ? 'anna' : 'mario'], { body: {}, at: now });
            break;
          case 'settle':
            for (const { pk } of all('task')) memory.set({ pk: String(pk), sk: 'TASK' }, { doneAt: now });
            break;
          case 'break': {
            const key = { pk: `CITIZEN#${citizenIdOf(each.who)}`, sk: 'PROFILE' };
            const changing = recordOf(each.who)?.['mailboxChange'] !== undefined;
            memory.set(key, { mailboxBrokenAt: now, ...(changing && { agendaShard: '00', agendaDue: now }) });
            broken.add(citizenIdOf(each.who));
            break;
          }
          case 'wait':
            now = addSeconds(now, each.hours * 3600);
            await sweepAt(now);
            break;
          case 'deliver': {
            const to = (await deliver(now)).flat();
            const allowed = new Set([
              ...['mario', 'anna'].map((sub) => recordOf(sub)?.['mailbox']),
              ...all('candidate').map(({ mailbox }) => mailbox),
            ]);
            for (const address of to) expect(allowed).toContain(address);
          }
        }
        await check();
      }
      const warnings = all('mail')
        .map((mail) => Mail.parse(mail))
        .filter(({ parameters }) => parameters.kind === 'mailbox-change-asked');
      const periods = all('mailbox').map((period) => Period.parse(period));
      for (const { citizenId, from } of periods.filter((period) => period.from !== receivedAt)) {
        if (broken.has(citizenId)) continue;
        const told = warnings.some(
          (mail) =>
            mail.citizenId === citizenId && mail.sentAt !== undefined && addSeconds(mail.sentAt, 86_400) <= from,
        );
        expect(told).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});
