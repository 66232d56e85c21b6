import { beforeAll, describe, expect, test } from 'vitest';
import { demo } from './support/accounts.ts';
import {
  type Account,
  citizen,
  enterData,
  identityDocument,
  meeting,
  ownCases,
  pact,
  registered,
  releasedAt,
  routeA,
  visitor,
} from './support/cases.ts';
import { type Answer, api, problemOf } from './support/http.ts';
import { inDays, today } from './support/people.ts';

/** What the problem names: for each thing that is wrong its field and its rule. */
const named = (answer: Answer) => (problemOf(answer, 422).errors ?? []).map(({ field, rule }) => `${field} ${rule}`);

describe('a body that breaks a rule', () => {
  let draft: Account;
  let newcomer: Account;
  let caseOfCpi = '';
  let caseOfAccredited = '';
  let cpi = '';
  let accredited = '';

  beforeAll(async () => {
    [draft, newcomer, cpi, accredited] = await Promise.all([
      citizen('SPID'),
      visitor('SPID'),
      demo('operatorCpi'),
      demo('operatorAccredited'),
    ]);
    [caseOfCpi, caseOfAccredited] = await Promise.all([
      releasedAt(await citizen(), 'cpi-milano'),
      releasedAt(await citizen('SPID'), 'acc-demo-milano'),
    ]);
  });

  const { profile } = routeA();
  const withProfile = (change: object) => ({ profile: { ...profile, ...change } });

  test.each<[string, object, string[]]>([
    [
      'nothing of it',
      { route: undefined, availability: undefined },
      // Which data are asked for is known once the route is.
      ['route invalid_value'],
    ],
    ['an unknown field', { surprise: 1 }, ['surprise unrecognized_keys']],
    ['a word for an object', { availability: 'sì' }, ['availability invalid_type']],
    ['a word for a boolean', { availability: { work: 'sì', training: true } }, ['availability.work invalid_type']],
    ['an unknown inner field', withProfile({ hobby: 'scacchi' }), ['profile.hobby unrecognized_keys']],
    ['a route that does not exist', { route: 'Z' }, ['route invalid_value']],
    ['31 February', { lastJobEndedOn: '2026-02-31' }, ['lastJobEndedOn plain-date']],
    ['29 February of no leap year', { lastJobEndedOn: '2025-02-29' }, ['lastJobEndedOn plain-date']],
    ['a date in words', { lastJobEndedOn: 'ieri' }, ['lastJobEndedOn plain-date']],
    ['an Italian date', { lastJobEndedOn: '30/09/2026' }, ['lastJobEndedOn plain-date']],
    ['an instant for a date', { lastJobEndedOn: '2026-09-30T00:00:00Z' }, ['lastJobEndedOn plain-date']],
    ['a year of five digits', { lastJobEndedOn: '+012026-09-30' }, ['lastJobEndedOn plain-date']],
    ['a year before Christ', { lastJobEndedOn: '-000044-03-15' }, ['lastJobEndedOn plain-date']],
    ['null for a date', { lastJobEndedOn: null }, ['lastJobEndedOn invalid_type']],
    ['months below nought', withProfile({ monthsSearching: -1 }), ['profile.monthsSearching too_small']],
    ['too many months', withProfile({ monthsSearching: 601 }), ['profile.monthsSearching too_big']],
    ['half a month', withProfile({ monthsSearching: 1.5 }), ['profile.monthsSearching invalid_type']],
    ['an unknown education', withProfile({ education: 'phd' }), ['profile.education invalid_value']],
    ['an empty occupation', withProfile({ lastOccupation: '' }), ['profile.lastOccupation text-empty']],
    [
      'an endless occupation',
      withProfile({ lastOccupation: 'x'.repeat(121) }),
      ['profile.lastOccupation text-too-long'],
    ],
  ])('of a registration: %s', async (_, change, expected) => {
    const body = { ...routeA(), ...change };
    const answer = await api('POST', '/declarations', { token: draft.token, body });
    expect(named(answer)).toEqual(expected);
  });

  const home = { municipality: 'F205', address: 'Via dei Glicini Azzurri 1', postcode: '20121' };
  test.each<[string, object, string[]]>([
    ['a wrong check character', { fiscalCode: 'RSSMRA85T10A562T' }, ['fiscalCode fiscal-code-check-character']],
    ['a short code', { fiscalCode: 'RSSMRA85T10A562' }, ['fiscalCode fiscal-code-length']],
    ['a code of another form', { fiscalCode: '0SSMRA85T10A562S' }, ['fiscalCode fiscal-code-format']],
    ['a misread provisional code', { fiscalCode: '00000000019' }, ['fiscalCode fiscal-code-check-digit']],
    ['a number for a code', { fiscalCode: 12345 }, ['fiscalCode invalid_type']],
    ['digits in a name', { givenName: 'Zoraide2' }, ['givenName name-characters']],
    ['a picture in a name', { givenName: '😀' }, ['givenName name-characters']],
    ['a name that no paper can print', { givenName: '王小明' }, ['givenName text-not-printable']],
    ['a text that turns round', { familyName: 'Rossi‮issoR' }, ['familyName name-characters']],
    ['no name', { familyName: '   ' }, ['familyName text-empty', 'familyName name-characters']],
    ['an endless name', { familyName: 'x'.repeat(101) }, ['familyName text-too-long']],
    ['a birth on no day', { birthDate: '1985-13-01' }, ['birthDate plain-date']],
    ['a birth in a year of five digits', { birthDate: '+012345-01-01' }, ['birthDate plain-date']],
    ['a place that is no code', { birthPlace: 'Milano' }, ['birthPlace belfiore-code']],
    ['a third sex', { sex: 'X' }, ['sex invalid_value']],
    ['a country that is none', { citizenship: 'QQ' }, ['citizenship citizenship-code']],
    ['a telephone that is none', { phone: 'chiamami' }, ['phone phone-number']],
    ['a language that we do not speak', { language: 'fr' }, ['language invalid_value']],
    ['a domicile abroad', { domicile: { ...home, municipality: 'Z404' } }, ['domicile.municipality municipality-code']],
    ['half a postcode', { domicile: { ...home, postcode: '2012' } }, ['domicile.postcode postcode']],
    ['no street', { domicile: { municipality: 'F205', postcode: '20121' } }, ['domicile.address domicile-address']],
    [
      'two lines of street',
      { domicile: { ...home, address: 'Via\nRoma' } },
      ['domicile.address text-control-character'],
    ],
    ['a mailbox', { mailbox: 'x@libero.it' }, ['mailbox unrecognized_keys']],
  ])('of one’s own data: %s', async (_, change, expected) => {
    expect(named(await enterData(newcomer.token, { ...newcomer.me, ...change }))).toEqual(expected);
  });

  test('of one’s own data: a birth tomorrow', async () => {
    const refusal = problemOf(await enterData(newcomer.token, { ...newcomer.me, birthDate: inDays(1) }), 422);
    expect(refusal).toMatchObject({ code: 'birth-date-future', errors: [{ field: 'birthDate' }] });
  });

  const card = identityDocument();
  test.each<[string, object, string[]]>([
    ['no day', { metOn: undefined }, ['metOn invalid_type']],
    ['a day that does not exist', { metOn: '2026-06-31' }, ['metOn plain-date']],
    [
      'a document of no kind',
      { identityDocument: { ...card, kind: 'badge' } },
      ['identityDocument.kind invalid_value'],
    ],
    [
      'a number with signs',
      { identityDocument: { ...card, number: 'A_B!' } },
      ['identityDocument.number document-number'],
    ],
    [
      'a document without issuer',
      { identityDocument: { ...card, issuedBy: ' ' } },
      ['identityDocument.issuedBy text-empty'],
    ],
    ['a text for a paper', { paperDeclaration: 'sì' }, ['paperDeclaration invalid_type']],
    [
      'a paper signed on no day',
      { paperDeclaration: { signedOn: '2026-00-01' } },
      ['paperDeclaration.signedOn plain-date'],
    ],
    [
      'a permit of no kind',
      { permit: { kind: 'visa', number: 'AB123', expiresOn: today() } },
      ['permit.kind invalid_value'],
    ],
    ['an unknown field', { notes: 'x' }, ['notes unrecognized_keys']],
  ])('of a confirmation: %s', async (_, change, expected) => {
    const body = { ...meeting(), ...change };
    expect(named(await api('POST', `/declarations/${caseOfCpi}/confirmation`, { token: cpi, body }))).toEqual(expected);
  });

  test.each<[string, object, string[]]>([
    ['no officer', { responsibleOfficer: undefined }, ['responsibleOfficer invalid_type']],
    ['a mailbox for an officer', { responsibleOfficer: 'giulia@inca.it' }, ['responsibleOfficer plain-line']],
    ['no acts of search', { searchActs: [] }, ['searchActs too_small']],
    ['too many acts', { searchActs: Array(21).fill('una candidatura') }, ['searchActs too_big']],
    ['an empty act', { searchActs: ['una', ''] }, ['searchActs.1 text-empty']],
    ['a frequency in words', { contactFrequency: 'ogni tanto' }, ['contactFrequency contact-frequency']],
    ['a frequency of no days', { contactFrequency: 'P0D' }, ['contactFrequency contact-frequency']],
    ['signed on no day', { signedOn: '2026-11-31' }, ['signedOn plain-date']],
    ['no proof', { proof: undefined }, ['proof invalid_type']],
  ])('of a pact: %s', async (_, change, expected) => {
    const body = { ...pact(), ...change };
    const answer = await api('POST', `/declarations/${caseOfAccredited}/pact`, { token: accredited, body });
    expect(named(answer)).toEqual(expected);
  });

  test('of a release: anything at all', async () => {
    const who = await citizen('SPID');
    const path = `/declarations/${await registered(who)}/release`;
    expect(named(await api('POST', path, { token: who.token, body: { strong: true } }))).toEqual([
      'strong unrecognized_keys',
    ]);
  });

  test.each<[string, string, string[]]>([
    ['blanks', 'a b@libero.it', ['mailbox email-whitespace']],
    ['two mailboxes', 'a@libero.it,b@libero.it', ['mailbox email-at-sign']],
    ['a name beside it', 'Zoraide <a@libero.it>', ['mailbox email-whitespace']],
    ['no domain', 'a@', ['mailbox email-at-sign']],
    ['an address for a domain', 'a@[127.0.0.1]', ['mailbox email-domain']],
    ['a line break', 'a@libero.it\r\nBcc: b@libero.it', ['mailbox email-whitespace']],
    ['an endless name', `${'a'.repeat(65)}@libero.it`, ['mailbox email-length']],
  ])('of a mailbox: %s', async (_, mailbox, expected) => {
    expect(named(await api('POST', '/me/mailbox', { token: newcomer.token, body: { mailbox } }))).toEqual(expected);
  });

  test('never tells what was sent', async () => {
    const body = { ...newcomer.me, fiscalCode: 'RSSMRA85T10A562T', phone: 'segretissimo', givenName: 'Nome-Segreto-1' };
    expect(JSON.stringify((await enterData(newcomer.token, body)).body)).not.toMatch(/RSSMRA|segret/i);
  });

  test('leaves nothing behind', async () => {
    expect(await ownCases(draft.token)).toEqual([]);
    expect((await api('GET', '/me', { token: newcomer.token })).status).toBe(404);
  });
});

describe('a body that is none', () => {
  let token = '';
  beforeAll(async () => {
    ({ token } = await citizen('SPID'));
  });
  const post = (raw: string) => api('POST', '/declarations', { token, raw });
  const filled = (text: string) =>
    JSON.stringify({ ...routeA(), profile: { ...routeA().profile, lastOccupation: 'FILL' } }).replace('FILL', text);

  test.each([
    ['half of it', '{"route":'],
    ['words', 'buongiorno'],
    ['a comma too many', '{"route":"A",}'],
    ['single quotes', "{'route':'A'}"],
  ])('JSON: %s → 400', async (_, raw) => {
    expect(problemOf(await post(raw), 400).code).toBe('malformed');
  });

  test.each([
    ['null', 'null'],
    ['a list', '[]'],
    ['a number', '7'],
    ['nothing', ''],
  ])('an object: %s → 422', async (_, raw) => {
    expect(problemOf(await post(raw), 422).code).toBe('invalid');
  });

  test.each([
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
  ])('sent as %s → %d', async (type, status) => {
    const answer = await api('POST', '/declarations', { token, raw: JSON.stringify(routeA()), type });
    expect(problemOf(answer, status).code).toBe('unsupported-media-type');
  });

  test('may be as deep as it likes: it is refused like any other', async () => {
    const { status } = await post('['.repeat(20_000) + ']'.repeat(20_000));
    expect([400, 422]).toContain(status);
  });

  test('has at most 64 KB', async () => {
    expect(problemOf(await post(filled('x'.repeat(64 * 1024))), 413).code).toBe('too-large');
    expect((await post(filled('x'.repeat(1_000_000)))).status).toBe(413);
    // In bytes, not in characters.
    expect(problemOf(await post(filled('è'.repeat(33 * 1024))), 413).code).toBe('too-large');
    expect(named(await post(filled('x'.repeat(60 * 1024))))).toEqual(['profile.lastOccupation text-too-long']);
  });

  test.each([
    ['half a character', '\\ud800'],
    ['half a character at the end of a word', 'impiegata\\udc00'],
  ])('text: %s → 4xx', async (_, text) => {
    const answer = await post(filled(text));
    expect(problemOf(answer, answer.status).code).not.toBe('fault');
    expect(answer.status).toBeLessThan(500);
  });

  test('cannot carry a prototype', async () => {
    const answer = await post(JSON.stringify(routeA()).replace('{', '{"__proto__":{"route":"A"},'));
    expect(named(answer)).toEqual(['__proto__ unrecognized_keys']);
  });
});
