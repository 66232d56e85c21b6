/** Messages as people's programs write them, and as nobody should. */
import MailComposer from 'nodemailer/lib/mail-composer';
import { describe, expect, test } from 'vitest';
import { readMail } from '../../functions/inbox/message.ts';

const lines = (...text: string[]) => Buffer.from(text.join('\r\n'));
const plain = (text: string, ...headers: string[]) =>
  lines('From: Mario Rossi <Mario.Rossi@Libero.it>', 'Subject: R: la DID', ...headers, '', text);
const read = async (raw: Uint8Array) => {
  const message = await readMail(raw);
  if (!message) throw new Error('it cannot be read');
  return message;
};
const composed = (mail: ConstructorParameters<typeof MailComposer>[0]) =>
  new MailComposer({ from: 'mario.rossi@libero.it', ...mail }).compile().build();

describe('what a message says', () => {
  test('is its text, its subject, and whom it is from', async () => {
    expect(await read(plain('Buongiorno,\r\nvengo domani.\r\n\r\n\r\n\r\nMario'))).toEqual({
      from: 'mario.rossi@libero.it',
      subject: 'R: la DID',
      text: 'Buongiorno,\nvengo domani.\n\nMario',
      cut: false,
      attachments: [],
      automatic: false,
    });
  });

  test.each([
    ['another alphabet', 'windows-1252', Buffer.from([0x65, 0x20, 0x70, 0x65, 0x72, 0x63, 0x68, 0xe9])],
    ['none named', undefined, Buffer.from('e perché')],
  ])('in %s', async (_, charset, body) => {
    const type = charset === undefined ? [] : [`Content-Type: text/plain; charset=${charset}`];
    const raw = Buffer.concat([lines('From: a@libero.it', ...type, '', ''), body]);
    expect((await read(raw)).text).toBe('e perché');
  });

  test('in both forms, as mailboxes write it, and in encoded words', async () => {
    const raw = await composed({ subject: 'È già così', text: 'Può andare? 👨‍👩‍👧', html: '<p>Può andare?</p>' });
    expect(await read(raw)).toMatchObject({ subject: 'È già così', text: 'Può andare? 👨‍👩‍👧' });
  });

  test('as HTML alone: what is to be read, and nothing that would run or be looked up', async () => {
    const html =
      '<html><head><style>p{color:red}</style><title>x</title></head><body><p>Vengo <b>domani</b>, perch&eacute; oggi no.</p>' +
      '<ul><li>uno</li><li>due</li></ul><script>alert(1)</script><img src="https://spia.example/x.png"></body></html>';
    const { text } = await read(await composed({ html }));
    expect(text).toMatch(/^Vengo domani, perché oggi no\.\s+\* uno\s*\* due$/);
  });

  test('HTML beside a text that is empty', async () => {
    expect((await read(await composed({ text: ' \n', html: '<div>Sì.</div>' }))).text).toBe('Sì.');
  });

  test('without what would disturb a page: control characters, turned directions, half characters', async () => {
    const { text, subject } = await read(plain('uno\u0000\u001b[31m\u202Edue', 'Subject: a\tb'));
    expect([text, subject]).toEqual(['uno[31mdue', 'R: la DID']);
    const half = Buffer.from('From: a@libero.it\r\nContent-Type: text/plain; charset=utf-16le\r\n\r\n');
    expect((await read(Buffer.concat([half, Buffer.from([0x00, 0xd8, 0x61, 0x00])]))).text.isWellFormed()).toBe(true);
  });

  test('is cut where nobody would read on', async () => {
    const { text, cut } = await read(plain('parola '.repeat(10_000)));
    expect([text.length, cut]).toEqual([20_000, true]);
    const { text: reduced } = await read(await composed({ html: '<p>ab</p>'.repeat(400_000) }));
    expect(reduced.length).toBe(20_000);
  });

  test('nothing at all', async () => {
    expect(await read(lines('From: a@libero.it', '', ''))).toMatchObject({ text: '', subject: undefined });
  });
});

describe('what came with it', () => {
  test('is told by kind and size, never by its name', async () => {
    const message = await read(
      await composed({
        text: 'Ecco.',
        attachments: [
          { filename: 'certificato Mario Rossi.pdf', content: Buffer.alloc(1000, 1), contentType: 'application/pdf' },
          { filename: 'x', content: 'uno', contentType: 'TEXT/Odd; x=1' },
        ],
      }),
    );
    expect(message.attachments).toEqual([
      { kind: 'application/pdf', bytes: 1000 },
      { kind: 'text/odd', bytes: 3 },
    ]);
    expect(JSON.stringify(message)).not.toContain('certificato');
  });

  test('a mail that is sent along is not read', async () => {
    const inner = plain('Sono un’altra.').toString();
    const message = await read(
      await composed({ text: 'Guarda.', attachments: [{ content: inner, contentType: 'message/rfc822' }] }),
    );
    expect(message.text).toBe('Guarda.');
    expect(message.attachments).toMatchObject([{ kind: 'message/rfc822' }]);
  });

  test('twenty at most are listed', async () => {
    const attachments = Array.from({ length: 30 }, () => ({ content: 'x', contentType: 'image/png' }));
    expect((await read(await composed({ text: 'x', attachments }))).attachments).toHaveLength(20);
  });
});

describe('whom it is from', () => {
  test.each([
    ['two in one header', ['From: mario.rossi@libero.it, zia@posta.example']],
    ['two headers', ['From: mario.rossi@libero.it', 'From: zia@posta.example']],
    ['a group', ['From: tutti: mario.rossi@libero.it, zia@posta.example;']],
    ['none', ['To: x@y.example']],
    ['no address', ['From: mario.rossi']],
    ['an address in the name of another', ['From: "mario.rossi@libero.it, x" <>']],
  ])('nobody: %s', async (_, headers) => {
    expect((await read(lines(...headers, '', 'x'))).from).toBeUndefined();
  });

  test.each([
    ['"mario.rossi@libero.it" <zia@posta.example>', 'zia@posta.example'],
    ['mario.rossi@libero.it <zia@posta.example>', 'zia@posta.example'],
    ['zia@posta.example (mario.rossi@libero.it)', 'zia@posta.example'],
    ['=?utf-8?Q?mario=2Erossi=40libero=2Eit?= <zia@posta.example>', 'zia@posta.example'],
    ['<mario.rossi@libero.it>', 'mario.rossi@libero.it'],
  ])('%s: the address counts, not the name', async (from, address) => {
    expect((await read(lines(`From: ${from}`, '', 'x'))).from).toBe(address);
  });
});

describe('a machine wrote it', () => {
  test.each([
    'Auto-Submitted: auto-replied',
    'auto-submitted: AUTO-GENERATED; owner-email="x@y.example"',
    'Precedence: bulk',
    'Precedence: auto_reply',
    'Precedence: LIST',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=x',
  ])('%s', async (header) => {
    expect((await read(plain('Sono in ferie.', header))).automatic).toBe(true);
  });

  test.each(['Auto-Submitted: no', 'Precedence: first-class', 'X-Mailer: Outlook', 'Content-Type: text/plain'])(
    'not so: %s',
    async (header) => {
      expect((await read(plain('Scrivo io.', header))).automatic).toBe(false);
    },
  );
});

describe('a message that was made to do harm', () => {
  test.each([
    ['nested a thousand times', nested(1000)],
    ['headers of four megabytes', lines(`X-Long: ${'a'.repeat(4_000_000)}`, '', 'x')],
  ])('is not read: %s', async (_, raw) => {
    expect(await readMail(raw)).toBeUndefined();
  });

  test.each([
    ['noise', Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 256))],
    ['unclosed tags', lines('From: a@libero.it', 'Content-Type: text/html', '', '<a '.repeat(300_000))],
    [
      'a part without an end',
      lines('From: a@b.it', 'Content-Type: multipart/mixed; boundary=x', '', '--x', 'Content-T'),
    ],
  ])('is read at once for what it is: %s', async (_, raw) => {
    const began = performance.now();
    expect(await readMail(raw)).toBeDefined();
    expect(performance.now() - began).toBeLessThan(5000);
  });
});

function nested(depth: number): Buffer {
  const open = Array.from(
    { length: depth },
    (_, level) => `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n`,
  );
  return Buffer.from(`From: a@libero.it\r\n${open.join('')}\r\nx`);
}
