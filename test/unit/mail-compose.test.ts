import { describe, expect, test } from 'vitest';
import { Instant } from '../../functions/domain/dates.ts';
import { compose, type Envelope, type Sender } from '../../functions/outbox/compose.ts';

const sender: Sender = {
  name: 'Regione Esempio – Servizi per il lavoro',
  address: 'did@lavoro.regione.example',
  replyTo: 'risposte@lavoro.regione.example',
};
const envelope: Envelope = {
  id: '5f0c3f0e-5c3e-5b7c-9f1e-0d6a1c2b3a4d',
  language: 'it',
  to: 'mario.rossi@libero.example',
  queuedAt: Instant.parse('2026-11-23T08:30:00.000Z'),
};
const mail = {
  subject: 'DID rilasciata il 1º giugno 2027: cosa fare adesso',
  html: `<p>È «con riserva»: l’ufficio</p>${'<p>x</p>'.repeat(400)}`,
  text: `È «con riserva»: l’ufficio\n.\nFrom qui${' parola'.repeat(300)}\n`,
  hash: 'unused',
};

interface Part {
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: string;
}

function parse(message: string): Part {
  const end = message.indexOf('\r\n\r\n');
  const headers = new Map<string, string[]>();
  for (const line of message
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')) {
    const [name = '', ...value] = line.split(':');
    headers.set(name.toLowerCase(), [...(headers.get(name.toLowerCase()) ?? []), value.join(':').trim()]);
  }
  return { headers, body: message.slice(end + 4) };
}
const one = (part: Part, name: string) => {
  expect(part.headers.get(name)).toHaveLength(1);
  return part.headers.get(name)?.[0] ?? '';
};
const quotedPrintable = (body: string) =>
  Buffer.from(
    body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');
const words = (header: string) =>
  header
    .replace(/\?= =\?/g, '?==?')
    .replace(/=\?UTF-8\?Q\?(.*?)\?=/gi, (_, text) => quotedPrintable(text.replaceAll('_', ' ')));

const built = async (change: Partial<Envelope> = {}, from: Partial<Sender> = {}, content: Partial<typeof mail> = {}) =>
  Buffer.from(await compose({ ...envelope, ...change }, { ...sender, ...from }, { ...mail, ...content })).toString(
    'latin1',
  );

describe('the composed message', () => {
  test('has one recipient, the configured sender, and says that a machine sent it', async () => {
    const message = parse(await built());
    expect(one(message, 'to')).toBe(envelope.to);
    expect(words(one(message, 'from'))).toBe(`${sender.name} <${sender.address}>`);
    expect(one(message, 'reply-to')).toBe(sender.replyTo);
    expect(one(message, 'auto-submitted')).toBe('auto-generated');
    expect(one(message, 'content-language')).toBe('it');
    expect(words(one(message, 'subject'))).toBe(mail.subject);
    expect(one(message, 'date')).toBe('Mon, 23 Nov 2026 08:30:00 +0000');
    expect(one(message, 'message-id')).toBe(`<${envelope.id}@lavoro.regione.example>`);
    for (const absent of ['cc', 'bcc', 'sender', 'list-unsubscribe', 'x-mailer'])
      expect(message.headers.has(absent)).toBe(false);
  });

  test('is multipart/alternative in UTF-8: text first, then HTML, both whole', async () => {
    const message = parse(await built());
    const [, boundary = ''] = /^multipart\/alternative;.*boundary="(.+?)"/.exec(one(message, 'content-type')) ?? [];
    const parts = message.body
      .split(`--${boundary}`)
      .slice(1, -1)
      .map((part) => parse(part.replace(/^\r\n/, '')));
    expect(parts.map((part) => one(part, 'content-type'))).toEqual([
      'text/plain; charset=utf-8',
      'text/html; charset=utf-8',
    ]);
    const bodies = parts.map((part) => quotedPrintable(part.body).replaceAll('\r\n', '\n').trim());
    expect(bodies).toEqual([mail.text.trim(), mail.html]);
  });

  test('is 7-bit with lines that every relay takes', async () => {
    const message = await built();
    expect(message).toMatch(/^[\r\n\t -~]*$/);
    expect(Math.max(...message.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(78);
    expect(message.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  test('is the same for the same mail', async () => {
    expect(await built()).toBe(await built());
  });
});

describe('what is refused, without repeating it', () => {
  const hostile = [
    'mario@libero.example\r\nBcc: altri@libero.example',
    'mario@libero.example\nX: y',
    'mario@libero.example, altri@libero.example',
    'mario@libero.example;altri@libero.example',
    'Mario <mario@libero.example>',
    'mario@libero.example <altri@libero.example>',
    '"mario, altri"@libero.example',
    'gruppo:mario@libero.example;',
    'mario@libero.example\u0000',
    'mario\u2028@libero.example',
    'mario@[127.0.0.1]',
    'mario@localhost',
    'màrio@libero.example',
    'mario',
    '',
    `${'m'.repeat(65)}@libero.example`,
  ];

  test.each(hostile)('as recipient: %j', async (to) => {
    const failure = await built({ to }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(String(failure)).toBe('Error: to is not one plain address');
  });

  test.each(hostile)('as sender or reply address: %j', async (address) => {
    await expect(built({}, { address })).rejects.toThrow('from is not');
    await expect(built({}, { replyTo: address })).rejects.toThrow('reply-to is not');
  });

  test.each(['Salve\r\nBcc: altri@libero.example', 'Salve\nX: y', 'Salve\rX', 'Salve\u0000', 'Salve\u2028X'])(
    'as subject or sender’s name: %j',
    async (text) => {
      await expect(built({}, {}, { subject: text })).rejects.toThrow('subject holds a control character');
      await expect(built({}, { name: text })).rejects.toThrow('from holds a control character');
    },
  );

  test('as id', async () => {
    await expect(built({ id: 'x>\r\nBcc: altri@libero.example' })).rejects.toThrow('id is not');
  });

  test('a body that looks like headers or another part stays a body', async () => {
    const text = 'Bcc: altri@libero.example\r\n\r\nCc: altri@libero.example\n----_NmP-part_1--\n';
    const message = parse(await built({}, {}, { text }));
    expect(message.headers.has('bcc')).toBe(false);
    expect(one(message, 'to')).toBe(envelope.to);
  });
});
