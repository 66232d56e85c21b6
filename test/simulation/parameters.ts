/**
 * What the simulated year rests on. Every value says where it comes from; what no source gives is `assumed`, and an
 * office that knows its own figure puts it here. Shares are 0 to 1, times are as their names say.
 */
import { assumption, milan } from '../bench/prices.ts';

/** One value and where it comes from. */
export interface Given<Value = number> {
  readonly value: Value;
  readonly source: string;
  readonly assumed: boolean;
}

const assumed = <Value>(value: Value, source: string): Given<Value> => ({ value, source, assumed: true });
const stated = <Value>(value: Value, source: string): Given<Value> => ({ value, source, assumed: false });
const ofBench = (name: string) => assumed(assumption(milan(), name), 'as in the benchmark’s price file');

export interface Parameters {
  readonly year: Given;
  readonly didsPerThousand: Given;
  readonly inhabitantsPerOffice: Given;
  readonly largestOfficeInhabitants: Given;
  /** Weight of each month, January first. */
  readonly months: Given<readonly number[]>;
  /** Weight of each day of the week, Monday first. */
  readonly weekdays: Given<readonly number[]>;
  /** Weight of each hour of the day in Rome. */
  readonly hours: Given<readonly number[]>;
  readonly holidays: Given<readonly string[]>;
  readonly opensOn: Given<string>;
  readonly opensAtHour: Given;
  readonly daysPentUp: Given;
  readonly minutesToArriveAtOpening: Given;

  readonly strongShare: Given;
  readonly minutesToRelease: Given;
  readonly draftAbandonedShare: Given;
  readonly daysToChoose: Given;
  readonly neverChoosesShare: Given;
  readonly neverMeetsShare: Given;
  readonly noShowShare: Given;
  readonly comesBackShare: Given;
  readonly documentsFailShare: Given;
  readonly heedsNoticeShare: Given;
  readonly heedsCallShare: Given;
  readonly withdrawsShare: Given;
  readonly daysToWithdraw: Given;

  readonly officeOpens: Given;
  readonly officeCloses: Given;
  readonly leadDays: Given;
  readonly officeBusyShare: Given;
  readonly daysToTask: Given;

  readonly mailboxBreaksShare: Given;
  readonly mailboxRepairedShare: Given;
  readonly daysToRepair: Given;
  readonly deliveryUnknownShare: Given;
  readonly minutesToDeliver: Given;

  readonly pollsPerCommand: Given;
  readonly visits: Given;
  readonly daysBetweenVisits: Given;
  readonly requestsPerVisit: Given;
  readonly queuePagesPerMeeting: Given;

  readonly milliseconds: Given;
  readonly sweepItemMilliseconds: Given;
  readonly recordsPerInvocation: Given;
  readonly streamShards: Given;
}

const warm = ofBench('warmMilliseconds').value;
const cold = ofBench('coldShare').value * ofBench('coldMilliseconds').value;

export const parameters: Parameters = {
  year: assumed(2026, 'the first year of service, which begins without cases; 2 January is a working day'),
  didsPerThousand: assumed(
    35,
    'a year, for each 1 000 inhabitants: there were just under 2.2 million NASpI applications in 2022 (INPS, as the ' +
      'press reported) for 59 million inhabitants, and each counts as a DID',
  ),
  inhabitantsPerOffice: assumed(160_000, 'the 63 open job centres of the directory for about 10 million inhabitants'),
  largestOfficeInhabitants: assumed(2_800_000, 'all of Rome at one job centre'),
  months: assumed(
    [1.45, 0.95, 0.9, 0.85, 0.85, 1.1, 1.35, 0.75, 1.4, 1.05, 0.85, 0.5],
    'contracts end in December, June (school) and August (season): peaks in January, July, September',
  ),
  weekdays: assumed([1.4, 1.2, 1.1, 1.0, 0.9, 0.25, 0.2], 'peak on Monday'),
  hours: assumed(
    [2, 1, 1, 1, 1, 2, 6, 20, 55, 80, 85, 75, 55, 50, 60, 60, 50, 40, 30, 25, 20, 15, 10, 5],
    'peak from 9 to 12',
  ),
  holidays: stated(
    ['01-01', '01-06', '04-06', '04-25', '05-01', '06-02', '08-15', '11-01', '12-08', '12-25', '12-26'],
    'L. 260/1949; Easter Monday as in 2026',
  ),
  opensOn: assumed('01-02', 'the portal is closed before'),
  opensAtHour: assumed(8, 'the portal is closed before'),
  daysPentUp: assumed(9, 'days of January that waited for the opening: closed since 24 December'),
  minutesToArriveAtOpening: assumed(60, 'mean, exponential: two of three who waited come within the first hour'),

  strongShare: ofBench('strongShare'),
  minutesToRelease: assumed(25, 'mean, exponential, from the saved draft'),
  draftAbandonedShare: assumed(0.05, ''),
  daysToChoose: assumed(1, 'mean, exponential: most choose at once'),
  neverChoosesShare: assumed(0.04, ''),
  neverMeetsShare: assumed(0.08, 'of those with an appointment'),
  noShowShare: assumed(0.15, 'of appointments'),
  comesBackShare: assumed(0.8, 'of those who missed one'),
  documentsFailShare: assumed(0.03, 'of meetings after a reserve: a document is missing or has expired'),
  heedsNoticeShare: assumed(0.35, 'of those a notice reaches'),
  heedsCallShare: assumed(0.5, 'of those the job centre convenes'),
  withdrawsShare: assumed(0.04, ''),
  daysToWithdraw: assumed(60, 'mean, exponential'),

  officeOpens: assumed(9, 'Monday to Friday'),
  officeCloses: assumed(17, 'Monday to Friday'),
  leadDays: assumed(3, 'an appointment is given for this many days ahead at the soonest'),
  officeBusyShare: assumed(0.9, 'of all appointments that offices can give in a year'),
  daysToTask: assumed(3, 'mean, exponential, until an office settles a task'),

  mailboxBreaksShare: assumed(0.02, 'of mailboxes, some time in the 120 days after the draft'),
  mailboxRepairedShare: assumed(0.6, ''),
  daysToRepair: assumed(12, 'mean, exponential'),
  deliveryUnknownShare: assumed(0.005, 'of mails, of which no delivery is ever reported'),
  minutesToDeliver: assumed(1, 'mean, exponential'),

  pollsPerCommand: assumed(2, 'until the portal sees a command settled'),
  visits: assumed(6, 'later visits of a citizen to the portal'),
  daysBetweenVisits: assumed(20, 'mean, exponential'),
  requestsPerVisit: assumed(3, 'of one case each'),
  queuePagesPerMeeting: assumed(2, 'pages of 25 cases of the work list'),

  milliseconds: assumed(warm + cold, 'an invocation, cold ones in the mean included: as in the benchmark’s price file'),
  sweepItemMilliseconds: assumed(40, 'an item of the sweep: three reads and one transaction, one after another'),
  recordsPerInvocation: assumed(1, 'a reader of the stream gets each record alone: the worst case'),
  streamShards: assumed(4, 'one for each partition; a new table has four, for its 4 000 write units a second'),
};

/** The assumptions and sources, as rows of a table. */
export function givenRows(of: Parameters = parameters): string[][] {
  return Object.entries<Given<number | string | readonly (number | string)[]>>({ ...of }).map(
    ([name, { value, source, assumed }]) => [
      `\`${name}\``,
      Array.isArray(value) ? value.join(' ') : String(value),
      assumed ? (source === '' ? '_assumed_' : `_assumed_: ${source}`) : source,
    ],
  );
}
