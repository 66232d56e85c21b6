import { describe, expect, test } from 'vitest';
import { PlainDate } from '../../functions/domain/dates.ts';
import {
  findOperators,
  isActive,
  mainSeat,
  Operator,
  type OperatorSearch,
  operatorDomains,
  provinces,
} from '../../functions/domain/operators.ts';
import { operatorById, operators } from './directory.ts';

const day = (text: string) => PlainDate.parse(text);
const today = day('2026-11-23');
const townOf = (operator: Operator) => mainSeat(operator).town;
const towns = (search: Partial<OperatorSearch>) => findOperators(operators, { on: today, ...search }).map(townOf);
const found = (id: string): Operator => {
  const operator = operatorById(id);
  if (!operator) throw new Error(id);
  return operator;
};

test.each([
  [`'"`, 'nobody'],
  ['—', 'nobody'],
  ['', 'everybody'],
  ['  ', 'everybody'],
])('the text %j finds %s', (text, whom) => {
  expect(towns({ text })).toEqual(whom === 'nobody' ? [] : towns({}));
});

describe('the shipped directory', () => {
  const cpis = operators.filter(({ kind }) => kind === 'cpi');

  test('holds the 65 job centres of the twelve provinces and one demo operator', () => {
    expect(cpis).toHaveLength(65);
    expect(new Set(cpis.map((cpi) => mainSeat(cpi).province))).toEqual(new Set(provinces));
    expect(operators.filter(({ kind }) => kind === 'accredited').map(({ id, demo }) => [id, demo])).toEqual([
      ['acc-demo-milano', true],
    ]);
  });

  test('names each once, by an id that tells its kind', () => {
    expect(new Set(operators.map(({ id }) => id)).size).toBe(operators.length);
    for (const { id, kind } of operators) expect(id.startsWith(kind === 'cpi' ? 'cpi-' : 'acc-')).toBe(true);
  });

  test('invents nothing about a job centre', () => {
    for (const cpi of cpis) {
      const { address, phone, email, openingHours, province } = mainSeat(cpi);
      expect([address, phone, email, openingHours]).toEqual([null, null, null, null]);
      expect(cpi.demo).toBe(false);
      if (province !== 'MI') expect(cpi.mailDomains).toEqual([]);
    }
  });

  test('its demo operator can reach nobody', () => {
    const demo = found('acc-demo-milano');
    expect(mainSeat(demo).email).toMatch(/@[a-z-]+\.example$/);
    for (const domain of demo.mailDomains) expect(domain).toMatch(/\.example$/);
  });

  test('has a successor only where it stands in the directory, and a note where a day is assumed', () => {
    for (const { successor, validTo, note } of operators) {
      if (successor !== null) expect(operatorById(successor)).toBeDefined();
      if (validTo !== null) expect(note).toMatch(/assumed/);
    }
  });

  test('keeps the certainty of each seat', () => {
    const remembered = cpis.filter(({ certainty }) => certainty === 'assumed').map(townOf);
    expect(remembered.sort()).toEqual(['Bormio', 'Busto Arsizio', 'Luino', 'Ostiglia', 'Suzzara', 'Viadana']);
  });

  test('knows the domains that are no citizen’s', () => {
    expect(operatorDomains(operators)).toEqual([
      { domain: 'acc-demo-milano.example', organisation: 'Operatore accreditato dimostrativo' },
      { domain: 'afolmet.it', organisation: 'AFOL Metropolitana' },
      { domain: 'lavoro-demo.example', organisation: 'Operatore accreditato dimostrativo' },
    ]);
  });
});

test('the domains at which an office is written to are its own, those of everybody’s providers are not', () => {
  const demo = found('acc-demo-milano');
  const written = {
    ...demo,
    mailDomains: ['afol.example'],
    seats: [
      { ...mainSeat(demo), email: 'Sede@Comune.EXAMPLE' },
      { ...mainSeat(demo), email: 'sede@gmail.com' },
    ],
    contacts: { phone: null, email: 'ufficio@lavoro.example', pec: 'ufficio@legalmail.it', website: null },
  };
  expect(operatorDomains([written]).map(({ domain }) => domain)).toEqual([
    ...['afol.example', 'comune.example', 'lavoro.example'],
  ]);
});

describe('by id', () => {
  test.each(['cpi-milano', 'cpi-palazzolo-sull-oglio', 'cpi-salo', 'cpi-cantu', 'cpi-codogno', 'acc-demo-milano'])(
    '%s is there, active or not',
    (id) => {
      expect(found(id).id).toBe(id);
    },
  );

  test.each(['cpi-atlantide', '', 'CPI-MILANO', 'constructor', '__proto__'])('%j is not', (id) => {
    expect(operatorById(id)).toBeUndefined();
  });
});

test.each([
  [null, null, '2026-11-23', true],
  ['2026-11-23', null, '2026-11-22', false],
  ['2026-11-23', null, '2026-11-23', true],
  [null, '2026-11-23', '2026-11-23', true],
  [null, '2026-11-23', '2026-11-24', false],
  ['2026-01-01', '2026-12-31', '2025-12-31', false],
])('from %s to %s, on %s: %s', (from, to, on, active) => {
  const operator = { ...found('cpi-milano'), validFrom: from && day(from), validTo: to && day(to) };
  expect(isActive(Operator.parse(operator), day(on))).toBe(active);
});

describe('searching', () => {
  test.each<[string, Partial<OperatorSearch>, string[]]>([
    ['a province', { province: 'LC' }, ['Lecco', 'Merate']],
    ['a kind', { kind: 'accredited' }, ['Milano']],
    ['accents left out', { text: 'cantu' }, ['Cantù']],
    ['accents and case', { text: 'SALÒ' }, ['Salò']],
    ['an accent too many', { text: 'ìseo' }, ['Iseo']],
    ['an apostrophe or none', { text: 'palazzolo sull’oglio' }, ["Palazzolo sull'Oglio"]],
    ['a hyphen or none', { text: 'laveno mombello' }, ['Laveno-Mombello']],
    ['words in any order', { text: 'monte grumello' }, ['Grumello del Monte']],
    ['the body that runs it', { text: 'afol', province: 'MB' }, ['Cesano Maderno', 'Monza', 'Seregno', 'Vimercate']],
    ['a text found in no province', { text: 'lecco', province: 'MI' }, []],
    ['nothing of the sort', { text: 'atlantide' }, []],
  ])('%s', (_what, search, expected) => {
    expect(towns(search)).toEqual(expected);
  });

  test.each(['', '   '])('an empty text %j finds all that are active', (text) => {
    expect(towns({ text })).toHaveLength(64);
    expect(towns({ kind: 'cpi' })).toHaveLength(63);
  });

  test('a seat that closed or merged is found only while it was open', () => {
    expect(towns({ text: 'sesto calende' })).toEqual([]);
    expect(towns({ text: 'sesto calende', on: day('2017-12-01') })).toEqual(['Sesto Calende']);
    expect(towns({ text: 'codogno' })).toEqual([]);
    expect(towns({ text: 'codogno', on: day('2015-06-30') })).toEqual(['Codogno']);
    expect(found('cpi-sesto-calende').successor).toBe('cpi-gallarate');
  });
});
