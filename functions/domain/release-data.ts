/**
 * The information of *salva DID* (S0:15): who the person is, their professional data, their work. One contract, whole for
 * the release and with any gap for a draft. What profiling asks later (household, dependants, citizenship) is not here,
 * nor is anything about health.
 */
import * as z from 'zod/mini';
import { PlainDate } from './dates.ts';
import { lineOfText, Municipality, Person } from './person.ts';

/** The levels of education, from none on. */
export const educations = ['none', 'primary', 'lower-secondary', 'vocational', 'upper-secondary', 'tertiary'] as const;
export type Education = (typeof educations)[number];

const iso6391 =
  'aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo ' +
  'es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ' +
  'ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn ' +
  'no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta ' +
  'te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu';
const twoLetters: ReadonlySet<string> = new Set(iso6391.split(' '));

/** A language: ISO 639-1, or the three letters of ISO 639-3 for one that has no two. */
export const LanguageCode = z.string().check(
  z.regex(/^[A-Za-z]{2,3}$/, { error: 'language-code', abort: true }),
  z.toLowerCase(),
  z.refine((code) => twoLetters.has(code) || /^[a-z]{3}$/.test(code), { error: 'language-code' }),
);

/** How well a language is known: the levels of the Council of Europe. */
export const languageLevels = ['A1', 'A2', 'B1', 'B2', 'C1', 'C2', 'mother-tongue'] as const;

/** The categories of Directive 2006/126/EC art. 4. */
export const drivingLicences = [
  ...['AM', 'A1', 'A2', 'A', 'B1', 'B', 'BE', 'C1', 'C1E', 'C', 'CE', 'D1', 'D1E', 'D', 'DE'],
] as const;

const unlike = <Item>(name: (item: Item) => unknown) =>
  z.refine<Item[]>((items) => new Set(items.map(name)).size === items.length, { error: 'listed-twice' });

/** Professional information: what the person has learnt and can do. */
export const Professional = z.strictObject({
  /** The title of study by its name, and the year in which it was obtained. */
  title: z.optional(lineOfText(120)),
  titleYear: z.optional(z.int().check(z.minimum(1900), z.maximum(2999))),
  /** The professional qualification (S1:67). */
  qualification: z.optional(lineOfText(120)),
  /** Other occupations that the person is inclined to (S1:67). */
  otherOccupations: z.optional(
    z.array(lineOfText(120)).check(
      z.maxLength(5),
      unlike((each) => each.toLowerCase()),
    ),
  ),
  languages: z.optional(
    z.array(z.strictObject({ language: LanguageCode, level: z.enum(languageLevels) })).check(
      z.maxLength(10),
      unlike(({ language }) => language),
    ),
  ),
  drivingLicences: z.optional(z.array(z.enum(drivingLicences)).check(unlike((each) => each))),
  computerSkills: z.optional(z.enum(['none', 'basic', 'intermediate', 'advanced'])),
});

/** The kinds of contract of a last job. */
export const contractKinds = [
  'open-ended',
  'fixed-term',
  'agency',
  'on-call',
  'apprenticeship',
  'domestic',
  'collaboration',
  'self-employed',
  'other',
] as const;

/** Why a job ended. */
export const jobEndReasons = [
  'dismissal',
  'collective-dismissal',
  'end-of-term',
  'resignation',
  'resignation-for-cause',
  'mutual-agreement',
  'activity-ended',
  'other',
] as const;

/** The last job, beside its occupation and its last day, which stand by themselves. */
export const LastJob = z.strictObject({
  contract: z.optional(z.enum(contractKinds)),
  /** The employer's sector: the section of ATECO, a letter. */
  sector: z.optional(z.string().check(z.toUpperCase(), z.regex(/^[A-V]$/, { error: 'ateco-section' }))),
  startedOn: z.optional(PlainDate),
  endReason: z.optional(z.enum(jobEndReasons)),
});

/** What work the person would like: it helps to find some, and limits the availability in nothing. */
export const Preferences = z.strictObject({
  hours: z.optional(z.enum(['full-time', 'part-time', 'either'])),
  shifts: z.optional(z.array(z.enum(['day', 'evening', 'night', 'weekend'])).check(unlike((each) => each))),
  places: z.optional(
    z.array(Municipality).check(
      z.maxLength(10),
      unlike((each) => each),
    ),
  ),
});

/** Immediate availability for work and for active measures (D.Lgs. 150/2015 art. 19 c.1). */
const Availability = z.strictObject({ work: z.boolean(), training: z.boolean() });

const Profile = z.strictObject({
  education: z.enum(educations),
  everWorked: z.boolean(),
  lastOccupation: z.optional(lineOfText(120)),
  monthsSearching: z.int().check(z.minimum(0), z.maximum(600)),
  studying: z.boolean(),
});

const besides = {
  professional: z.optional(Professional),
  lastJob: z.optional(LastJob),
  preferences: z.optional(Preferences),
};
/** The last day of the last job; absent for who never worked. */
const lastJobEndedOn = z.optional(PlainDate);
/** Version of the privacy notice that was read; reading it is no consent (GDPR art. 6.1.e). */
const privacyNoticeVersion = lineOfText(20);

/** What is declared on route A: professional data and work, all that *salva DID* needs and what may be added. */
export const DeclarationData = z.strictObject({
  availability: Availability,
  lastJobEndedOn,
  profile: Profile,
  ...besides,
  privacyNoticeVersion,
});
export type DeclarationData = z.infer<typeof DeclarationData>;

/** What is declared so far: a draft has any gap, and routes B and C need none of it. */
export const PartialData = z.strictObject({
  availability: z.optional(z.partial(Availability)),
  lastJobEndedOn,
  profile: z.optional(z.partial(Profile)),
  ...besides,
  privacyNoticeVersion: z.optional(privacyNoticeVersion),
});
export type PartialData = z.infer<typeof PartialData>;

/** All of *salva DID*: the personal data are those of the record, shown and confirmed by releasing them. */
export const ReleaseData = z.strictObject({ person: Person, data: DeclarationData });
