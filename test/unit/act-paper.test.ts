/** The letters of acts carry what a person needs: what was decided, by whom, from when, where to go against it, and whom to ask. */
import { describe, expect, test } from 'vitest';
import { actPaper } from '../../functions/domain/act-paper.ts';
import { cut, decidedCase, forfeiture, loss } from './sanctioned.ts';

const office = {
  ...{ name: 'CPI Milano', address: 'Via Esempio 1', phone: '02 1234567', hours: 'lun 9-12', pec: 'cpi@pec.example' },
  responsible: 'Giulia Bianchi',
};
const letterOf = (...args: Parameters<typeof decidedCase>) => {
  const didCase = decidedCase(...args);
  const [decision] = didCase.decisions ?? [];
  if (!decision) throw new Error('no decision');
  return JSON.stringify(actPaper(didCase, decision.decisionId, 'Le ragioni.', office));
};
const old = { decision: { factOn: '2015-09-23', conditionality: 'circolare-133-2010', rule: 'C8' } };

describe('the letter of a decision', () => {
  test.each([
    ['the office', Object.values(office)],
    ['who decided', ['una persona del Centro per l’impiego']],
    ['from when it works', ['vale solo da quando ti è notificata', 'maturato prima resta tuo']],
    [
      'where to go against it',
      ['30 giorni di calendario', 'Comitato per i ricorsi', 'Via Vittorio Veneto 56', 'anche al giudice'],
    ],
    ['that the status stays', ['Lo stato e la data della tua DID non cambiano']],
  ])('tells %s', (_, words) => {
    for (const word of words) expect(letterOf(cut)).toContain(word);
  });

  test('of a forfeiture tells the first day of a new DID', () => {
    expect(letterOf(forfeiture)).toContain('Puoi fare una nuova DID da');
  });

  test('of a loss by S1 sends to whom the act of INPS names, and never to the committee', () => {
    expect(letterOf(loss, old)).toContain('l’autorità indicata nell’atto dell’INPS');
    expect(letterOf(loss, old)).not.toContain('Comitato');
  });
});
