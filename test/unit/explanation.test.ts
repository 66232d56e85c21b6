import './function-environment.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { nextIn, sentenceIn } from '../../functions/api/explanation-words.ts';
import { englishEvents } from '../../functions/api/explanation-words-en.ts';
import { italianEvents } from '../../functions/api/explanation-words-it.ts';
import { englishRules } from '../../functions/api/explanation-words-rules-en.ts';
import { italianRules } from '../../functions/api/explanation-words-rules-it.ts';
import { appointmentEdits } from '../../functions/domain/appointments.ts';
import { callUpEdits } from '../../functions/domain/call-ups.ts';
import { conditionalityPolicies } from '../../functions/domain/conditionality.ts';
import { deadlinesOf } from '../../functions/domain/deadline-views.ts';
import { edits } from '../../functions/domain/edits.ts';
import { answered, dueOf, type Entry, isTold, sourceOf, standing, stepOf } from '../../functions/domain/explanation.ts';
import { CommandId } from '../../functions/domain/ids.ts';
import { lifecycle, parties, statuses, verbs } from '../../functions/domain/lifecycle.ts';
import { languages } from '../../functions/domain/person.ts';
import { procedurePolicies } from '../../functions/domain/policies.ts';
import { retentionSchedules } from '../../functions/domain/retention-terms.ts';
import { type KnownRule, knownRule, ruleSources } from '../../functions/domain/rules.ts';
import { awaiting } from '../../functions/domain/view.ts';
import { accredited, at, caseIn, cpi, day, didDate, policy, receivedAt } from './samples.ts';

const ids = Object.keys(ruleSources).filter((id): id is KnownRule => knownRule(id) !== undefined);
const terms = [
  ...Object.values(procedurePolicies),
  ...conditionalityPolicies,
  ...retentionSchedules.map(({ terms: of }) => of),
].flatMap((policyTerms) =>
  Object.values(policyTerms).flatMap((term) =>
    typeof term === 'object' && term !== null && 'rule' in term && 'assumed' in term ? [term] : [],
  ),
);

describe('every rule has a source, or is said to be the office’s', () => {
  test.each(terms.map(({ rule, assumed, source, value }) => [rule, { assumed, source, value }] as const))(
    '%s: as the policy has it',
    (rule, { assumed, source, value }) => {
      const known = knownRule(rule);
      expect(known).toBe(rule);
      if (!known) return;
      const cited = ruleSources[known];
      expect(cited === null).toBe(assumed);
      if (cited !== null) expect(source).toContain(cited);
      // What the words say of a number is what the policy says.
      if (typeof value !== 'number') return;
      for (const said of [italianRules[known], englishRules[known]]) {
        if (/\d/.test(said)) expect(said.match(/\d+/g)).toContain(String(value));
      }
    },
  );

  test.each(
    conditionalityPolicies.flatMap(({ id, ladders }) => [id, ...Object.values(ladders).map(({ rule }) => rule)]),
  )('%s, by which somebody can lose something', (rule) =>
    expect(ruleSources[knownRule(rule) ?? 'two persons']).toMatch(/D\.Lgs\.|S1:/),
  );

  test('a mark that a rule is assumed is not part of its name', () => {
    expect(knownRule('closure.moved:assumed')).toBe('closure.moved');
    expect([knownRule('toString'), knownRule('nothing.known')]).toEqual([undefined, undefined]);
  });

  test('an office’s rule is said to be one, plainly', () => {
    const said = (rule: KnownRule) =>
      languages.map(
        (language) => sentenceIn(language, { says: { what: 'rule', rule }, source: sourceOf(rule) }).source,
      );
    expect(said('two persons')).toEqual([
      { kind: 'office', rule: 'two persons', cited: 'regola dell’ufficio, senza fonte di legge' },
      { kind: 'office', rule: 'two persons', cited: 'rule of the office, without a source in law' },
    ]);
    expect(said('suspension.limit')[0]).toMatchObject({ kind: 'law', cited: 'D.Lgs. 150/2015 art. 19 c.3' });
  });
});

describe('every event has words', () => {
  /** The events that the sources write as they are, and those that are made of two parts. */
  const root = join(import.meta.dirname, '../../functions');
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('api/openapi'))
    .map((file) => readFileSync(join(root, file), 'utf8'));
  const written = sources.flatMap((source) =>
    [...source.matchAll(/\bevent: '([a-z-]+)'/g)].map(([, event]) => event ?? ''),
  );
  const composed = [
    ...['filed', 'corrected', 'rejected', 'annulled', 'contradiction'].map((what) => `inps-${what}`),
    ...['told', 'corrected', 'annulled'].map((what) => `job-news-${what}`),
    ...['mailbox-repaired', 'mailbox-changed', 'notice-received', 'notice-read', 'erase-evidence', 'erase'],
  ];
  const all = [
    ...new Set([
      ...verbs,
      ...Object.keys(edits),
      ...Object.keys(appointmentEdits),
      ...Object.keys(callUpEdits),
      ...written,
      ...composed,
    ]),
  ];
  test.each(all)('%s', (event) => expect([italianEvents[event], englishEvents[event]]).not.toContain(undefined));

  test('in both languages the same', () => expect(Object.keys(italianEvents)).toEqual(Object.keys(englishEvents)));
});

const entry = (changes: Partial<Entry> = {}): Entry => ({
  sequence: 2,
  event: 'release',
  from: 'registered',
  to: 'confirmed',
  by: { party: 'citizen' },
  receivedAt,
  rules: ['S0:15', 'S0:33'],
  policy: 'lombardia-2017',
  ...changes,
});
const read = (changes: Partial<Entry> = {}) =>
  stepOf(entry(changes)).sentences.map((sentence) => {
    const { text, source } = sentenceIn('it', sentence);
    return [text, source.cited];
  });

describe('a step is told sentence by sentence', () => {
  test('what, when, who, by which rule, and what it means; each with its source', () => {
    expect(read()).toEqual([
      ['Il 23 novembre 2026 hai rilasciato la DID.', 'registro della pratica, passo 2'],
      ['L’hai fatto tu.', 'registro della pratica, passo 2'],
      ['La DID nasce quando premi «Salva DID». Prima è solo una bozza.', 'S0:15'],
      ['La DID conta dal giorno in cui l’hai fatta.', 'S0:33'],
      ['Da qui la DID è valida. Manca il patto.', 'registro della pratica, passo 2'],
    ]);
  });

  test('the day is that of the receipt, in Rome', () => {
    expect(read({ receivedAt: at('2026-12-07T23:30:00.000Z') })[0]?.[0]).toMatch(/^L’8 dicembre 2026 /);
  });

  test('what changed no status says so', () => {
    const said = read({ event: 'choose-operator', from: 'confirmed' });
    expect(said.at(-1)?.[0]).toBe('Lo stato della pratica è rimasto lo stesso.');
  });

  test('two persons are told, and that no law asks for them', () => {
    const said = read({
      event: 'close',
      to: 'closed',
      by: { party: 'manager' },
      rules: ['closure.pension:assumed', 'two persons'],
    });
    expect(said).toContainEqual([
      'Questo passo lo decidono due persone, mai una sola.',
      'regola dell’ufficio, senza fonte di legge',
    ]);
  });

  test('a rule and an event of another release are told as they can be', () => {
    const step = stepOf(entry({ event: 'of-old', rules: ['S0:33', 'of-old'] }));
    expect(step.unknownRules).toEqual(['of-old']);
    const [first] = step.sentences;
    expect(first && sentenceIn('it', first).text).toBe('Il 23 novembre 2026 è stato scritto un fatto nella pratica.');
  });

  test.each([
    ['citizen', undefined, true],
    ['manager', undefined, true],
    ['cpi', cpi, true],
    ['accredited', accredited, true],
    ['accredited', 'acc-another', false],
  ] as const)('of a contested fact %s (%s) is told: %s', (party, operatorId, told) => {
    const contested = { event: 'report-breach', by: { party: 'accredited', operatorId: accredited } } as const;
    expect(isTold(contested, { party, operatorId })).toBe(told);
    expect(isTold({ ...contested, event: 'confirm' }, { party, operatorId })).toBe(true);
  });
});

const officer = { subject: 'officer', fiscalCodeMac: 'mac', party: 'cpi', operatorId: cpi };
const fact = {
  id: CommandId.parse('11111111-2222-4333-8444-555555555555'),
  kind: 'call-up',
  factOn: '2026-11-10',
  conditionality: 'dlgs-150-2015',
  procedure: 'lombardia-2017',
  rule: 'art. 21 c.7 a',
  recurrence: 1,
  benefit: { kind: 'naspi', protocol: 'A.1' },
  reportedBy: officer,
  reportedAt: receivedAt,
};
const decisionOf = (service: object, more: object = {}) => ({
  ...{ ...fact, number: 1, decisionId: fact.id, statusBefore: 'psp-signed', decidedAt: receivedAt, decidedBy: officer },
  effect: { kind: 'cut', days: 8, from: '2026-11-11', to: '2026-11-18' },
  service: { channel: 'pec', sentOn: '2026-11-23', ...service },
  ...more,
});
const withDecision = (service: object, more: object = {}) =>
  caseIn('psp-signed', Object({ benefit: fact.benefit, decisions: [decisionOf(service, more)] }));
const stands = (...asked: Parameters<typeof standing>) =>
  standing(...asked).map((one) => {
    const { text, source } = sentenceIn('it', one);
    return [text, source.cited];
  });

describe('what it means now', () => {
  test('day, status, benefit and what was decided, with the law of each', () => {
    const said = stands(withDecision({ servedOn: '2026-11-23' }), { party: 'citizen' });
    expect(said).toEqual([
      ['La tua DID conta dal 3 novembre 2026.', 'S0:33'],
      [
        expect.stringMatching(/^Il tuo stato di disoccupazione conta dal 3 novembre 2026\./),
        expect.stringContaining('art. 20'),
      ],
      ['Su questa DID si regge la tua domanda per la NASpI.', 'S0:43'],
      [
        'Decisione 1: perdi 8 giorni di indennità, dall’11 novembre 2026 al 18 novembre 2026.',
        'D.Lgs. 150/2015 art. 21 c.7 a',
      ],
    ]);
  });

  test('a decision that was not served does not work yet; one that was reversed is as if never made', () => {
    expect(stands(withDecision({}), { party: 'citizen' }).at(-1)?.[0]).toContain('Non vale ancora');
    const reversed = stands(withDecision({}, { reversedOn: '2026-12-01' }), { party: 'citizen' });
    expect(reversed.at(-1)?.[0]).toBe(
      'La decisione 1 è annullata dalla decisione del 1 dicembre 2026, come mai presa.',
    );
  });

  test('an accredited operator reads of no fact that another reported', () => {
    expect(stands(withDecision({}), { party: 'accredited', operatorId: accredited })).toHaveLength(3);
  });

  test.each([
    ['inps', 'S0:43'],
    ['cpi', 'S0:57'],
    ['portal', 'S0:33'],
  ] as const)('a DID by %s has its day by %s', (didSource, cited) => {
    expect(stands(caseIn('confirmed', { didSource, didDate }), { party: 'citizen' })[0]?.[1]).toBe(cited);
  });
});

const everySentence = [
  ...ids.map((rule) => ({ says: { what: 'rule', rule } as const, source: sourceOf(rule) })),
  ...Object.keys(italianEvents).flatMap((event) => stepOf(entry({ event })).sentences),
  ...parties.flatMap((party) => stepOf(entry({ by: { party } })).sentences),
  ...statuses.flatMap((to) => stepOf(entry({ to })).sentences),
  ...[
    withDecision({}),
    withDecision({ servedOn: '2026-11-23' }),
    withDecision({}, { reversedOn: day('2026-12-01') }),
  ].flatMap((didCase) => standing(didCase, { party: 'citizen' })),
  ...(['forfeiture', 'loss', 'dismissed'] as const).flatMap((kind) =>
    standing(withDecision({}, { effect: { kind, from: '2026-11-11' } }), { party: 'citizen' }),
  ),
  ...statuses.flatMap((status) => deadlinesOf(caseIn(status), 'citizen', { policy }).map((one) => dueOf(one, 1))),
  answered,
];
const italian = [
  ...everySentence.map((one) => sentenceIn('it', one).text),
  ...statuses.map((status) => nextIn('it', awaiting(caseIn(status), policy))),
];
const wordsOf = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? [];
// A number with a point is one word.
const sentencesOf = (text: string) => text.replace(/(\d)\.(\d)/g, '$1$2').split(/(?<=[.!?]) /);

describe('the Italian of it is simple', () => {
  const sentences = [...new Set(italian.flatMap(sentencesOf))];

  test('sentences of at most 20 words', () => {
    for (const sentence of sentences) expect(wordsOf(sentence).length, sentence).toBeLessThanOrEqual(20);
  });

  test('reads easily: Gulpease of at least 60', () => {
    const words = sentences.flatMap(wordsOf);
    const letters = sentences.join('').match(/[\p{L}\p{N}]/gu) ?? [];
    expect(89 + (300 * sentences.length - 10 * letters.length) / words.length).toBeGreaterThanOrEqual(60);
  });

  test('speaks to «tu», without officialese', () => {
    const said = sentences.join(' ');
    expect(said).not.toMatch(/si prega|gent\.?(?:mo|ma|ile)|spett\.|suddett|codesto|\bLei\b|utente/i);
    expect(said).toMatch(/\btua\b/);
  });

  test('names nobody, and leaves no word out', () => {
    for (const sentence of everySentence) {
      for (const language of languages) {
        expect(sentenceIn(language, sentence).text).not.toMatch(/undefined|\bnull\b|\[object/);
      }
    }
  });
});

test('every row of the lifecycle is explained', () => {
  for (const { verb, from, to, by } of lifecycle) {
    for (const [target] of [to]) {
      const said = read({ event: verb, from, ...(target && { to: target }), by: { party: by[0] ?? 'citizen' } });
      expect(said.map(([text]) => text).join(' ')).not.toContain('è stato scritto un fatto');
    }
  }
});
