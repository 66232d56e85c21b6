/** Whatever a draft holds: what is released of it holds together, and what is refused is named. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ageOn } from '../../functions/domain/age.ts';
import { decide } from '../../functions/domain/commands.ts';
import { addDays } from '../../functions/domain/dates.ts';
import { DeclarationData, PartialData } from '../../functions/domain/declaration.ts';
import { declaredRows } from '../../functions/domain/declared-in-words.ts';
import { edits } from '../../functions/domain/edits.ts';
import {
  contractKinds,
  drivingLicences,
  educations,
  jobEndReasons,
  languageLevels,
} from '../../functions/domain/release-data.ts';
import { missingData } from '../../functions/domain/verbs/declared.ts';
import { caseIn, editFactsOf, factsOf, mario, recordOf, today } from './samples.ts';

const day = fc.integer({ min: -25_000, max: 40 }).map((days) => addDays(today, days));
const line = fc.stringMatching(/^[a-zà-ù]{1,12}( [a-zà-ù]{1,12})?$/);
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const some = <Value>(model: { [Name in keyof Value]: fc.Arbitrary<Value[Name]> }) =>
  maybe(fc.record(model, { requiredKeys: [] }));

const draft = fc
  .record(
    {
      availability: some({ work: fc.boolean(), training: fc.boolean() }),
      lastJobEndedOn: maybe(day),
      profile: some({
        education: fc.constantFrom(...educations),
        everWorked: fc.boolean(),
        lastOccupation: line,
        monthsSearching: fc.integer({ min: 0, max: 600 }),
        studying: fc.boolean(),
      }),
      professional: some({
        title: line,
        titleYear: fc.integer({ min: 1900, max: 2999 }),
        otherOccupations: fc.uniqueArray(line, { maxLength: 5 }),
        languages: fc.uniqueArray(
          fc.record({
            language: fc.constantFrom('it', 'en', 'ar', 'wo', 'ber'),
            level: fc.constantFrom(...languageLevels),
          }),
          { maxLength: 3, selector: ({ language }) => language },
        ),
        drivingLicences: fc.uniqueArray(fc.constantFrom(...drivingLicences)),
      }),
      lastJob: some({
        contract: fc.constantFrom(...contractKinds),
        sector: fc.constantFrom('A', 'F', 'V'),
        startedOn: day,
        endReason: fc.constantFrom(...jobEndReasons),
      }),
      preferences: some({ hours: fc.constantFrom('full-time', 'part-time', 'either') }),
      privacyNoticeVersion: maybe(fc.constant('2026-1')),
    },
    { requiredKeys: [] },
  )
  .map((data) => PartialData.parse(JSON.parse(JSON.stringify(data))));
/** One to which nothing is missing, but perhaps the end of a job. */
const filled = fc.tuple(draft, fc.constantFrom(...educations), fc.boolean()).map(
  ([data, education, everWorked]): PartialData => ({
    ...data,
    availability: { work: true, training: true },
    profile: { ...data.profile, education, everWorked, monthsSearching: 1, studying: false },
    privacyNoticeVersion: '2026-1',
  }),
);
const birthDate = fc.integer({ min: -33_000, max: -5_000 }).map((days) => addDays(today, days));

test('what is released is whole and holds together', () => {
  let released = 0;
  fc.assert(
    fc.property(fc.oneof(draft, filled), birthDate, (data, born) => {
      const citizen = recordOf({ ...mario, birthDate: born });
      const outcome = decide('release', factsOf({ didCase: caseIn('registered', { data }), citizen }), {});
      if (outcome.kind === 'refusal') {
        // Nobody is left alone with a refusal that names no field.
        expect(outcome.field).toBeDefined();
        for (const { field, rule } of outcome.errors ?? [])
          expect([field.length > 0, rule]).toEqual([true, 'required']);
        return;
      }
      released += 1;
      const { lastJobEndedOn, profile, lastJob, professional } = DeclarationData.parse(outcome.next.snapshot?.data);
      expect(profile.everWorked).toBe(lastJobEndedOn !== undefined);
      if (lastJobEndedOn !== undefined) {
        expect(lastJobEndedOn <= today && ageOn(born, lastJobEndedOn) >= 14).toBe(true);
        expect((lastJob?.startedOn ?? lastJobEndedOn) <= lastJobEndedOn).toBe(true);
      } else expect([profile.lastOccupation, lastJob]).toEqual([undefined, undefined]);
      if (professional?.titleYear !== undefined) expect(professional.titleYear).toBeLessThanOrEqual(2026);
      expect(declaredRows(DeclarationData.parse(data)).every(([label, value]) => label !== '' && value !== '')).toBe(
        true,
      );
    }),
    { numRuns: 2000 },
  );
  expect(released).toBeGreaterThan(10);
});

test('a draft is saved with any gap, and only what cannot be is refused', () => {
  fc.assert(
    fc.property(draft, birthDate, (data, born) => {
      const facts = editFactsOf(caseIn('registered', { data: {} }), {
        citizen: recordOf({ ...mario, birthDate: born }),
      });
      const outcome = edits['write-data'].decide(facts, data);
      if (outcome.kind === 'edit') {
        expect(PartialData.parse(outcome.changes.data)).toEqual(data);
        return;
      }
      expect(outcome.code).not.toBe('data-missing');
      // What is refused of a draft is refused of it with anything else added.
      const more = { ...data, preferences: { hours: 'either' as const } };
      expect(edits['write-data'].decide(facts, more)).toMatchObject({ code: outcome.code, field: outcome.field });
    }),
  );
});

test('nothing is missing exactly where the contract is met and who worked tells until when', () => {
  fc.assert(
    fc.property(fc.oneof(draft, filled), (data) => {
      const met = DeclarationData.safeParse(data).success;
      const told = data.profile?.everWorked !== true || data.lastJobEndedOn !== undefined;
      expect(missingData(data).length === 0).toBe(met && told);
      const fields = missingData(data).map(({ field }) => field);
      expect(new Set(fields).size).toBe(fields.length);
    }),
  );
});
