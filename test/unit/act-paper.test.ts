/** The letters of acts carry what a person needs: what was decided, by whom, from when, where to go against it, and whom to ask. */
import { describe, expect, test } from 'vitest';
import { actPaper } from '../../functions/domain/act-paper.ts';
import { ActId, CallUp, Contested } from '../../functions/domain/proceedings.ts';
import { caseIn } from './samples.ts';
import { cut, decidedCase, forfeiture, loss, person } from './sanctioned.ts';

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

  test('of a loss by S1 sends to the committee of INPS, in its own term, and never to that of the Ministry', () => {
    for (const word of ['Comitato provinciale dell’INPS', '90 giorni di calendario']) {
      expect(letterOf(loss, old)).toContain(word);
    }
    for (const word of ['condizionalità', 'Ministero', 'Veneto 56']) expect(letterOf(loss, old)).not.toContain(word);
  });
});

const id = ActId.parse('7c1b2c3d-4444-5c5c-8c5c-000000000001');
const service = { channel: 'registered-letter', sentOn: '2026-11-20' };

describe('the letter of a contested fact', () => {
  const contested = (changes: object = {}) =>
    Contested.parse({
      ...{ id, kind: 'training', factOn: '2026-11-13', conditionality: 'dlgs-150-2015', procedure: 'lombardia-2017' },
      ...{ rule: 'art. 21 c.7 c', recurrence: 1, possible: 'cut', possibleDays: 30, service, justifications: [] },
      benefit: { kind: 'naspi', protocol: 'INPS.4900.05/11/2026.0012345' },
      ...{ reportedBy: person('carla'), reportedAt: '2026-11-20T09:00:00.000Z' },
      ...changes,
    });
  const textOf = (changes: object = {}, words: string | null = 'Non risulta la presenza.') =>
    JSON.stringify(actPaper(caseIn('sanction-proposed', { contested: contested(changes) }), id, words, office));

  test.each([
    ['what and when', ['un corso o un’altra attività di formazione', '13 novembre 2026']],
    ['by which law', ['D.Lgs. 150/2015 art. 21 c.7 c']],
    ['what can follow at most', ['riduzione della prestazione di 30 giorni, dal giorno dopo il fatto']],
    ['the facts in words', ['Non risulta la presenza.']],
    ['that nothing is decided', ['Nessuna decisione è stata presa', 'deve sentire te']],
    ['how to answer, and until when', ['Scrivi la tua risposta nel portale', 'Hai 15 giorni da quando ricevi']],
    ['what excuses', ['malattia o infortunio', 'un fatto fuori dal tuo controllo']],
    ['who decides', ['L’ufficio decide', 'non decide da solo contro di te']],
    ['whom to ask', Object.values(office)],
    ['who helps for nothing', ['L’aiuto è gratuito']],
  ])('tells %s', (_, words) => {
    for (const word of words) expect(textOf()).toContain(word);
  });

  test('of a fact of before 24 September 2015 says that INPS decides', () => {
    const formerly = textOf({
      factOn: '2015-09-23',
      conditionality: 'circolare-133-2010',
      rule: 'C8',
      possible: 'loss',
    });
    expect(formerly).toContain('L’INPS decide con quello che ha');
    expect(formerly).not.toContain('L’ufficio decide');
  });

  test('once its words were deleted it tells the rest', () => {
    expect(textOf({}, null)).not.toContain('I fatti');
    expect(textOf({}, null)).toContain('art. 21 c.7 c');
  });
});

describe('the letter of a call-up', () => {
  const callUp = CallUp.parse({
    ...{ id, purpose: 'orientation', startsAt: '2026-12-01T08:30:00.000Z', place: 'Sala B, via Esempio 1' },
    ...{ calledAt: '2026-11-20T09:00:00.000Z', by: person('carla'), service, justifications: [] },
  });
  const text = JSON.stringify(actPaper(caseIn('psp-signed', { callUps: [callUp] }), id, null, office));

  test.each([
    ['to what, when and where', ['attività di orientamento', '1 dicembre 2026, ore 09:30 (ora italiana)', 'Sala B']],
    ['what to bring', ['un documento d’identità']],
    ['what if one cannot come', ['dillo subito', 'Hai tempo fino al giorno dopo', 'dalla fine dell’impedimento']],
    [
      'what can follow, and that one is heard first',
      ['può contestarti l’assenza', 'Prima di ogni decisione ti ascolta'],
    ],
    ['whom to ask', Object.values(office)],
  ])('tells %s', (_, words) => {
    for (const word of words) expect(text).toContain(word);
  });
});
