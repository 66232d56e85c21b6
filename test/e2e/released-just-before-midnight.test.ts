import { describe, expect, test } from 'vitest';
import { demo } from './support/accounts.ts';
import { applied, choose, citizen, historyOf, pact, registered, see, settled } from './support/cases.ts';
import { mailOf } from './support/inbox.ts';
import { justBeforeMidnight, receivedEarlier } from './support/late.ts';
import { inDays, inWords, today } from './support/people.ts';

const instant = justBeforeMidnight(inDays(-1), today());
const yesterday = inDays(-1);

describe('salva DID received at 23:59:58 in Rome and applied on the next day', () => {
  test('the DID is of the day of receipt, whatever the day on which it is applied', async () => {
    const who = await citizen('SPID');
    const id = await registered(who);
    const commandId = await receivedEarlier(who.token, id, 'release', instant, 'strong');
    const command = await settled(who.token, commandId);
    expect(command).toMatchObject({ state: 'applied', receivedAt: instant });
    expect(command.receiptNumber).toContain(yesterday.replaceAll('-', ''));

    expect(await see(who.token, id)).toMatchObject({
      status: 'confirmed',
      didDate: yesterday,
      releasedOn: yesterday,
      unemployedSince: yesterday,
      authenticity: { on: yesterday },
    });
    const release = (await historyOf(who.token, id)).find(({ event }) => event === 'release');
    expect(release).toMatchObject({ receivedAt: instant, receiptNumber: command.receiptNumber });
    expect((release?.appliedAt ?? '') > instant).toBe(true);
  });

  test('the mail says so too, with the hour of receipt', async () => {
    const who = await citizen('SPID');
    const id = await registered(who);
    await settled(who.token, await receivedEarlier(who.token, id, 'release', instant, 'strong'));
    const mail = await mailOf(who.mailbox, `DID rilasciata il ${inWords(yesterday)}: cosa fare adesso`);
    expect(mail.text).toMatch(new RegExp(`Richiesta ricevuta: \\S+ ${inWords(yesterday)}, ore 23:59`));
    // The number of the register is of the day on which it was written.
    expect(String(mail.text).replace(/^Protocollo: .*$/m, '')).not.toContain(inWords(today()));
  });

  test('so is a DID con riserva, and the pact confirms the status from that day', async () => {
    const [who, cpi] = await Promise.all([citizen('SPID'), demo('operatorCpi')]);
    const id = await registered(who);
    await settled(who.token, await receivedEarlier(who.token, id, 'release', instant, 'strong'));
    await choose(who, id, 'cpi-milano');
    await applied(cpi, `/declarations/${id}/pact`, pact());
    expect(await see(who.token, id)).toMatchObject({
      unemployedSince: yesterday,
      unemploymentConfirmedOn: today(),
      pactSignedOn: today(),
    });
    const reserved = await citizen();
    const other = await registered(reserved);
    await settled(reserved.token, await receivedEarlier(reserved.token, other, 'release', instant, 'basic'));
    expect(await see(reserved.token, other)).toMatchObject({ status: 'reserved', didDate: yesterday });
  });
});
