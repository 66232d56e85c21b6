import { execFile } from 'node:child_process';
import path from 'node:path';
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { describe, expect, inject, test } from 'vitest';
import { audit, feedback } from '../../local/instance.ts';
import { nodeFolder, root } from '../../local/settings.ts';
import { demo } from './support/accounts.ts';
import { citizen, communicationsOf, released, releasedAt, see } from './support/cases.ts';
import { api } from './support/http.ts';
import { type Mail, mailOf } from './support/inbox.ts';
import { table } from './support/late.ts';
import { deskOf, tasksOf } from './support/offices.ts';
import { freshMailbox } from './support/people.ts';
import { stack } from './support/stack.ts';

const sender = 'did@did.localhost.example';

/** Hands a mail to SES past everything that would refuse it. */
async function plant(to: readonly string[], { subject, text, html }: Mail, mailId: string): Promise<string> {
  const { endpoint, region } = stack();
  const ses = new SESClient({ endpoint, region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
  const part = (type: string, content: string | null) =>
    `--x\r\nContent-Type: text/${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(content ?? '').toString('base64')}\r\n`;
  const raw = [
    `From: ${sender}`,
    `To: ${to.join(', ')}`,
    `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
    `Message-ID: <${mailId}@did.localhost.example>`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative; boundary=x',
    '',
    `${part('plain', text)}${part('html', html)}--x--`,
  ].join('\r\n');
  const { MessageId = '' } = await ses.send(
    new SendRawEmailCommand({
      Source: sender,
      Destinations: [...to],
      RawMessage: { Data: Buffer.from(raw) },
    }),
  );
  return MessageId.replace(/@.*$/, '');
}

/** `npm run local -- audit-mail` on the tests' own instance. */
const commandLine = () =>
  new Promise<{ code: number; output: string }>((resolve) => {
    const env = { ...process.env, DID_LOCAL_DIR: inject('folder') };
    const child = execFile(
      path.join(nodeFolder, 'node'),
      ['local/main.ts', 'audit-mail'],
      { cwd: root, env },
      (_, out, err) => resolve({ code: child.exitCode ?? -1, output: out + err }),
    );
  });

describe('the audit of mail', () => {
  test('finds every mail where it had to go, and names those that were not, without an address', async () => {
    const who = await citizen('SPID');
    const id = await released(who);
    const { caseNumber } = await see(who.token, id);
    const mailId = (await communicationsOf(who.token, id)).find(({ kind }) => kind === 'did-released')?.id ?? '';
    const original = await mailOf(who.mailbox, /DID rilasciata/);
    const before = await audit(inject('folder'));
    expect(before.wrong).toEqual([]);
    expect(before.checked).toBeGreaterThanOrEqual(2);
    expect(before.poolCodes).toBeGreaterThanOrEqual(1);

    const stranger = freshMailbox(who.me);
    const copy = await plant([stranger], original, mailId);
    const foreign = await plant([stranger], { ...original, text: 'Ciao', html: null }, mailId);
    const changed = await plant([stranger], { ...original, text: `${original.text} E altro.` }, mailId);
    const both = await plant([who.mailbox, stranger], original, mailId);
    const harmless = await plant([who.mailbox.toUpperCase()], original, mailId);
    const { wrong } = await audit(inject('folder'));
    expect(wrong).toEqual([
      { message: copy, mail: mailId, caseNumber, fault: 'another mailbox' },
      { message: foreign, mail: undefined, caseNumber: undefined, fault: 'no communication of the record' },
      { message: changed, mail: undefined, caseNumber, fault: 'another mailbox' },
      { message: both, mail: mailId, caseNumber, fault: 'several recipients' },
    ]);
    expect(wrong.map(({ message }) => message)).not.toContain(harmless);

    const { code, output } = await commandLine();
    expect(code).toBe(1);
    expect(output).toMatch(/^\d+ mails looked at, 4 wrong \(\d+ codes of the user pool left out/);
    expect(output).toContain(`WRONG  another mailbox: mail ${mailId}, ${caseNumber}, SES message ${copy}`);
    expect(output).not.toContain('@');
  });

  test('by what SES reports, as it happens: an administrator sees which mail it was, an office has the task', async () => {
    const who = await citizen('SPID');
    const id = await releasedAt(who, 'cpi-iseo');
    const mailId = (await communicationsOf(who.token, id)).find(({ kind }) => kind === 'did-released')?.id ?? '';
    const copy = await plant([freshMailbox(who.me)], await mailOf(who.mailbox, /DID rilasciata/), mailId);
    // SES reports that this mail went to somebody else.
    const record = table();
    await record.client.send(
      new UpdateItemCommand({
        TableName: record.name,
        Key: { pk: { S: `DID#${id}` }, sk: { S: `MAIL#${mailId}` } },
        UpdateExpression: 'SET messageId = :planted',
        ExpressionAttributeValues: { ':planted': { S: `${copy}@email.amazonses.com` } },
      }),
    );
    await feedback(inject('folder'), 'send', mailId, new Date().toISOString());
    const found = await api('GET', '/mail-audit', { token: await demo('admin') });
    expect(found).toMatchObject({
      status: 200,
      body: { items: expect.arrayContaining([expect.objectContaining({ mailId, fault: 'another-mailbox' })]) },
    });
    expect(JSON.stringify(found.body)).not.toContain('@libero');
    expect((await tasksOf(await deskOf('cpi-iseo'), id)).map(({ kind }) => kind)).toEqual(['mail-to-wrong-mailbox']);
    expect((await api('GET', '/mail-audit', { token: who.token })).status).toBe(403);
  });
});
