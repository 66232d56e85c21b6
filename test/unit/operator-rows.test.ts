import { describe, expect, test } from 'vitest';
import { readTable, writeTable } from '../../functions/api/directory/csv.ts';
import { rowWords } from '../../functions/api/directory/words.ts';
import { operatorColumns, planOperators, rowsOf } from '../../functions/domain/operator-rows.ts';
import { directory, operatorById, operators, rowsIn, shipped } from './directory.ts';

const plan = (csv: string, of = directory) => planOperators(rowsIn(csv), of);
const reports = (csv: string, of = directory) =>
  plan(csv, of).reports.map(({ line, id, outcome, rule, field }) => [line, id, outcome, rule, field]);

describe('the shipped directory', () => {
  test('comes in whole, and the second time changes nothing', () => {
    const first = plan(shipped('operators.csv'), new Map());
    expect(new Set(first.reports.map(({ outcome }) => outcome))).toEqual(new Set(['created']));
    const again = plan(shipped('operators.csv'));
    expect(new Set(again.reports.map(({ outcome }) => outcome))).toEqual(new Set(['unchanged']));
    expect(again.changes).toEqual([]);
  });

  test('is what its export says', () => {
    expect(writeTable(operatorColumns, operators.flatMap(rowsOf))).toBe(shipped('operators.csv'));
  });
});

describe('a row', () => {
  test.each<[string, string, readonly unknown[]]>([
    ['of an operator that is new', 'id,name,town,province\nacc-nuovo,Nuovo,Lodi,LO', ['created', undefined, undefined]],
    ['that says nothing new', 'id,town\ncpi-lodi,Lodi', ['unchanged', undefined, undefined]],
    ['that changes one thing', 'id,phone\ncpi-lodi,0371 000000', ['changed', undefined, undefined]],
    ['without an id', 'id,name\n,Nuovo', ['refused', 'operator-id', 'id']],
    ['with an id that is none', 'id,name\nLodi,Nuovo', ['refused', 'operator-id', 'id']],
    ['of a new operator without a name', 'id,town,province\nacc-nuovo,Lodi,LO', ['refused', 'cell-value', 'name']],
    ['whose name is taken away', 'id,name\ncpi-lodi,', ['refused', 'cell-value', 'name']],
    ['with a province that is none of the twelve', 'id,province\ncpi-lodi,TO', ['refused', 'cell-value', 'province']],
    ['of a kind that the id denies', 'id,kind\ncpi-lodi,accredited', ['refused', 'kind-of-id', 'kind']],
    ['with a day that does not exist', 'id,validTo\ncpi-lodi,2026-02-31', ['refused', 'plain-date', 'validTo']],
    [
      'that ends before it begins',
      'id,validFrom,validTo\ncpi-lodi,2026-02-02,2026-02-01',
      ['refused', 'validity-order', 'validTo'],
    ],
    ['of one day', 'id,validFrom,validTo\ncpi-lodi,2026-02-02,2026-02-02', ['changed', undefined, undefined]],
    ['that succeeds itself', 'id,successor\ncpi-lodi,cpi-lodi', ['refused', 'successor-itself', 'successor']],
    [
      'whose successor nobody knows',
      'id,successor\ncpi-lodi,cpi-atlantide',
      ['refused', 'successor-unknown', 'successor'],
    ],
    ['whose successor is there', 'id,successor\ncpi-lodi,cpi-codogno', ['changed', undefined, undefined]],
    [
      'with a mail domain in capitals',
      'id,mailDomains\ncpi-lodi,Ente.example',
      ['refused', 'mail-domain', 'mailDomains'],
    ],
    [
      'that would shut out everybody',
      'id,mailDomains\ncpi-lodi,ente.example gmail.com',
      ['refused', 'mail-domain-of-citizens', 'mailDomains'],
    ],
    [
      'with several mail domains',
      'id,mailDomains\ncpi-lodi,"ente.example, altro.example"',
      ['changed', undefined, undefined],
    ],
    [
      'with a mailbox in a line of text',
      'id,address\ncpi-lodi,scrivi a x@ente.example',
      ['refused', 'plain-line', 'address'],
    ],
    ['that a spreadsheet would run', 'id,note\ncpi-lodi,=1+1', ['refused', 'formula', 'note']],
    ['with a telephone number', 'id,phone\ncpi-lodi,+39 0371 000000', ['changed', undefined, undefined]],
    ['with words for a telephone number', 'id,phone\ncpi-lodi,chiamare sera', ['refused', 'invalid-format', 'phone']],
    [
      'with hours by appointment',
      'id,deskHours,slotMinutes,places\ncpi-lodi,1 09:00-12:30; 2 14:00-16:00,30,2',
      ['changed', undefined, undefined],
    ],
    [
      'with hours that overlap',
      'id,deskHours,slotMinutes,places\ncpi-lodi,1 09:00-12:30; 1 12:00-16:00,30,2',
      ['refused', 'desk-hours', 'deskHours'],
    ],
    [
      'with hours that are none',
      'id,deskHours,slotMinutes,places\ncpi-lodi,lunedì mattina,30,2',
      ['refused', 'cell-value', 'deskHours'],
    ],
    [
      'with hours and no length',
      'id,deskHours,slotMinutes,places\ncpi-lodi,1 09:00-12:30,,2',
      ['refused', 'cell-value', 'slotMinutes'],
    ],
    ['with a central website', 'id,website\ncpi-lodi,https://lavoro.example', ['changed', undefined, undefined]],
    ['with a flag that is neither', 'id,demo\ncpi-lodi,forse', ['refused', 'cell-value', 'demo']],
  ])('%s', (_, csv, expected) => {
    const [report] = plan(csv).reports;
    expect([report?.outcome, report?.rule, report?.field]).toEqual(expected);
    if (report?.rule !== undefined) expect(plan(csv).changes).toEqual([]);
  });

  test('leaves what its table has no column for as it was', () => {
    const [change] = plan('id,phone\ncpi-sesto-calende,0331 000000').changes;
    expect(change?.operator).toEqual({
      ...operatorById('cpi-sesto-calende'),
      seats: [{ ...operatorById('cpi-sesto-calende')?.seats[0], phone: '0331 000000' }],
    });
  });

  test('empties a field by an empty cell', () => {
    const [change] = plan('id,successor,validTo\ncpi-sesto-calende,,').changes;
    expect(change?.operator).toMatchObject({ successor: null, validTo: null });
  });

  test('that is good is applied beside one that is not', () => {
    const csv = 'id,phone\ncpi-lodi,0371 000000\ncpi-lecco,niente\ncpi-merate,039 000000';
    expect(reports(csv)).toEqual([
      [2, 'cpi-lodi', 'changed', undefined, undefined],
      [3, 'cpi-lecco', 'refused', 'invalid-format', 'phone'],
      [4, 'cpi-merate', 'changed', undefined, undefined],
    ]);
    expect(plan(csv).changes.map(({ operator }) => operator.id)).toEqual(['cpi-lodi', 'cpi-merate']);
  });

  test('may succeed to one of the same file, but not to one that is refused', () => {
    const good = 'id,name,town,province,successor\nacc-a,A,Lodi,LO,acc-b\nacc-b,B,Lodi,LO,';
    expect(reports(good).map(([, , outcome]) => outcome)).toEqual(['created', 'created']);
    const bad = 'id,name,town,province,successor\nacc-a,A,Lodi,LO,acc-b\nacc-b,B,Lodi,TO,';
    expect(reports(bad).map(([, , outcome, rule]) => [outcome, rule])).toEqual([
      ['refused', 'successor-unknown'],
      ['refused', 'cell-value'],
    ]);
  });
});

describe('the rows of an operator with several seats', () => {
  const head = 'id,seat,name,town,province,address';

  test('become one operator, by the numbers of its seats', () => {
    const csv = `${head}\nacc-x,2,,Lecco,LC,Via B 2\nacc-x,1,X,Lodi,LO,Via A 1`;
    const [change] = plan(csv).changes;
    expect(change?.operator.seats.map(({ town, address }) => [town, address])).toEqual([
      ['Lodi', 'Via A 1'],
      ['Lecco', 'Via B 2'],
    ]);
    expect(reports(csv).map(([line, , outcome]) => [line, outcome])).toEqual([
      [2, 'created'],
      [3, 'created'],
    ]);
  });

  test.each([
    ['a seat that is bad', 'acc-x,1,X,Lodi,LO,\nacc-x,2,,Torino,TO,', [3, 'cell-value', 'province']],
    ['a seat that has two rows', 'acc-x,1,X,Lodi,LO,\nacc-x,1,X,Lodi,LO,', [3, 'row-twice', 'seat']],
    ['no main seat', 'acc-x,2,,Lodi,LO,', [2, 'seat-main-missing', 'seat']],
    ['a seat with what is the operator’s', 'acc-x,1,X,Lodi,LO,\nacc-x,2,Y,Lecco,LC,', [3, 'seat-row-column', 'name']],
    ['a seat that is no number', 'acc-x,1,X,Lodi,LO,\nacc-x,due,,Lecco,LC,', [3, 'seat-number', 'seat']],
  ])('fall together for %s', (_, rows, [line, rule, field]) => {
    const { reports: all, changes } = plan(`${head}\n${rows}`);
    expect(changes).toEqual([]);
    expect(all.find((report) => report.line === line)).toMatchObject({ outcome: 'refused', rule, field });
    for (const other of all.filter((report) => report.line !== line)) {
      expect(other).toMatchObject({ outcome: 'refused', rule: 'other-row-refused' });
    }
  });
});

describe('a file', () => {
  const columns = ['id', 'name'];
  const read = (text: string) => readTable(text, columns, ['id']);

  test.each([
    ['commas', 'id,name\na,b'],
    ['semicolons', 'id;name\na;b'],
    ['a byte order mark and lines of Windows', '\uFEFFid,name\r\na,b\r\n'],
    ['empty lines', 'id,name\n\na,b\n,\n'],
    ['quotation marks', '"id","name"\n"a","b"'],
    ['spaces around', ' id , name \n a , b '],
  ])('may have %s', (_, text) => {
    const { rows } = { rows: [], ...read(text) };
    expect(rows.map(({ cells }) => cells)).toEqual([{ id: 'a', name: 'b' }]);
  });

  test.each([
    ['another encoding', 'id,name\na,citt\uFFFD', { rule: 'csv-encoding', field: 'body' }],
    ['a quotation mark that is not closed', 'id,name\na,"b', { rule: 'csv-quotes', field: 'row 2' }],
    ['a column that nobody knows', 'id,nome\na,b', { rule: 'column-unknown', field: 'nome' }],
    ['a column twice', 'id,id\na,b', { rule: 'column-twice', field: 'id' }],
    ['no ids', 'name\nb', { rule: 'column-missing', field: 'id' }],
    ['a cell too many', 'id,name\na,b,c', { rule: 'csv-columns', field: 'row 2' }],
    ['a cell too few', 'id,name\na,b\na', { rule: 'csv-columns', field: 'row 3' }],
    ['no text at all', '', { rule: 'column-missing', field: 'id' }],
    ['JSON', '{"id":"a"}', { rule: 'column-unknown', field: '{"id":"a"}' }],
  ])('with %s cannot be read', (_, text, fault) => {
    expect(read(text)).toEqual({ fault });
    expect(rowWords[fault.rule]?.it).toBeDefined();
  });
});
