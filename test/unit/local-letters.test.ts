import net from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { compose } from '../../functions/outbox/compose.ts';
import { type Letters, openLetters } from '../../local/letters.ts';
import { at } from './samples.ts';

let letters: Letters | undefined;
afterEach(async () => {
  await letters?.close();
  letters = undefined;
});

/** Hands a message over as an SMTP client does, one line of the dialogue after the other. */
async function hand(address: string, message: string): Promise<void> {
  const [host, port] = address.split(':');
  const socket = net.connect(Number(port), host);
  const lines = ['EHLO me', 'MAIL FROM:<did@region.example>', 'RCPT TO:<anna@posta.example>', 'DATA'];
  const said = [...lines, `${message.replace(/^\./gm, '..')}\r\n.`, 'QUIT'];
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject).on('close', () => resolve());
    socket.on('data', (data) => {
      // The last line of an answer has a blank behind its code.
      if (!/^\d{3} .*\r\n$/m.test(String(data))) return;
      const next = said.shift();
      if (next !== undefined) socket.write(`${next}\r\n`);
    });
  });
}

const sender = { name: 'Regione', address: 'did@region.example', replyTo: 'did@region.example' };
const envelope = {
  id: 'm1',
  language: 'it',
  to: 'anna@posta.example',
  queuedAt: at('2026-11-23T08:30:00.000Z'),
} as const;
const mail = { subject: 'Appuntamento', html: '<p>Sì</p>', text: 'Sì', hash: '' };
const content = 'BEGIN:VCALENDAR\r\nSUMMARY:Appuntamento – è\r\nEND:VCALENDAR\r\n';

test('a file that comes with a mail is kept under what SES calls the mail', async () => {
  letters = await openLetters();
  const message = Buffer.from(await compose(envelope, sender, mail, { method: 'REQUEST', content })).toString('latin1');
  await hand(letters.address, message.replace(/^Message-ID: .*$/im, 'Message-ID: <abc-1@email.amazonses.com>'));
  expect(letters.attachmentsOf('abc-1')).toEqual([
    { filename: 'appuntamento.ics', contentType: 'application/ics', content },
  ]);
  expect(letters.attachmentsOf('abc-2')).toEqual([]);
  expect([letters.replyToOf('abc-1'), letters.replyToOf('abc-2')]).toEqual(['did@region.example', undefined]);
});

test('a mail without one leaves none, and a client that goes away does no harm', async () => {
  letters = await openLetters();
  const [host, port] = letters.address.split(':');
  const caller = net.connect(Number(port), host);
  await new Promise((resolve) => caller.once('connect', resolve));
  caller.destroy();
  await hand(letters.address, Buffer.from(await compose(envelope, sender, mail)).toString('latin1'));
  expect(letters.attachmentsOf('m1')).toEqual([]);
});
