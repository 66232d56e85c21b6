/** What keeps declared data from being a DID, what is missing in them, and what is odd and only told. */
import { ageOn } from '../age.ts';
import { addYears, monthsBetween, type PlainDate } from '../dates.ts';
import type { Facts, Warning } from '../decide.ts';
import type { Person } from '../person.ts';
import type { WorkingAge } from '../policies.ts';
import { noticeProblem } from '../privacy-notices.ts';
import { type Refusal, refuse } from '../refusals.ts';
import { DeclarationData, type Education, type PartialData } from '../release-data.ts';

/** Whose data they are, by which policy, and on which day they are looked at. */
export type About = Pick<Facts, 'policy'> & { readonly person: Pick<Person, 'birthDate'>; readonly today: PlainDate };

/**
 * What keeps declared data, as far as they are there, from being a DID on a day: availability for both work and measures
 * (D.Lgs. 150/2015 art. 19 c.1: `availability-incomplete`), a last job that has ended (S0:5, S0:43: `job-not-ended`), and
 * what cannot be: work before birth or before the least age of the policy, a job that ended before it began, a job of who
 * never worked, a title of a year to come.
 */
export function declarationProblem(data: PartialData, about: About): Refusal | undefined {
  const { availability, lastJobEndedOn } = data;
  if (availability?.work === false) return refuse('availability-incomplete', 'availability.work');
  if (availability?.training === false) return refuse('availability-incomplete', 'availability.training');
  if (lastJobEndedOn !== undefined && lastJobEndedOn > about.today) return refuse('job-not-ended', 'lastJobEndedOn');
  return neverWorkedProblem(data) ?? lastJobProblem(data, about) ?? titleProblem(data, about);
}

/**
 * What is wrong with the privacy notice that a person says to have read for the data sent now: one that never was
 * (`privacy-notice-unknown`), or that another has replaced since (`privacy-notice-superseded`).
 */
export function unreadNotice({ privacyNoticeVersion }: PartialData, today: PlainDate): Refusal | undefined {
  const problem = privacyNoticeVersion === undefined ? undefined : noticeProblem(privacyNoticeVersion, today);
  return problem && refuse(problem, 'privacyNoticeVersion');
}

/** Who never worked has no last job: neither its end, nor its occupation, nor anything else of it. */
function neverWorkedProblem({ profile, lastJobEndedOn, lastJob }: PartialData): Refusal | undefined {
  if (profile?.everWorked !== false) return undefined;
  if (lastJobEndedOn !== undefined) return refuse('never-worked', 'lastJobEndedOn');
  if (profile.lastOccupation !== undefined) return refuse('never-worked', 'profile.lastOccupation');
  return lastJob === undefined ? undefined : refuse('never-worked', 'lastJob');
}

function lastJobProblem({ lastJobEndedOn, lastJob }: PartialData, about: About): Refusal | undefined {
  const { startedOn } = lastJob ?? {};
  if (startedOn !== undefined && startedOn > (lastJobEndedOn ?? about.today)) {
    return refuse('job-dates-reversed', 'lastJob.startedOn');
  }
  return workedOn(lastJobEndedOn, 'lastJobEndedOn', about) ?? workedOn(startedOn, 'lastJob.startedOn', about);
}

/** What keeps a person from having worked on a day: they were not born, or younger than anybody could work then. */
function workedOn(day: PlainDate | undefined, field: string, { person, policy }: About): Refusal | undefined {
  if (day === undefined) return undefined;
  if (day < person.birthDate) return refuse('job-before-birth', field);
  const { rule, value } = policy.workingAge;
  return ageOn(person.birthDate, day) < leastAge(value, day)
    ? refuse('job-before-working-age', field, `${rule}:assumed`)
    : undefined;
}

const leastAge = (ages: readonly WorkingAge[], day: PlainDate) =>
  ages.find(({ until }) => until === undefined || day <= until)?.age ?? 0;

function titleProblem({ professional }: PartialData, { person, today }: About): Refusal | undefined {
  const year = professional?.titleYear;
  if (year === undefined) return undefined;
  const possible = yearOf(person.birthDate) < year && year <= yearOf(today);
  return possible ? undefined : refuse('title-year-impossible', 'professional.titleYear');
}

const yearOf = (day: PlainDate) => Number(day.slice(0, 4));

/**
 * What *salva DID* still needs (S0:15), field by field: what the contract asks for, and of who has worked the last day of
 * the last job. Each breaks the rule `required`.
 */
export function missingData(data: PartialData): { readonly field: string; readonly rule: 'required' }[] {
  const issues = DeclarationData.safeParse(data).error?.issues ?? [];
  const open = issues.flatMap(({ path }) => asked[path.join('.')] ?? [path.join('.')]);
  const endless = data.profile?.everWorked === true && data.lastJobEndedOn === undefined;
  return [...open, ...(endless ? ['lastJobEndedOn'] : [])].map((field) => ({ field, rule: 'required' }));
}

// Of a part that is not there at all, what it asks for.
const asked: Readonly<Record<string, readonly string[]>> = {
  availability: ['availability.work', 'availability.training'],
  profile: ['education', 'everWorked', 'monthsSearching', 'studying'].map((field) => `profile.${field}`),
};

/** The least age at which a title is usually held; who has it earlier is asked to look again. */
const usualAge: Readonly<Record<Education, number>> = {
  none: 0,
  primary: 9,
  'lower-secondary': 12,
  vocational: 15,
  'upper-secondary': 16,
  tertiary: 19,
};

/** What is odd in declared data, and said without refusing them: a search longer than can be, a title at no usual age. */
export function declarationWarnings(data: PartialData, about: About): Warning[] {
  return [...searchWarnings(data, about), ...educationWarnings(data, about)];
}

/** One month more than there are: people round, and look for work before the last day of a job. */
const tolerance = 1;

function searchWarnings({ profile, lastJobEndedOn }: PartialData, { person, policy, today }: About): Warning[] {
  const months = profile?.monthsSearching;
  if (months === undefined) return [];
  const youngest = addYears(person.birthDate, leastAge(policy.workingAge.value, today));
  const since = lastJobEndedOn ?? youngest;
  return months > Math.max(0, monthsBetween(since, today)) + tolerance
    ? [{ rule: 'months-searching-long', field: 'profile.monthsSearching' }]
    : [];
}

function educationWarnings({ profile, professional }: PartialData, { person, today }: About): Warning[] {
  const education = profile?.education;
  if (education === undefined) return [];
  const year = professional?.titleYear;
  if (education === 'none' && (professional?.title !== undefined || year !== undefined)) {
    return [{ rule: 'title-without-education', field: 'professional.title' }];
  }
  const age = year === undefined ? ageOn(person.birthDate, today) : year - yearOf(person.birthDate);
  const field = year === undefined ? 'profile.education' : 'professional.titleYear';
  return age < usualAge[education] ? [{ rule: 'education-age', field }] : [];
}

/** What keeps somebody from making a DID here on a day: an age below that of the policy (`under-age`, assumed). */
export function ageProblem(
  { citizen, policy }: Pick<Facts, 'citizen' | 'policy'>,
  today: PlainDate,
): Refusal | undefined {
  const { value, rule } = policy.minimumAge;
  return ageOn(citizen.person.birthDate, today) < value
    ? refuse('under-age', 'birthDate', `${rule}:assumed`)
    : undefined;
}
