import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { mailsIn, openInbox } from '../../local/inbox.ts';
import { framedMail, inboxPage, mailPage } from '../../local/pages.ts';

const taken = (id: string, change: object = {}) => ({
  MessageId: `${id}@email.amazonses.com`,
  To: ['anna@posta.example'],
  CC: [],
  BCC: [],
  Subject: 'DID rilasciata',
  BodyText: 'Buongiorno',
  BodyHtml: '<p>Buongiorno</p>',
  Timestamp: 1_795_431_893.5,
  ...change,
});
const answer = (...messages: object[]) => ({ messages: { '000000000000': messages } });

let dir: string;
let server: http.Server;
let messages: object[];
let endpoint: string;

beforeEach(async () => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'did-inbox-'));
  messages = [];
  server = http.createServer((_, response) => response.end(JSON.stringify(answer(...messages))));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  endpoint = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
});
afterEach(() => {
  server.close();
  rmSync(dir, { recursive: true });
});

test('a mail has one recipient, and neither cc nor bcc unless there were some', () => {
  expect(mailsIn(answer(taken('1')))).toEqual([
    {
      id: '1',
      to: ['anna@posta.example'],
      subject: 'DID rilasciata',
      text: 'Buongiorno',
      html: '<p>Buongiorno</p>',
      sentAt: '2026-11-23T11:04:53.500Z',
    },
  ]);
  expect(mailsIn(answer(taken('2', { BCC: ['other@posta.example'] })))[0]).toHaveProperty('bcc');
});

test('a part that a mail does not have is null, so that a reader looks at the other', () => {
  expect(mailsIn(answer(taken('1', { BodyText: '', BodyHtml: null })))[0]).toMatchObject({ text: null, html: null });
});

test('mail of earlier runs comes first, each once, and what is known stays while the emulator is down', async () => {
  const file = path.join(dir, 'mail.json');
  messages = [taken('1'), taken('2')];
  const earlier = openInbox(endpoint, file);
  await earlier.all();
  earlier.keep();
  messages = [taken('2'), taken('3')];
  const inbox = openInbox(endpoint, file);
  expect((await inbox.all()).map(({ id }) => id)).toEqual(['1', '2', '3']);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect((await inbox.all()).map(({ id }) => id)).toEqual(['1', '2', '3']);
});

test('half a file of kept mail is no reason not to start', async () => {
  const file = path.join(dir, 'mail.json');
  writeFileSync(file, '[{"id":"1","to":');
  messages = [taken('2')];
  expect((await openInbox(endpoint, file).all()).map(({ id }) => id)).toEqual(['2']);
});

test('what a mail says is shown, never run', () => {
  const hostile = '<script>alert(1)</script>';
  const [mail] = mailsIn(answer(taken('1', { Subject: hostile, BodyText: hostile, To: [hostile] })));
  if (!mail) throw new Error('no mail');
  for (const page of [inboxPage([mail], hostile), mailPage(mail)]) expect(page).not.toContain('<script');
  expect(mailPage({ ...mail, replyTo: 'r-1@x.example' })).not.toContain('<script');
  expect(mailPage(mail)).toMatch(/<iframe [^>]*sandbox="allow-popups allow-popups-to-escape-sandbox"/);
});

test('a mail about a case can be answered, from the mailbox that got it unless another is written', () => {
  const [mail] = mailsIn(answer(taken('1', { To: ['anna@posta.example'] })));
  if (!mail) throw new Error('no mail');
  const page = mailPage({ ...mail, replyTo: 'r-1@risposte.example' });
  expect(page).toContain('<form action="/inbox/1/reply" method="post">');
  expect(page).toContain('value="anna@posta.example"');
  expect(mailPage({ ...mail, replyTo: 'aiuto@regione.example' })).not.toContain('/reply"');
});

test('links of a framed mail open outside the frame, whole documents keep their doctype first', () => {
  const [whole, part] = mailsIn(
    answer(taken('1', { BodyHtml: '<!doctype html><html><head><title>x</title></head></html>' }), taken('2')),
  );
  if (!whole || !part) throw new Error('no mail');
  expect(framedMail(whole)).toMatch(/^<!doctype html><html><head><base target="_blank">/);
  expect(framedMail(part)).toBe('<base target="_blank"><p>Buongiorno</p>');
});
