/** What must hold of every record at rest, whatever happened. */
import { Instant } from '../../functions/domain/dates.ts';
import { edgeOf, isLive, statuses, verbs } from '../../functions/domain/lifecycle.ts';
import { holdsGuard } from '../../functions/domain/live-guard.ts';
import { mailKinds } from '../../functions/domain/mail-kinds.ts';
import { isAct } from '../../functions/domain/protocol.ts';
import type { Item } from './ledger.ts';
import type { World } from './world.ts';

const isStatus = (text: unknown) => statuses.find((status) => status === text);
const isVerb = (text: unknown) => verbs.find((verb) => verb === text);

/** Everything in a world at rest that must not be, in words; empty if all is well. */
export function broken(world: World): string[] {
  const { ledger } = world;
  const commands = ledger.all('command');
  return [
    ...ledger.all('case').flatMap((didCase) => brokenCase(world, didCase)),
    ...ledger.all('wait').flatMap((wait) => brokenWait(world, wait)),
    ...commands
      .filter(({ state }) => state === 'accepted')
      .map(({ verb, declarationId }) => {
        const pending = Object(ledger.get(`WAIT#${declarationId}`, 'WAIT')?.['pending']).verb;
        return `${verb} is under way for ever${pending === verb ? '' : ', and nothing waits for it'}`;
      }),
    ...brokenMail(world, commands),
    ...brokenRegister(world, commands),
    ...brokenPlaces(world),
    ...brokenAccounts(world),
    ...ledger.all('case').flatMap(brokenProceedings),
    ...ledger
      .all('citizen')
      .filter(({ takenOverAt, citizenId }) => takenOverAt !== undefined && hasLiveCase(world, citizenId))
      .map(() => 'a DID is live that is nobody’s any more'),
    ...ledger
      .all('guard')
      .filter(({ pk }) => ledger.get(String(pk), 'PROFILE')?.['takenOverAt'] === undefined)
      .filter(({ pk, citizenId, declarationId }) => {
        if (declarationId === undefined) return !ledger.get(`CITIZEN#${citizenId}`, 'PROFILE');
        return !String(pk).startsWith('CITIZEN#') || !holds(ledger.get(`DID#${declarationId}`, 'CASE'));
      })
      .map(({ pk, sk }) => `the guard ${String(pk).split('#')[0]} ${sk} holds nothing`),
  ];
}

/** Whether a DID is to hold its citizen's guard: live, unless it has given it up so long after a forfeiture. */
function holds(didCase: Item | undefined): boolean {
  const status = isStatus(didCase?.['status']);
  return status !== undefined && holdsGuard({ status, guardFreedAt: freedAt(didCase) });
}
const freedAt = (didCase: Item | undefined) => {
  const at = didCase?.['guardFreedAt'];
  return typeof at === 'string' ? Instant.parse(at) : undefined;
};

/** Whoever ended an account must not be able to sign in to it. */
function brokenAccounts({ ledger, deleted }: World): string[] {
  const ended = ledger.all('subject').filter(({ endedAt }) => endedAt !== undefined);
  return ended
    .filter(({ pk, agendaDue }) => agendaDue !== undefined || !deleted.includes(String(pk).split('#')[1] ?? ''))
    .map(() => 'an account that ended is in the user pool still');
}

function hasLiveCase({ ledger }: World, citizenId: unknown): boolean {
  return ledger.all('case').some((didCase) => {
    const status = isStatus(didCase['status']);
    return didCase['citizenId'] === citizenId && status !== undefined && isLive(status);
  });
}

function brokenCase({ ledger }: World, didCase: Item): string[] {
  const { declarationId, citizenId, status, version } = didCase;
  const history = ledger.all('history').filter((entry) => entry['declarationId'] === declarationId);
  const wrong = history.flatMap((entry, index) => {
    const from = index === 0 ? 'none' : history[index - 1]?.['to'];
    const found: string[] = [];
    if (entry['sequence'] !== index + 1) found.push(`entry ${index + 1} of the history is ${entry['sequence']}`);
    if (entry['from'] !== from) found.push(`${entry['event']} begins at ${entry['from']}, not ${from}`);
    const verb = isVerb(entry['event']);
    const start = entry['from'] === 'none' ? 'none' : isStatus(entry['from']);
    const to = isStatus(entry['to']);
    const allowed = verb === undefined ? entry['from'] === to : start && to && edgeOf(start, verb)?.to.includes(to);
    if (!allowed) found.push(`${entry['event']} leads from ${entry['from']} to ${to}`);
    const command = ledger.get(`COMMAND#${entry['commandId']}`, 'COMMAND');
    if (verb !== undefined && command?.['state'] !== 'applied')
      found.push(`${verb} is told, its command ${command?.['state']}`);
    return found;
  });
  const applied = ledger
    .all('command')
    .filter((one) => one['declarationId'] === declarationId && one['state'] === 'applied');
  const told = history.filter(({ commandId }) => commandId !== undefined);
  const live = ledger.get(`CITIZEN#${citizenId}`, 'LIVE')?.['declarationId'] === declarationId;
  const known = isStatus(status);
  return [
    ...wrong,
    ...(history.length === version ? [] : [`version ${version} with ${history.length} entries`]),
    ...(history.at(-1)?.['to'] === status ? [] : [`it stands ${status}, its history ends ${history.at(-1)?.['to']}`]),
    ...(applied.length === told.length ? [] : [`${applied.length} commands applied, ${told.length} told`]),
    ...(known && holds(didCase) === live ? [] : [`${status}, and ${live ? 'live' : 'not live'}`]),
    ...(ledger.get(`WAIT#${declarationId}`, 'WAIT')?.['status'] === status ? [] : ['its wait says another status']),
  ];
}

/** What is contested waits for a decision, who stands sanctioned for a forfeiture; of one fact there is one decision. */
function brokenProceedings({ status, contested, decisions }: Item): string[] {
  const decided = Array.from<unknown>(Object(decisions ?? [])).map((one) => Object(one));
  const facts = [...decided, ...(contested === undefined ? [] : [Object(contested)])].map(({ id }) => String(id));
  const forfeits = decided.some(({ effect, reversedOn }) => effect.kind === 'forfeiture' && reversedOn === undefined);
  return [
    ...(status === 'sanction-proposed' && contested === undefined ? ['a decision is awaited on nothing'] : []),
    ...(status === 'sanctioned' && !forfeits ? ['it stands sanctioned for nothing'] : []),
    ...(new Set(facts).size < facts.length ? ['one fact is decided on twice'] : []),
    ...(decided.some(({ number }, index) => number !== index + 1) ? ['a decision has the number of another'] : []),
  ];
}

function brokenWait({ ledger, executions }: World, wait: Item): string[] {
  const { declarationId, status, taskToken, pending, generation } = wait;
  const all = [...executions.all.values()].filter(({ name }) => name.startsWith(String(declarationId)));
  const own = all.find(({ name }) => name === `${declarationId}-${generation}`);
  const waits = own?.status === 'RUNNING' && own.token !== undefined && own.token === taskToken;
  const known = isStatus(status);
  const live = known !== undefined && isLive(known);
  return [
    ...(pending === undefined ? [] : [`${Object(pending).verb} is pending`]),
    ...(known === undefined ? ['a registration waits for ever'] : []),
    ...(live === waits ? [] : [`${status}, and its execution ${own?.status} in ${own?.state}`]),
    ...(live && wait['homeShard'] === undefined ? ['a live wait has no home'] : []),
    ...(ledger.get(`DID#${declarationId}`, 'CASE') ? [] : ['it waits for no case']),
  ];
}

/** Every place that is taken is that of its DID's appointment, unless that is over; none is taken without. */
function brokenPlaces({ ledger, clock }: World): string[] {
  const now = new Date(clock).toISOString();
  const places = ledger.all('place');
  const cases = ledger.all('case');
  const held = (place: Item, didCase: Item) => {
    const { id, startsAt, place: which } = Object(didCase['appointment'] ?? {});
    return id === place['appointmentId'] && startsAt === place['startsAt'] && which === place['place'];
  };
  return [
    ...places
      .filter((place) => String(place['startsAt']) > now && !cases.some((didCase) => held(place, didCase)))
      .map(() => 'a place is taken for nobody'),
    ...cases
      .filter((didCase) => didCase['appointment'] !== undefined && !places.some((place) => held(place, didCase)))
      .map(() => 'an appointment has no place'),
  ];
}

function brokenMail({ ledger, letters }: World, commands: readonly Item[]): string[] {
  const sent = letters.map(({ mailId }) => mailId);
  const doubled = sent.filter((mailId, index) => sent.indexOf(mailId) !== index);
  const waiting = ledger.all('mail').filter(({ state }) => state === 'queued' || state === 'sending');
  const applied = commands.filter(({ state }) => state === 'applied').map(({ receiptNumber }) => receiptNumber);
  const edited = ledger.all('edit').map(({ receiptNumber }) => receiptNumber);
  const receipts = ledger.all('mail').flatMap(({ parameters }) => Object(parameters).receiptNumber ?? []);
  return [
    ...doubled.map(() => 'a mail went out twice'),
    ...waiting.map(({ parameters }) => `${Object(parameters).kind} is never sent`),
    ...applied
      .filter((number) => receipts.filter((one) => one === number).length > 1)
      .map(() => 'two mails of one command'),
    ...receipts
      .filter((number) => !applied.includes(number) && !edited.includes(number))
      .map(() => 'a mail of a command that was not applied'),
  ];
}

/** The register: no number left out or given twice, and one for whatever came in and for each act that went out. */
function brokenRegister({ ledger, letters }: World, commands: readonly Item[]): string[] {
  const lines = ledger.all('protocol-entry');
  const years = Map.groupBy(lines, ({ number }) => String(number).slice(0, 4));
  const gapped = [...years.values()].filter((of) => {
    const counts = of.map(({ number }) => Number(String(number).slice(5))).toSorted((one, other) => one - other);
    return counts.some((count, index) => count !== index + 1);
  });
  const sources = lines.map(({ source }) => String(source));
  const asked = commands
    .filter(({ state, bodyHash }) => state !== 'ignored' && bodyHash !== '')
    .map(({ party, verb, receiptNumber }) => ({ party, what: verb, receiptNumber }));
  // What INPS had told before its person was known was entered when it came.
  const made = ledger.all('edit').filter(({ bodyHash }) => bodyHash !== '');
  const came = [...asked, ...made].filter(
    ({ party, what }) => party === 'citizen' || party === 'inps' || what === 'withdraw',
  );
  const kinds = new Map(ledger.all('mail').map(({ mailId, parameters }) => [mailId, mailKindOf(parameters)]));
  const acts = letters.filter(({ mailId }) => {
    const kind = kinds.get(mailId);
    return kind !== undefined && isAct(kind);
  });
  return [
    ...gapped.map((of) => `the register has the numbers ${of.map(({ number }) => number)}`),
    ...sources
      .filter((source, index) => sources.indexOf(source) !== index)
      .map((source) => `${source} is entered twice`),
    ...came
      .filter(({ receiptNumber }) => !sources.includes(`request.${receiptNumber}`))
      .map(({ what }) => `${what} came in without a number`),
    ...acts
      .filter(({ mailId }) => !sources.includes(`mail.${mailId}`))
      .map(({ mailId }) => `${kinds.get(mailId)} went out without a number`),
  ];
}

const mailKindOf = (parameters: unknown) => mailKinds.find((kind) => kind === Object(parameters).kind);
