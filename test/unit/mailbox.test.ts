import { describe, expect, test } from 'vitest';
import providers from '../../functions/domain/data/personal-providers.json' with { type: 'json' };
import {
  type EmailRule,
  judgeMailbox,
  type MailboxContext,
  MailboxReason,
  OwnEmail,
  shippedListedDomains,
} from '../../functions/domain/mailbox.ts';
import { operatorDomains } from '../../functions/domain/operators.ts';
import { patronati, patronatoDomains } from '../../functions/domain/patronati.ts';
import { operators } from './directory.ts';

const context: MailboxContext = { listedDomains: shippedListedDomains(), operatorDomains: operatorDomains(operators) };
const judge = (email: string, more: Partial<MailboxContext> = {}) =>
  judgeMailbox(OwnEmail.parse(email), { ...context, ...more });

describe('a mailbox as text', () => {
  test.each([
    ['mario.rossi@libero.it', 'mario.rossi@libero.it'],
    ['Mario.Rossi@LIBERO.IT', 'mario.rossi@libero.it'],
    ["o'neil+did_2026@mail.example.co.uk", "o'neil+did_2026@mail.example.co.uk"],
    ['lucia@città.it', 'lucia@xn--citt-3na.it'],
    ['lucia@CITTÀ.it', 'lucia@xn--citt-3na.it'],
    ['milano@ｉｎｃａ.it', 'milano@inca.it'],
    ['milano@inca。it', 'milano@inca.it'],
    [`${'a'.repeat(64)}@libero.it`, `${'a'.repeat(64)}@libero.it`],
  ])('%s is read as %s', (text, email) => {
    expect(OwnEmail.parse(text)).toBe(email);
  });

  const label = 'a'.repeat(63);
  test.each<[string, EmailRule]>([
    [' mario@libero.it', 'email-whitespace'],
    ['mario@libero.it\n', 'email-whitespace'],
    ['mario rossi@libero.it', 'email-whitespace'],
    ['mario\u0000@libero.it', 'email-whitespace'],
    ['mario\u00a0@libero.it', 'email-whitespace'],
    ['', 'email-at-sign'],
    ['mario', 'email-at-sign'],
    ['@libero.it', 'email-at-sign'],
    ['mario@', 'email-at-sign'],
    ['mario@libero.it@inca.it', 'email-at-sign'],
    ['mario@libero.it,lucia@libero.it', 'email-at-sign'],
    [`${'a'.repeat(65)}@libero.it`, 'email-length'],
    [`${'a'.repeat(64)}@${label}.${label}.${label}.it`, 'email-length'],
    ['.mario@libero.it', 'email-local-part'],
    ['mario.@libero.it', 'email-local-part'],
    ['mario..rossi@libero.it', 'email-local-part'],
    ['niccolò@libero.it', 'email-local-part'],
    ['"mario"@libero.it', 'email-local-part'],
    ['mario,lucia@libero.it', 'email-local-part'],
    ['mario<x>@libero.it', 'email-local-part'],
    ['mario%inca.it@libero.it', 'email-local-part'],
    ['inca.it!mario@libero.it', 'email-local-part'],
    ['mario@localhost', 'email-domain'],
    ['mario@libero.it.', 'email-domain'],
    ['mario@.libero.it', 'email-domain'],
    ['mario@libero..it', 'email-domain'],
    ['mario@-libero.it', 'email-domain'],
    ['mario@libero_posta.it', 'email-domain'],
    ['mario@127.0.0.1', 'email-domain'],
    ['mario@0x7f.1', 'email-domain'],
    ['mario@[127.0.0.1]', 'email-domain'],
    ['mario@libero.it:25', 'email-domain'],
    ['mario@libero.it/inca.it', 'email-domain'],
    ['mario@libero.it?x', 'email-domain'],
    ['mario@libero.it#x', 'email-domain'],
    ['mario@libero%2eit', 'email-domain'],
    ['mario@libero.it\\x', 'email-domain'],
    ['mario@libero.it,inca.it', 'email-domain'],
    [`mario@${'a'.repeat(64)}.it`, 'email-domain'],
  ])('%j breaks %s', (text, rule) => {
    expect(OwnEmail.safeParse(text).error?.issues.map(({ message }) => message)).toEqual([rule]);
  });
});

describe('refused by name', () => {
  test.each([
    ['milano@inca.it', 'mailbox-listed-domain', 'INCA (CGIL)'],
    ['MILANO@INCA.IT', 'mailbox-listed-domain', 'INCA (CGIL)'],
    ['mario@x.inca.it', 'mailbox-listed-domain', 'INCA (CGIL)'],
    ['mario@ｉｎｃａ.it', 'mailbox-listed-domain', 'INCA (CGIL)'],
    ['mario@pec.inas.it', 'mailbox-listed-domain', 'INAS (CISL)'],
    ['como@patronato.acli.it', 'mailbox-listed-domain', 'Patronato ACLI'],
    ['mario@caf.acli.it', 'mailbox-listed-domain', 'CAF ACLI'],
    ['mario@acli.it', 'mailbox-listed-domain', 'ACLI'],
    ['epaca.mi@coldiretti.it', 'mailbox-listed-domain', 'Coldiretti'],
    ['mario@cgil.lombardia.it', 'mailbox-listed-domain', 'CGIL'],
    ['mario@ufficio.cgil.bergamo.it', 'mailbox-listed-domain', 'CGIL'],
    ['mario@cafcgil.it', 'mailbox-listed-domain', 'CAF CGIL'],
    ['mario@afolmet.it', 'mailbox-operator-domain', 'AFOL Metropolitana'],
    ['mario@cpi.afolmet.it', 'mailbox-operator-domain', 'AFOL Metropolitana'],
    ['mario@lavoro-demo.example', 'mailbox-operator-domain', 'Operatore accreditato dimostrativo'],
    ['mario@yopmail.com', 'mailbox-disposable', 'YOPmail'],
  ])('%s: %s, %s', (email, rule, organisation) => {
    const verdict = { verdict: 'refused', rule, organisation };
    expect(judge(email)).toEqual(verdict);
    expect(judge(email, { reason: 'it is really my own mailbox' })).toEqual(verdict);
  });

  test.each([
    'mario@francinca.it',
    'mario@inca.it.example.com',
    'mario@inca.com',
    'mario@xinca.it',
    'mario@cgil.it.example.org',
    'mario@mycgil.milano.it',
    'mario@afolmet.it.example.com',
  ])('%s is somebody else’s domain', (email) => {
    expect(judge(email).verdict).toBe('accepted');
  });

  test('a look-alike in another script is another domain', () => {
    const cyrillic = OwnEmail.parse('mario@incа.it');
    expect(cyrillic).toMatch(/@xn--/);
    expect(judge(cyrillic).verdict).toBe('accepted');
  });
});

describe('a surname is no role', () => {
  test.each([
    'mario.inca@libero.it',
    'mario.caf@libero.it',
    'mario_caf@libero.it',
    'm.inca.a1caf2@libero.it',
    'marioinca@libero.it',
    'mariosportello@gmail.com',
    'anna.lavoro@gmail.com',
    'informatica.rossi@gmail.com',
    'cafiero@gmail.com',
    'avvenente@gmail.com',
    'mario.rossi+patronato@gmail.com',
  ])('%s passes', (email) => {
    expect(judge(email)).toEqual({ verdict: 'accepted', warnings: [] });
  });

  test.each([
    ['inca.maria@libero.it', { givenName: 'Maria', familyName: 'Inca' }],
    ['caf@libero.it', { givenName: 'Çelik', familyName: 'CAF' }],
    ['ital.joao@libero.it', { givenName: 'João', familyName: 'Ítal dos Santos' }],
  ])('%s is its owner’s own name', (email, owner) => {
    expect(judge(email).verdict).toBe('reason-needed');
    expect(judge(email, { owner })).toEqual({ verdict: 'accepted', warnings: [] });
    expect(judge(email, { owner: { givenName: 'Mario', familyName: 'Rossi' } }).verdict).toBe('reason-needed');
  });
});

describe('a mailbox that looks shared', () => {
  test.each([
    ['patronato.rossi@gmail.com', 'patronato'],
    ['rossi.patronato@gmail.com', 'patronato'],
    ['milano-sindacato@gmail.com', 'sindacato'],
    ['INFO@gmail.com', 'info'],
    ['info@rossi-impianti.it', 'info'],
    ['info2@gmail.com', 'info'],
    ['2info@gmail.com', 'info'],
    ['caf.milano@gmail.com', 'caf'],
    ['caf_milano@gmail.com', 'caf'],
    ['inca12@gmail.com', 'inca'],
    ['sportello-lavoro@gmail.com', 'sportello'],
    ['avv.rossi@gmail.com', 'avv'],
    ['info+mario@gmail.com', 'info'],
  ])('%s asks for a reason because of %s', (email, word) => {
    expect(judge(email)).toEqual({ verdict: 'reason-needed', rule: 'mailbox-role', word });
    const explained = judge(email, { reason: 'I am the only one who reads it' });
    expect(explained).toMatchObject({
      verdict: 'accepted',
      warnings: expect.arrayContaining(['role-mailbox-explained']),
    });
  });

  test('a doubtful row of the list asks instead of refusing', () => {
    expect(judge('mario@senas.it')).toEqual({
      verdict: 'reason-needed',
      rule: 'mailbox-doubtful-domain',
      organisation: 'SENAS',
    });
    expect(judge('mario@senas.it', { reason: 'my family has this domain' })).toEqual({
      verdict: 'accepted',
      warnings: ['doubtful-domain-explained', 'work-or-school-mailbox'],
    });
  });

  test.each([
    ['', 'mailbox-reason-short'],
    ['  mine      ', 'mailbox-reason-short'],
    ['x'.repeat(301), 'text-too-long'],
  ])('a reason must say something: %j', (reason, rule) => {
    expect(MailboxReason.safeParse(reason).error?.issues.map(({ message }) => message)).toEqual([rule]);
  });
});

describe('warnings', () => {
  test.each([
    ['mario@gmail.com', []],
    ['mario@pec.it', ['pec-mailbox']],
    ['mario@legalmail.it', ['pec-mailbox']],
    ['mario@postecert.it', ['pec-mailbox']],
    ['mario@arubapec.it', ['pec-mailbox']],
    ['mario@pec.rossi.it', ['pec-mailbox']],
    ['mario@pecora.it', ['work-or-school-mailbox']],
    ['mario@studenti.unimi.it', ['work-or-school-mailbox']],
  ])('%s: %j', (email, warnings) => {
    expect(judge(email)).toEqual({ verdict: 'accepted', warnings });
  });
});

describe('the shipped lists', () => {
  test('fit their schema, name a domain once, as the URL standard writes it', () => {
    const domains = shippedListedDomains().map(({ domain }) => domain);
    expect(domains.length).toBeGreaterThan(60);
    expect(new Set(domains).size).toBe(domains.length);
    for (const domain of [...domains, ...providers].map((text) => text.replace('*', 'x'))) {
      expect(OwnEmail.parse(`a@${domain}`)).toBe(`a@${domain}`);
    }
  });

  test('no listed domain is a provider of private mailboxes', () => {
    for (const provider of providers)
      expect(judge(`mario@${provider}`), provider).toEqual({ verdict: 'accepted', warnings: [] });
  });

  test('every row refuses or, if doubtful, asks', () => {
    for (const { domain, certainty } of shippedListedDomains()) {
      const { verdict } = judge(`mario@${domain.replace('*', 'milano')}`);
      expect([domain, verdict]).toEqual([domain, certainty === 'doubtful' ? 'reason-needed' : 'refused']);
    }
  });

  test('every patronato of the list of mandates keeps its domains from the citizens', () => {
    for (const { name, demo } of patronati) {
      const own = [...patronatoDomains, ...shippedListedDomains()].filter(({ organisation }) => organisation === name);
      expect(
        own.map(({ kind }) => kind),
        name,
      ).toContain('patronato');
      if (demo) expect(judge(`sportello.mio@${own[0]?.domain}`)).toMatchObject({ rule: 'mailbox-listed-domain' });
    }
    // Whatever an administrator makes of the list.
    expect(judge('anna.riva@patronato-demo.example', { listedDomains: [] })).toMatchObject({ verdict: 'refused' });
  });

  test('every operator that can be chosen keeps its domains from the citizens', () => {
    for (const operator of operators) {
      for (const domain of operator.mailDomains) {
        expect(judge(`mario@${domain}`)).toMatchObject({ verdict: 'refused', rule: 'mailbox-operator-domain' });
      }
    }
  });
});
