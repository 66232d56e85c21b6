/** What *salva DID* asks for (S0:15), what it misses, what cannot be and what is odd. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { bodies } from '../../functions/api/openapi/sample-bodies.ts';
import { decide } from '../../functions/domain/commands.ts';
import type { Facts } from '../../functions/domain/decide.ts';
import { DeclarationData, PartialData } from '../../functions/domain/declaration.ts';
import { declarationText, declarationTexts, textInForce } from '../../functions/domain/declaration-texts.ts';
import { declaredRows } from '../../functions/domain/declared-in-words.ts';
import { edits } from '../../functions/domain/edits.ts';
import { languages } from '../../functions/domain/person.ts';
import { noticeProblem, privacyNotices } from '../../functions/domain/privacy-notices.ts';
import { missingData } from '../../functions/domain/verbs/declared.ts';
import {
  at,
  caseIn,
  cpi,
  data,
  day,
  decisionOf,
  editFactsOf,
  factsOf,
  mario,
  officeFactsOf,
  recordOf,
  strongActor,
  verdictOf,
} from './samples.ts';

const full = DeclarationData.parse(bodies.fullData);
const neverWorked = PartialData.parse({
  availability: data.availability,
  profile: { ...data.profile, everWorked: false, monthsSearching: 0 },
  privacyNoticeVersion: '2026-1',
});
const write = (sent: object, draft: PartialData = {}) =>
  edits['write-data'].decide(editFactsOf(caseIn('registered', { data: draft })), PartialData.parse(sent));
const release = (declared: PartialData, facts: Partial<Facts> = {}, body: object = {}) =>
  decide('release', factsOf({ actor: strongActor, didCase: caseIn('registered', { data: declared }), ...facts }), body);

describe('the contract', () => {
  test('takes all of it, and the least of it', () => {
    expect(DeclarationData.parse(bodies.fullData)).toEqual(bodies.fullData);
    expect(DeclarationData.parse(data)).toEqual(data);
    expect(PartialData.parse({})).toEqual({});
  });

  test.each<[string, object, string]>([
    ['household', { household: 3 }, ''],
    ['citizenship', { professional: { citizenship: 'IT' } }, 'professional'],
    ['a list for the disabled', { professional: { disabilityList: true } }, 'professional'],
    [
      'a language twice',
      { professional: { languages: Array(2).fill({ language: 'it', level: 'B1' }) } },
      'professional.languages',
    ],
    [
      'a language that is none',
      { professional: { languages: [{ language: 'qq', level: 'B1' }] } },
      'professional.languages.0.language',
    ],
    [
      'a level that is none',
      { professional: { languages: [{ language: 'it', level: 'B3' }] } },
      'professional.languages.0.level',
    ],
    ['a licence twice', { professional: { drivingLicences: ['B', 'B'] } }, 'professional.drivingLicences'],
    ['a licence that is none', { professional: { drivingLicences: ['Z'] } }, 'professional.drivingLicences.0'],
    ['six other occupations', { professional: { otherOccupations: [...'abcdef'] } }, 'professional.otherOccupations'],
    [
      'an occupation twice',
      { professional: { otherOccupations: ['Cuoco', 'cuoco'] } },
      'professional.otherOccupations',
    ],
    ['half a year', { professional: { titleYear: 2004.5 } }, 'professional.titleYear'],
    ['a sector that is none', { lastJob: { sector: 'Z' } }, 'lastJob.sector'],
    ['30 February', { lastJob: { startedOn: '2024-02-30' } }, 'lastJob.startedOn'],
    ['a place abroad', { preferences: { places: ['Z330'] } }, 'preferences.places.0'],
    ['a shift twice', { preferences: { shifts: ['day', 'day'] } }, 'preferences.shifts'],
    ['an endless title', { professional: { title: 'x'.repeat(121) } }, 'professional.title'],
  ])('refuses %s', (_, change, field) => {
    const { error } = PartialData.safeParse({ ...data, ...change });
    expect(error?.issues.map(({ path }) => path.join('.'))).toEqual([field]);
  });

  test.each(['it', 'AR', 'wo', 'ber', 'bin'])('knows the language %s', (language) => {
    expect(PartialData.parse({ professional: { languages: [{ language, level: 'mother-tongue' }] } })).toBeDefined();
  });
});

describe('a draft', () => {
  test.each<[string, object]>([
    ['nothing', {}],
    ['an education', { profile: { education: 'tertiary' } }],
    ['half an availability', { availability: { work: true } }],
    ['a last job without its end', { profile: { everWorked: true }, lastJob: { contract: 'domestic' } }],
  ])('may hold %s', (_, sent) => {
    expect(write(sent)).toMatchObject({ kind: 'edit', changes: { data: sent } });
  });

  test('keeps the notice that was read, and nothing else that is not sent again', () => {
    const outcome = write({ profile: { education: 'none' } }, data);
    expect(outcome).toMatchObject({ kind: 'edit' });
    expect('changes' in outcome && outcome.changes.data).toEqual({
      privacyNoticeVersion: '2026-1',
      profile: { education: 'none' },
    });
  });
});

describe('R4: personal, professional and work information, then salva DID, which names what is missing (S0:15)', () => {
  const whole = [
    'availability.work',
    'availability.training',
    'profile.education',
    'profile.everWorked',
    'profile.monthsSearching',
    'profile.studying',
    'privacyNoticeVersion',
  ];
  const { lastJobEndedOn: _, ...endless } = data;
  test.each<[string, PartialData, string[]]>([
    ['nothing is there', {}, whole],
    ['parts are there, and empty', { availability: {}, profile: {} }, whole],
    ['half of a part', { ...data, availability: { work: true } }, ['availability.training']],
    ['who has worked, and until when is not there', endless, ['lastJobEndedOn']],
    ['no notice was read', { ...data, privacyNoticeVersion: undefined }, ['privacyNoticeVersion']],
    ['all that it needs', data, []],
    ['never worked', neverWorked, []],
    ['all there is', full, []],
  ])('%s', (_, declared, fields) => {
    expect(missingData(declared)).toEqual(fields.map((field) => ({ field, rule: 'required' })));
    const outcome = release(declared);
    if (fields.length === 0) expect(verdictOf(outcome)).toEqual(['decided']);
    else {
      expect(outcome).toMatchObject({
        code: 'data-missing',
        rule: 'S0:15',
        errors: fields.map((field) => ({ field, rule: 'required' })),
      });
    }
  });
});

describe('data that cannot be', () => {
  const born = { ...mario, birthDate: day('1985-12-10') };
  const rows: readonly [string, object, string, string][] = [
    ['a job that ends tomorrow', { lastJobEndedOn: '2026-11-24' }, 'job-not-ended', 'lastJobEndedOn'],
    ['a job before birth', { lastJobEndedOn: '1985-12-09' }, 'job-before-birth', 'lastJobEndedOn'],
    [
      'a job at 13, when 14 was the least',
      { lastJobEndedOn: '1999-10-22' },
      'job-before-working-age',
      'lastJobEndedOn',
    ],
    [
      'a job begun at 14, when 15 is the least',
      { lastJobEndedOn: '2020-01-31', lastJob: { startedOn: '2000-12-09' } },
      'job-before-working-age',
      'lastJob.startedOn',
    ],
    [
      'a job that began after it ended',
      { lastJobEndedOn: '2026-09-30', lastJob: { startedOn: '2026-10-01' } },
      'job-dates-reversed',
      'lastJob.startedOn',
    ],
    ['a job that begins tomorrow', { lastJob: { startedOn: '2026-11-24' } }, 'job-dates-reversed', 'lastJob.startedOn'],
    [
      'never worked, and a last day of work',
      { ...neverWorked, lastJobEndedOn: '2026-09-30' },
      'never-worked',
      'lastJobEndedOn',
    ],
    [
      'never worked, and an occupation',
      { profile: { everWorked: false, lastOccupation: 'cuoco' } },
      'never-worked',
      'profile.lastOccupation',
    ],
    [
      'never worked, and a last employer',
      { profile: { everWorked: false }, lastJob: { sector: 'F' } },
      'never-worked',
      'lastJob',
    ],
    ['a title of next year', { professional: { titleYear: 2027 } }, 'title-year-impossible', 'professional.titleYear'],
    ['a title at birth', { professional: { titleYear: 1985 } }, 'title-year-impossible', 'professional.titleYear'],
    ['no notice of this version', { privacyNoticeVersion: '1999-9' }, 'privacy-notice-unknown', 'privacyNoticeVersion'],
  ];
  test.each(rows)('%s is refused in a draft, with field and rule', (_, sent, code, field) => {
    expect(verdictOf(write(sent)).slice(0, 2)).toEqual([code, field]);
  });

  test.each(rows.slice(0, 3))('%s is refused at a registration and at a change of route', (_, sent, code, field) => {
    const register = decide('register', factsOf({ didCase: undefined, citizen: recordOf(born) }), {
      route: 'A',
      ...data,
      ...sent,
    });
    expect(verdictOf(register).slice(0, 2)).toEqual([code, field]);
    const inps = { stated: { state: 'about-to', kind: 'naspi', at: at('2026-11-02T10:00:00.000Z') } } as const;
    const onB = caseIn('registered', { route: 'B', inps });
    const change = decide('change-route', factsOf({ didCase: onB, citizen: recordOf(born) }), { route: 'A', ...sent });
    expect(verdictOf(change).slice(0, 2)).toEqual([code, field]);
  });

  test('is refused at salva DID, whatever let it into the draft', () => {
    const didCase = caseIn('registered', { data: { ...data, lastJobEndedOn: day('1985-12-09') } });
    expect(verdictOf(release({}, { didCase }))).toEqual(['job-before-birth', 'lastJobEndedOn', 'declared.last-job']);
  });

  test('the day of birth and the first day at the least age are days one can have worked on', () => {
    for (const lastJobEndedOn of ['1999-12-10', '2000-12-10', '2026-11-23']) {
      const allowed = lastJobEndedOn >= '2000-12-10';
      expect(verdictOf(write({ lastJobEndedOn }))[0]).toBe(allowed ? 'decided' : 'job-before-working-age');
    }
  });

  test('a correction of what was released is held to the same', () => {
    const facts = { ...officeFactsOf(caseIn('psp-signed')), mailbox: 'mario@libero.it', fiscalCodeMac: 'mac' };
    const correction = { data: { ...data, lastJobEndedOn: '1985-12-09' } };
    const outcome = edits['propose-rectification'].decide(
      { ...facts, didCase: caseIn('psp-signed'), actor: { ...facts.actor, operatorId: cpi } },
      edits['propose-rectification'].body.parse({ reason: 'data errata', correction }),
    );
    expect(verdictOf(outcome).slice(0, 2)).toEqual(['job-before-birth', 'correction.data.lastJobEndedOn']);
  });
});

describe('data that are odd are told and stop nothing', () => {
  const young = { ...mario, birthDate: day('2009-01-15') };
  const rows: readonly [string, object, object, [string, string][]][] = [
    [
      'as long as since the last job, and a month',
      mario,
      { ...data, profile: { ...data.profile, monthsSearching: 1 } },
      [],
    ],
    [
      'longer than since the last job',
      mario,
      { ...data, profile: { ...data.profile, monthsSearching: 2 } },
      [['months-searching-long', 'profile.monthsSearching']],
    ],
    [
      'longer than age allows',
      young,
      { ...neverWorked, profile: { ...neverWorked.profile, monthsSearching: 60 } },
      [['months-searching-long', 'profile.monthsSearching']],
    ],
    [
      'a degree at 17',
      young,
      { ...neverWorked, profile: { ...neverWorked.profile, education: 'tertiary' } },
      [['education-age', 'profile.education']],
    ],
    [
      'a diploma at 12',
      mario,
      { ...data, professional: { titleYear: 1997 } },
      [['education-age', 'professional.titleYear']],
    ],
    ['a diploma at 19', mario, { ...data, professional: { titleYear: 2004 } }, []],
    [
      'a title without education',
      mario,
      { ...data, profile: { ...data.profile, education: 'none' }, professional: { title: 'ragioniere' } },
      [['title-without-education', 'professional.title']],
    ],
  ];
  test.each(rows)('%s', (_, person, declared, warnings) => {
    const citizen = recordOf({ ...mario, ...person });
    const told = warnings.map(([rule, field]) => ({ rule, field }));
    const parsed = PartialData.parse(declared);
    const actor = strongActor;
    const decision = decisionOf(release(parsed, { actor, citizen }));
    const born = { ...mario, ...person }.birthDate;
    const mismatch = born === mario.birthDate ? [] : [{ rule: 'fiscal-code-mismatch', field: 'birthDate' }];
    expect(decision.warnings).toEqual([...told, ...mismatch]);
    const edit = edits['write-data'].decide(editFactsOf(caseIn('registered'), { citizen }), parsed);
    expect('warnings' in edit ? edit.warnings : undefined).toEqual(told.length > 0 ? told : undefined);
    const registration = { route: 'A', ...parsed };
    const registered = decisionOf(decide('register', factsOf({ didCase: undefined, citizen }), registration));
    expect(registered.warnings).toEqual(told);
  });
});

describe('the text that is released', () => {
  test('is that of the day, in the language that was shown, with its warnings', () => {
    const shown = { textVersion: '2026-1', language: 'en' };
    const { snapshot } = decisionOf(release(full, {}, { shown })).next;
    expect(snapshot).toMatchObject({
      person: mario,
      data: full,
      textVersion: '2026-1',
      language: 'en',
      warningsShown: ['dpr-445-2000-art-75', 'dpr-445-2000-art-76'],
    });
    expect(decisionOf(release(full)).next.snapshot?.language).toBe('it');
  });

  test('that never was is refused', () => {
    const shown = { textVersion: '1999-9', language: 'it' };
    expect(verdictOf(release(full, {}, { shown })).slice(0, 2)).toEqual([
      'declaration-text-unknown',
      'shown.textVersion',
    ]);
  });

  test('is another once it is replaced, and the old one stays readable', () => {
    const [first] = declarationTexts;
    const texts = first
      ? [
          { ...first, until: '2026-11-22' },
          { ...first, version: '2026-2' },
        ]
      : [];
    expect(textInForce(day('2026-11-22'), texts).version).toBe('2026-1');
    expect(textInForce(day('2026-11-23'), texts).version).toBe('2026-2');
    expect(declarationText('2026-1', texts)?.words.it.warnings).toHaveLength(2);
    expect(() => textInForce(day('2026-11-23'), texts.slice(0, 1))).toThrow('in force');
  });

  // What was released under a version is given back by it: a published text is never changed, another one follows it.
  test.each([['2026-1', '60617dddaa0d2f86']])('%s is as it was published', (version, imprint) => {
    const text = declarationText(version);
    expect(createHash('sha256').update(JSON.stringify(text?.words)).digest('hex').slice(0, 16)).toBe(imprint);
  });

  test('has the same parts in both languages, and one version is in force', () => {
    for (const { words } of declarationTexts) {
      const shapes = languages.map((language) => [
        words[language].declaration.length,
        ...words[language].warnings.map(({ id }) => id),
      ]);
      expect(new Set(shapes.map((shape) => shape.join())).size).toBe(1);
    }
    expect(declarationTexts.filter(({ until }) => until === undefined)).toHaveLength(1);
    expect(new Set(declarationTexts.map(({ version }) => version)).size).toBe(declarationTexts.length);
  });
});

describe('the privacy notice', () => {
  test('is known by its version, and only the one in force counts for new data', () => {
    const notices = [
      { version: '2026-1', path: '/privacy', until: '2026-11-22' },
      { version: '2026-2', path: '/privacy' },
    ];
    const on = (version: string, date: string) => noticeProblem(version, day(date), notices);
    expect(on('2026-1', '2026-11-22')).toBeUndefined();
    expect(on('2026-1', '2026-11-23')).toBe('privacy-notice-superseded');
    expect(on('2026-2', '2026-11-23')).toBeUndefined();
    expect(on('2026-3', '2026-11-23')).toBe('privacy-notice-unknown');
  });

  test('of today is one', () => {
    expect(privacyNotices.filter(({ until }) => until === undefined)).toHaveLength(1);
  });
});

test('the receipt tells all that was declared, and nothing that was not', () => {
  const labels = (declared: DeclarationData) => declaredRows(declared).map(([label]) => label);
  expect(labels(data)).not.toContain('Lingue');
  expect(declaredRows(full)).toEqual(
    expect.arrayContaining([
      ['Lingue', 'it (madrelingua), en (B1)'],
      ['Contratto', 'a tempo determinato'],
      ['Titolo di studio', 'diploma di ragioneria'],
      ['Comuni in cui preferisce lavorare', 'F205'],
      ['Informativa sulla privacy letta', 'versione 2026-1'],
    ]),
  );
  expect(new Set(labels(full)).size).toBe(labels(full).length);
});
