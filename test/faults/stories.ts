/** What people and offices do, step by step at fixed times; each step has an hour to come to rest. */
import type { ActionName } from '../../functions/domain/authorisation.ts';
import { shippedListedDomains } from '../../functions/domain/mailbox.ts';
import {
  type Asked,
  admin,
  anna,
  annaMe,
  ask,
  askOnce,
  bruno,
  brunoMe,
  brunoSpid,
  data,
  helper,
  inps,
  manager,
  officer,
  type Session,
  secondAdmin,
  stranger,
} from './people.ts';
import type { World } from './world.ts';

/** One thing that somebody does, or time that passes until then. */
export interface Step {
  readonly name: string;
  readonly at: string;
  readonly run: (world: World) => Promise<void>;
}

export interface Story {
  readonly name: string;
  readonly steps: readonly Step[];
}

/** One thing that happens five minutes past an hour. */
export const step = (at: string, name: string, run: Step['run']): Step => ({ name, at: `${at}:05:00.000Z`, run });

/** Somebody asks the API for something; what the answer names is remembered. */
export const asks = (at: string, who: Session, action: ActionName, asked: (world: World) => Asked = () => ({})): Step =>
  step(at, `${who.sub}: ${action}`, async (world) => {
    const { body } = await ask(world, who, action, { key: `key-${at}-${action}`, ...asked(world) });
    const { id } = Object(body['appointment'] ?? {});
    if (typeof id === 'string') world.memo = { ...world.memo, appointmentId: id };
    for (const name of ['declarationId', 'commandId']) {
      const value = body[name];
      if (typeof value === 'string') world.memo = { ...world.memo, [name]: value };
    }
  });

const passes = (at: string) => step(at, 'time passes', async (world) => world.pass(world.clock + 300_000));
export const declaration =
  (more: Asked = {}) =>
  (world: World) => ({ id: world.memo['declarationId'] ?? '', ...more });
/** The approval of what was proposed last on a case, gone or not: proposals bear the instant of their request. */
export const approvalOf =
  (which: 'declarationId' | 'old' = 'declarationId') =>
  (world: World) => {
    const { [which]: id = '' } = world.memo;
    const proposed = world.ledger
      .all('history')
      .filter(({ pk, event }) => pk === `DID#${id}` && String(event).startsWith('propose-'))
      .map(({ receivedAt }) => String(receivedAt));
    return { id, body: { proposedAt: proposed.sort().at(-1) } };
  };
/** Takes a world through steps. */
export async function comesTo(world: World, steps: readonly Step[]): Promise<void> {
  for (const { at, run } of steps) {
    await world.pass(Date.parse(at));
    await run(world);
    await world.settle();
  }
}

const anyDay = '2026-11-02';

export const pact = (signedOn: string) => ({
  signedOn,
  responsibleOfficer: 'Carla Neri',
  profile: 'Intermedio',
  searchActs: ['Tre candidature a settimana'],
  contactFrequency: 'P2W',
  proof: 'Diario delle candidature',
});
const identityDocument = { kind: 'identity-card', number: 'CA12345AB', issuedBy: 'Comune', expiresOn: '2030-01-01' };
export const meeting = (metOn: string) => ({ metOn, identityDocument, paperDeclaration: { signedOn: metOn } });
export const toMilano = declaration({ body: { operatorId: 'cpi-milano' } });

export const annaComes = [
  asks(`${anyDay}T08`, anna, 'name-mailbox', () => ({ body: { mailbox: 'anna.verdi@libero.it' } })),
  asks(`${anyDay}T09`, anna, 'prove-mailbox', () => ({ body: { code: '999999' } })),
  asks(`${anyDay}T10`, anna, 'write-me', () => ({ body: annaMe })),
] as const;
export const brunoComes = [asks(`${anyDay}T08`, bruno, 'write-me', () => ({ body: brunoMe }))];
export const registers = (who: Session, at = `${anyDay}T11`) =>
  asks(at, who, 'register', () => ({ body: { route: 'A', ...data } }));
export const releases = (who: Session, at = `${anyDay}T12`) => asks(at, who, 'release', declaration());

const reads = (at: string, who: Session, actions: readonly ActionName[]) =>
  step(at, `${who.sub} reads`, async (world) => {
    const { declarationId: id = '', commandId = '' } = world.memo;
    for (const action of actions) {
      await ask(world, who, action, { id: action === 'read-command' ? commandId : id });
    }
  });

const strong: Story = {
  name: 'strong: register, release, choose, pact',
  steps: [
    ...annaComes,
    registers(anna),
    asks(`${anyDay}T12`, anna, 'write-data', declaration({ body: { ...data, lastJobEndedOn: '2026-10-30' } })),
    releases(anna, `${anyDay}T13`),
    asks(`${anyDay}T14`, anna, 'choose-operator', toMilano),
    reads(`${anyDay}T15`, anna, [
      'read-me',
      'list-declarations',
      'read-declaration',
      'read-history',
      'read-communications',
      'read-command',
    ]),
    step(`${anyDay}T16`, 'officer: read-queue', async (world) => {
      await ask(world, officer, 'read-queue', { query: { status: 'confirmed' } });
    }),
    asks('2026-11-10T10', officer, 'sign-pact', declaration({ body: pact('2026-11-10') })),
  ],
};

const reserve: Story = {
  name: 'con riserva: confirm, pact after a month and more, convened and rolled over on the way',
  steps: [
    ...brunoComes,
    registers(bruno),
    releases(bruno),
    asks(`${anyDay}T13`, bruno, 'choose-operator', toMilano),
    step('2026-11-04T14', 'admin: propose-outage, confirm-outage', async (world) => {
      const outage = { from: '2026-11-03T20:00:00.000Z', to: '2026-11-03T21:00:00.000Z', reason: 'Rete ferma.' };
      const { body } = await ask(world, admin, 'propose-outage', { key: 'key-outage-0001', body: outage });
      await ask(world, secondAdmin, 'confirm-outage', { key: 'key-outage-0002', id: String(body['id']) });
      await ask(world, bruno, 'list-outages');
    }),
    asks('2026-11-05T10', officer, 'confirm', declaration({ body: meeting('2026-11-05') })),
    passes('2026-12-03T08'),
    step('2026-12-10T10', 'officer: read-tasks', async (world) => {
      const { body } = await ask(world, officer, 'read-tasks');
      const [task] = Array.from<unknown>(Object(body['items']));
      world.memo = { ...world.memo, taskId: String(Object(task).taskId) };
    }),
    asks('2026-12-10T11', officer, 'finish-task', (world) => ({
      id: world.memo['taskId'] ?? '',
      body: { note: 'Convocato per il 15.' },
    })),
    asks('2026-12-15T10', officer, 'sign-pact', declaration({ body: pact('2026-12-15') })),
    asks('2026-12-16T10', bruno, 'withdraw', declaration({ body: {} })),
  ],
};

const withdrawn: Story = {
  name: 'a draft withdrawn, and another, and the account joined by SPID',
  steps: [
    ...brunoComes,
    registers(bruno),
    asks(`${anyDay}T12`, bruno, 'withdraw', declaration({ body: {} })),
    registers(bruno, `${anyDay}T13`),
    asks(`${anyDay}T14`, brunoSpid, 'write-me', () => ({ body: brunoMe })),
    releases(brunoSpid, `${anyDay}T15`),
    asks(`${anyDay}T16`, brunoSpid, 'withdraw', declaration({ body: {} })),
  ],
};

/** Con riserva, both notices served, its term over. */
export const toBeClosed: readonly Step[] = [
  ...brunoComes,
  registers(bruno),
  releases(bruno),
  asks(`${anyDay}T13`, bruno, 'choose-operator', toMilano),
  passes('2027-01-30T23'),
  passes('2027-02-22T23'),
];

const expired: Story = {
  name: 'con riserva never completed: two notices delivered, closed',
  steps: [...toBeClosed, passes('2027-03-02T23')],
};

const draft: Story = {
  name: 'a draft never released: two notices, the first not told to have arrived, closed',
  steps: [
    ...brunoComes,
    registers(bruno),
    step('2026-12-30T10', 'SES tells nothing', async (world) => {
      world.sesTells = false;
    }),
    passes('2027-01-02T12'),
    step('2027-01-03T10', 'SES tells again', async (world) => {
      world.sesTells = true;
    }),
    passes('2027-01-12T12'),
  ],
};

const [annaNames, annaProves, annaEnters] = annaComes;
/** Anna's code claimed by a stranger, with a draft; Anna has proved her mailbox. */
export const claimed: readonly Step[] = [
  asks(`${anyDay}T06`, stranger, 'write-me', () => ({ body: annaMe })),
  annaNames,
  annaProves,
  registers(stranger, `${anyDay}T10`),
];

const takenOver: Story = {
  name: 'a code taken over by its owner, the claimant’s draft annulled',
  steps: [
    ...claimed,
    { ...annaEnters, at: '2026-11-02T11:05:00.000Z' },
    registers(anna, `${anyDay}T12`),
    releases(anna, `${anyDay}T13`),
  ],
};

const repaired: Story = {
  name: 'a mailbox broken by a notice, repaired, what was held sent',
  steps: [
    ...brunoComes,
    registers(bruno),
    releases(bruno),
    asks(`${anyDay}T13`, bruno, 'choose-operator', toMilano),
    step('2027-01-20T10', 'the mailbox closes', async (world) => {
      world.broken = ['bruno.rossi@libero.it'];
    }),
    passes('2027-01-30T23'),
    asks('2027-02-03T10', officer, 'confirm', declaration({ body: meeting('2027-02-03') })),
    asks('2027-02-04T10', bruno, 'name-mailbox', () => ({ body: { mailbox: 'bruno.nuovo@libero.it' } })),
    asks('2027-02-04T11', bruno, 'prove-mailbox', () => ({ body: { code: '999999' } })),
    asks('2027-02-05T10', officer, 'sign-pact', declaration({ body: pact('2027-02-05') })),
  ],
};

/** While the stream brings nothing and the state machine hears nothing of the API, a command; then all works again. */
const unheard = (at: string, action: 'register' | 'release', call: string) =>
  step(at, `bruno: ${action}, unheard`, async (world) => {
    world.streamFlows = false;
    world.down = [call];
    const { body } = await ask(world, bruno, action, {
      id: world.memo['declarationId'] ?? '',
      key: `key-unheard-${action}`,
      body: action === 'register' ? { route: 'A', ...data } : {},
    });
    world.memo = { ...world.memo, declarationId: String(body['declarationId']) };
    await world.pass(world.clock + 15 * 60_000);
    world.down = [];
    await world.settle();
    world.streamFlows = true;
  });

const streamLost: Story = {
  name: 'the stream brings nothing for a while: the sweep does it all',
  steps: [
    ...brunoComes,
    unheard(`${anyDay}T11`, 'register', 'api-declarations StartExecution'),
    unheard(`${anyDay}T12`, 'release', 'api-declarations SendTaskSuccess'),
  ],
};

const readInPortal: Story = {
  name: 'a notice of which nobody hears: the managers are asked, the person reads it, chooses an office, and it is over',
  steps: [
    ...brunoComes,
    registers(bruno),
    releases(bruno),
    step('2027-01-29T10', 'SES tells nothing', async (world) => {
      world.sesTells = false;
    }),
    passes('2027-01-30T23'),
    passes('2027-02-10T23'),
    reads('2027-02-12T10', bruno, ['read-communications']),
    asks('2027-02-13T10', bruno, 'choose-operator', toMilano),
    step('2027-02-14T10', 'SES tells again', async (world) => {
      world.sesTells = true;
    }),
    passes('2027-03-06T23'),
    passes('2027-03-20T10'),
  ],
};

const lostExecutions: Story = {
  name: 'executions stopped, and lost without a trace',
  steps: [
    ...brunoComes,
    registers(bruno),
    step(`${anyDay}T12`, 'the execution is stopped', async (world) => {
      world.executions.abort(world.executionOf(world.memo['declarationId'] ?? '')?.name ?? '');
    }),
    step(`${anyDay}T13`, 'all executions vanish', async (world) => {
      world.executions.all.clear();
      world.couriers.send('sweep', 'reconcile', { action: 'reconcile' });
    }),
    releases(bruno, `${anyDay}T14`),
  ],
};

/** For two hours nothing of a confirmation gets through: it is given up. */
export const givenUpAtOffice: readonly Step[] = [
  ...brunoComes,
  registers(bruno),
  releases(bruno),
  asks(`${anyDay}T13`, bruno, 'choose-operator', toMilano),
  step('2026-11-05T09', 'confirmations fail', async (world) => {
    world.down = ['confirm'];
  }),
  asks('2026-11-05T10', officer, 'confirm', declaration({ body: meeting('2026-11-05') })),
  step('2026-11-05T11', 'confirmations work', async (world) => {
    world.down = [];
  }),
];

const givenUp: Story = {
  name: 'a command given up, and taken up again by the office',
  steps: [
    ...givenUpAtOffice,
    asks('2026-11-05T12', officer, 'retry-command', (world) => ({ id: world.memo['commandId'] ?? '' })),
    asks('2026-11-05T13', officer, 'sign-pact', declaration({ body: pact('2026-11-05') })),
  ],
};

/** SES tells of the last letter that it sent. */
const sesTells = (at: string, eventType: string, bounceType?: 'Transient') =>
  step(at, `SES: ${eventType} ${bounceType ?? ''}`, async (world) => {
    const letter = world.letters.at(-1);
    if (letter) world.tell(letter, eventType, bounceType);
  });

const answered: Story = {
  name: 'mail that comes back for the moment, is complained of, is refused by SES',
  steps: [
    ...brunoComes,
    registers(bruno),
    releases(bruno),
    sesTells(`${anyDay}T13`, 'Bounce', 'Transient'),
    passes(`${anyDay}T17`),
    sesTells(`${anyDay}T18`, 'Complaint'),
    asks(`${anyDay}T19`, bruno, 'withdraw', declaration({ body: {} })),
    sesTells(`${anyDay}T20`, 'Reject'),
    registers(bruno, `${anyDay}T21`),
  ],
};

const mailDown: Story = {
  name: 'SES is down for a while, and refuses a mail until it is given up and a person asked',
  steps: [
    ...brunoComes,
    step(`${anyDay}T11`, 'bruno: register, SES is down', async (world) => {
      world.down = ['outbox SendRawEmail'];
      const { body } = await ask(world, bruno, 'register', { key: 'key-without-mail', body: { route: 'A', ...data } });
      world.memo = { declarationId: String(body['declarationId']) };
      await world.pass(world.clock + 10 * 60_000);
      world.down = [];
    }),
    step(`${anyDay}T17`, 'bruno: release, SES refuses', async (world) => {
      world.refuses = true;
      await ask(world, bruno, 'release', { ...declaration()(world), key: 'key-refused' });
      await world.pass(world.clock + 4 * 3_600_000);
      world.refuses = false;
    }),
  ],
};

/** Something about the appointment that was booked last. */
const appointment =
  (body?: object) =>
  ({ memo }: World) => ({
    id: memo['declarationId'] ?? '',
    parameters: { appointmentId: memo['appointmentId'] ?? '' },
    ...(body && { body }),
  });
const startsAt = (day: string) => ({ startsAt: `${day}T08:00:00.000Z` });

const met: Story = {
  name: 'appointments: booked, moved, reminded of, missed; by telephone, cancelled; ended with the case',
  steps: [
    ...brunoComes,
    registers(bruno),
    releases(bruno),
    asks(`${anyDay}T13`, bruno, 'choose-operator', toMilano),
    asks(`${anyDay}T14`, bruno, 'list-slots', () => ({ id: 'cpi-milano' })),
    asks(`${anyDay}T15`, bruno, 'book-appointment', declaration({ body: startsAt('2026-11-04') })),
    asks(`${anyDay}T16`, bruno, 'move-appointment', appointment(startsAt('2026-11-05'))),
    passes('2026-11-04T09'),
    asks('2026-11-05T10', officer, 'record-attendance', appointment({ outcome: 'not-attended' })),
    asks('2026-11-05T11', officer, 'read-calendar', () => ({ query: { from: '2026-11-05' } })),
    asks('2026-11-05T12', officer, 'book-appointment', declaration({ body: startsAt('2026-11-10') })),
    asks('2026-11-06T10', bruno, 'cancel-appointment', appointment()),
    asks('2026-11-06T11', bruno, 'book-appointment', declaration({ body: startsAt('2026-11-12') })),
    asks('2026-11-06T12', bruno, 'withdraw', declaration({ body: {} })),
  ],
};

const ending = 'id,name,town,province,validTo,successor\ncpi-milano,CPI di Milano,Milano,MI,2026-11-20,cpi-bergamo\n';
const competence = 'municipality,name,province,cpi\nF205,Milano,MI,cpi-milano\n';

const operatorEnds: Story = {
  name: 'the operator ends: its people are told, and choose again',
  steps: [
    asks(`${anyDay}T06`, admin, 'import-competence', () => ({ body: competence })),
    ...annaComes,
    registers(anna),
    releases(anna),
    asks(`${anyDay}T13`, anna, 'choose-operator', toMilano),
    asks('2026-11-10T10', admin, 'import-operators', () => ({ body: ending })),
    reads('2026-11-10T11', admin, ['export-operators', 'export-competence']),
    step('2026-11-10T12', 'admin: read-operator-history', async (world) => {
      await ask(world, admin, 'read-operator-history', { id: 'cpi-milano' });
    }),
    passes('2026-11-23T08'),
    asks('2026-11-23T10', anna, 'choose-operator', declaration({ body: { operatorId: 'cpi-bergamo' } })),
  ],
};

const atWork = 'bruno@azienda-esempio.it';
const names = (at: string, mailbox: string) => asks(at, bruno, 'name-mailbox', () => ({ body: { mailbox } }));
const proves = (at: string) => asks(at, bruno, 'prove-mailbox', () => ({ body: { code: '999999' } }));
const row = { domain: 'azienda-esempio.it', organisation: 'Ente', kind: 'association', certainty: 'assumed' };

const mailboxes: Story = {
  name: 'a mailbox changed after a day, its domain listed later, mail disowned, then by letter',
  steps: [
    ...brunoComes,
    registers(bruno),
    releases(bruno),
    asks(`${anyDay}T13`, bruno, 'choose-operator', toMilano),
    names(`${anyDay}T14`, atWork),
    proves(`${anyDay}T15`),
    passes('2026-11-03T17'),
    asks('2026-11-04T09', admin, 'write-listed-domains', () => ({
      body: { version: 0, reason: 'Segnalato', domains: [...shippedListedDomains(), row] },
    })),
    reads('2026-11-04T10', admin, ['read-listed-domains', 'read-listed-domains-history', 'read-mail-audit']),
    asks('2026-11-04T11', bruno, 'report-not-me', () => ({ body: { what: 'not-me' } })),
    asks('2026-11-04T12', officer, 'set-channel', declaration({ body: { channel: 'letter' } })),
    asks(
      '2026-11-04T13',
      officer,
      'extend-term',
      declaration({ body: { term: 'complete-reserve', until: '2027-04-30', reason: 'In ospedale.' } }),
    ),
    asks('2026-11-05T10', officer, 'confirm', declaration({ body: meeting('2026-11-05') })),
    step('2026-11-05T11', 'officer: read-letter', async (world) => {
      const { body } = await ask(world, officer, 'read-tasks');
      const letters = Array.from<unknown>(Object(body['items'])).filter((task) => Object(task).kind === 'letter');
      await ask(world, officer, 'read-letter', { id: String(Object(letters[0]).taskId) });
    }),
    asks('2026-11-05T12', officer, 'record-guardian', () => ({
      body: {
        fiscalCode: brunoMe.fiscalCode,
        mailbox: 'zia@libero.it',
        guardian: { kind: 'trusted-person', evidence: { kind: 'signed-mandate', signedOn: '2026-11-05' } },
      },
    })),
  ],
};

const { privacyNoticeVersion: _notice, ...entered } = data;
const helped: Story = {
  name: 'a patronato fills in the draft with a mandate',
  steps: [
    ...annaComes,
    registers(anna),
    step(`${anyDay}T12`, 'anna: give-mandate', async (world) => {
      const { body } = await ask(world, anna, 'give-mandate', {
        key: 'the-mandate-of-anna',
        body: { patronatoId: 'pat-inca', until: '2026-12-31', scope: ['see', 'fill-in'] },
      });
      world.memo = { ...world.memo, mandateId: String(body['id']) };
    }),
    reads(`${anyDay}T13`, helper, ['list-mandates', 'read-declaration']),
    asks(`${anyDay}T14`, helper, 'write-data', declaration({ body: { ...entered, lastJobEndedOn: '2026-10-30' } })),
    asks(`${anyDay}T15`, anna, 'end-mandate', ({ memo }) => ({ parameters: { mandateId: memo['mandateId'] ?? '' } })),
    reads(`${anyDay}T16`, anna, ['list-own-mandates']),
  ],
};

const delegated: Story = {
  name: 'a person names somebody they trust',
  steps: [
    ...annaComes,
    registers(anna),
    asks(`${anyDay}T12`, anna, 'name-delegate', () => ({
      body: { fiscalCode: brunoMe.fiscalCode, until: '2026-12-31' },
    })),
    reads(`${anyDay}T13`, anna, ['list-own-mandates', 'list-delegations']),
  ],
};

const represented: Story = {
  name: 'a guardian acts for a person until a job centre ends it',
  steps: [
    ...annaComes,
    ...brunoComes.map(({ name, run }) => ({ name, run, at: `${anyDay}T11:05:00.000Z` })),
    registers(anna, `${anyDay}T12`),
    asks(`${anyDay}T13`, officer, 'record-representative', () => ({
      body: {
        ...{ fiscalCode: annaMe.fiscalCode, representative: brunoMe.fiscalCode },
        basis: {
          kind: 'guardian',
          evidence: { kind: 'court-decree', number: '1/2026', date: '2026-03-02', court: 'Tribunale di Milano' },
        },
      },
    })),
    reads(`${anyDay}T14`, anna, ['list-own-mandates', 'list-delegations']),
    asks(`${anyDay}T15`, officer, 'end-representative', () => ({
      body: { fiscalCode: annaMe.fiscalCode, representative: brunoMe.fiscalCode, reason: 'decree-ended' },
    })),
  ],
};

const objected: Story = {
  name: 'a change of mailbox that is objected to',
  steps: [
    ...brunoComes,
    names(`${anyDay}T09`, atWork),
    proves(`${anyDay}T10`),
    asks(`${anyDay}T11`, bruno, 'object-to-mailbox'),
    passes('2026-11-04T10'),
  ],
};

export const application = (fiscalCode: string, more: object = {}) => ({
  fiscalCode,
  kind: 'naspi',
  appliedOn: '2026-11-01',
  protocol: 'INPS.4900.01/11/2026.0012345',
  filedBy: 'patronato',
  event: 'filed',
  ...more,
});
export const tells = (at: string, fiscalCode: string, more: object = {}) =>
  asks(at, inps, 'take-inps-news', () => ({ body: application(fiscalCode, more) }));
const aboutTo = { state: 'about-to', kind: 'naspi' };
const routeB = { route: 'B', privacyNoticeVersion: '2026-1', inps: aboutTo };

const oldDid: Story = {
  name: 'the route changed, an earlier DID asked for, chased, answered; INPS pays all the same',
  steps: [
    ...annaComes,
    asks(`${anyDay}T12`, anna, 'register', () => ({ body: routeB })),
    asks(
      `${anyDay}T13`,
      anna,
      'change-route',
      declaration({ body: { route: 'C', oldDid: { cpiId: 'cpi-milano', date: '2025-03-10' } } }),
    ),
    passes('2026-12-03T23'),
    reads('2026-12-10T09', officer, ['read-old-did']),
    asks('2026-12-10T10', officer, 'verify-old-did', declaration({ body: { answer: 'valid', didDate: '2025-03-10' } })),
    asks('2026-12-10T11', anna, 'choose-operator', toMilano),
    tells('2026-12-10T12', annaMe.fiscalCode),
    asks('2026-12-11T10', officer, 'confirm', declaration({ body: meeting('2026-12-11') })),
  ],
};

const mismatch: Story = {
  name: 'an application awaited, asked about, stated, told otherwise by INPS, taken up with SPID, decided on',
  steps: [
    ...brunoComes,
    asks(`${anyDay}T11`, bruno, 'register', () => ({ body: routeB })),
    passes('2026-12-03T23'),
    passes('2027-01-04T23'),
    asks(
      '2027-01-05T10',
      bruno,
      'state-inps',
      declaration({ body: { state: 'made', kind: 'naspi', appliedOn: '2026-12-30' } }),
    ),
    tells('2027-01-05T11', brunoMe.fiscalCode, { appliedOn: '2026-12-29' }),
    // With a password only nothing of it is theirs: it is once they prove the code.
    asks('2027-01-05T12', brunoSpid, 'write-me', () => ({ body: brunoMe })),
    asks('2027-01-05T13', bruno, 'choose-operator', toMilano),
    asks('2027-01-05T14', inps, 'send-communication', (world) => ({
      body: {
        template: 'inps-benefit-news',
        parameters: { appliedOn: '2026-12-29', protocol: 'INPS.4900.29/12/2026.1', news: 'documents-needed' },
        declarationId: world.memo['declarationId'],
      },
    })),
    asks(
      '2027-01-06T10',
      officer,
      'decide-inps-mismatch',
      declaration({ body: { choice: 'inps', reason: 'La ricevuta ha la data dell’INPS.' } }),
    ),
    asks('2027-01-06T11', officer, 'confirm', declaration({ body: meeting('2027-01-06') })),
  ],
};

const unknownPerson: Story = {
  name: 'INPS tells of a stranger, who then signs in; and of somebody without a DID',
  steps: [
    tells(`${anyDay}T06`, annaMe.fiscalCode),
    ...annaComes,
    ...brunoComes.map(({ name, run }) => ({ name, run, at: `${anyDay}T14:05:00.000Z` })),
    asks(`${anyDay}T15`, brunoSpid, 'write-me', () => ({ body: brunoMe })),
    tells(`${anyDay}T16`, brunoMe.fiscalCode),
    tells(`${anyDay}T17`, brunoMe.fiscalCode, { event: 'rejected' }),
  ],
};

const signedRequest = { signedOn: '2026-11-22', reference: 'prot. 4471/2026' };

const worked: Story = {
  name: 'found work and back; not annulled; closed by mistake, asked about, and reopened by two',
  steps: [
    ...annaComes,
    registers(anna),
    releases(anna),
    asks(`${anyDay}T13`, anna, 'choose-operator', toMilano),
    asks('2026-11-09T10', anna, 'report-change', declaration({ body: { kind: 'found-work', from: '2026-11-10' } })),
    reads('2026-11-09T11', officer, ['read-changes']),
    asks('2026-11-10T10', officer, 'suspend', declaration({ body: { from: '2026-11-10', days: 10 } })),
    passes('2026-11-20T08'),
    asks('2026-11-21T10', anna, 'resume', declaration({ body: { until: '2026-11-20' } })),
    asks('2026-11-22T10', officer, 'close', declaration({ body: { reason: 'annulled', why: 'Resa da altri.' } })),
    asks('2026-11-22T11', anna, 'report-change', declaration({ body: { kind: 'answer', note: 'L’ho resa io.' } })),
    asks('2026-11-22T12', manager, 'refuse-proposal', declaration({ body: { reason: 'Ha ragione.' } })),
    asks(
      '2026-11-23T10',
      officer,
      'close',
      declaration({ body: { reason: 'job', since: '2026-11-22', signedRequest } }),
    ),
    asks('2026-11-23T11', anna, 'ask-reopening', declaration({ body: { note: 'Il lavoro non è mai cominciato.' } })),
    asks('2026-11-24T10', officer, 'propose-reopening', declaration({ body: { reason: 'Non lavora.' } })),
    asks('2026-11-24T11', manager, 'approve-proposal', approvalOf()),
    asks('2026-11-25T10', officer, 'transfer', declaration({ body: { competentCpiId: 'cpi-bergamo' } })),
  ],
};

const mended: Story = {
  name: 'withdrawn and undone, corrected, refused; withdrawn again, and the newer one goes into it',
  steps: [
    ...annaComes,
    registers(anna),
    releases(anna),
    asks(`${anyDay}T13`, anna, 'withdraw', declaration()),
    asks(`${anyDay}T14`, anna, 'undo-withdrawal', declaration()),
    asks(
      '2026-11-03T10',
      manager,
      'propose-rectification',
      declaration({ body: { reason: 'Portale fermo.', correction: { didDate: '2026-11-01' } } }),
    ),
    asks('2026-11-03T11', manager, 'refuse-proposal', declaration({ body: { reason: 'Manca la prova.' } })),
    asks('2026-11-04T10', anna, 'withdraw', declaration()),
    step('2026-11-05T09', 'the old one is remembered', async (world) => {
      world.memo = { ...world.memo, old: world.memo['declarationId'] ?? '' };
    }),
    registers(anna, '2026-11-05T10'),
    releases(anna, '2026-11-05T11'),
    asks('2026-11-06T10', manager, 'propose-reopening', (world) => ({
      id: world.memo['old'] ?? '',
      body: { reason: 'Ritirata per errore.' },
    })),
    asks(
      '2026-11-06T11',
      { ...manager, sub: 'other', fiscalCode: 'BNCGLI80C52F205P' },
      'approve-proposal',
      approvalOf('old'),
    ),
  ],
};

/** Somebody who holds the paper of a kind that was issued first asks whether it is authentic. */
const verifies = (at: string, kind: string) =>
  step(at, `the ${kind} is verified`, async (world) => {
    const code = String(world.ledger.all('paper').find((paper) => paper['kind'] === kind)?.['code']);
    const { body } = await ask(world, stranger, 'verify-paper', { parameters: { code } });
    if (body['authentic'] !== true) throw new Error(`${code} is not known`);
  });

const printed: Story = {
  name: 'papers: printed again, verified, entered in the register',
  steps: [
    ...annaComes,
    registers(anna),
    releases(anna),
    asks(`${anyDay}T13`, anna, 'choose-operator', toMilano),
    reads('2026-11-09T10', anna, ['read-receipt', 'read-receipt']),
    asks('2026-11-10T10', officer, 'sign-pact', declaration({ body: pact('2026-11-10') })),
    reads('2026-11-10T11', anna, ['read-pact']),
    reads('2026-11-10T12', anna, ['read-self-certification']),
    reads('2026-11-10T13', anna, ['read-certificate']),
    verifies('2026-11-11T10', 'certificate'),
    step('2026-11-11T11', 'admin: read-register', async (world) => {
      await ask(world, admin, 'read-register', { parameters: { day: '2026-11-10' } });
      await ask(world, admin, 'export-register', { parameters: { day: '2026-11-10' } });
    }),
  ],
};

const none = { finding: 'void', reason: 'Quel giorno era in ospedale.' };
const stands = { finding: 'stands', reason: 'L’originale firmato è nel fascicolo.' };
const proof = { kind: 'handwritten', evidence: 'Fascicolo 2026/431' };

const walkedIn: Story = {
  name: 'taken in at the counter, a meeting not concluded, a pact that was none, and a true one that stands',
  steps: [
    ...brunoComes,
    registers(bruno),
    releases(bruno),
    asks('2026-11-03T10', officer, 'intake', () => ({
      body: { fiscalCode: brunoMe.fiscalCode, documentShown: identityDocument, present: true },
    })),
    asks(
      '2026-11-03T11',
      officer,
      'meeting-not-concluded',
      declaration({ body: { metOn: '2026-11-03', missing: ['identity-document'], nextAppointmentOn: '2026-11-05' } }),
    ),
    step('2026-11-04T10', 'manager: read-intakes', async (world) => {
      await ask(world, manager, 'read-intakes', { id: 'cpi-milano' });
    }),
    asks('2026-11-05T10', officer, 'confirm', declaration({ body: meeting('2026-11-05') })),
    asks('2026-11-05T11', officer, 'sign-pact', declaration({ body: pact('2026-11-05') })),
    asks('2026-11-06T10', bruno, 'dispute-pact', declaration({ body: { note: 'Quel giorno ero in ospedale.' } })),
    asks('2026-11-06T11', officer, 'propose-pact-decision', declaration({ body: none })),
    asks('2026-11-06T12', manager, 'approve-proposal', approvalOf()),
    asks('2026-11-09T10', officer, 'sign-pact', declaration({ body: pact('2026-11-09') })),
    asks('2026-11-09T11', officer, 'record-signature', declaration({ body: proof })),
    asks('2026-11-10T10', bruno, 'dispute-pact', declaration({ body: {} })),
    asks('2026-11-10T11', officer, 'propose-pact-decision', declaration({ body: stands })),
    asks('2026-11-10T12', manager, 'approve-proposal', approvalOf()),
  ],
};

/** Somebody answers the mail of the case. */
const answers = (at: string, from: string, text: string, headers: readonly string[] = []) =>
  step(at, `${from} answers`, async (world) => {
    world.receive(world.memo['declarationId'] ?? '', from, text, headers);
  });
/** The office finds the reply of a time in the list, and says whose it is. */
const recognises = (at: string, outcome: 'recognised' | 'rejected') =>
  step(at, `officer: ${outcome}`, async (world) => {
    const { declarationId: id = '' } = world.memo;
    const { body } = await ask(world, officer, 'read-replies', { id });
    const found = Array.from<unknown>(Object(body['items'])).map((item) => Object(item));
    const replyId = String(found.find(({ doubts }) => doubts.length > 0)?.id);
    await ask(world, officer, 'recognise-reply', {
      ...{ id, parameters: { replyId }, key: `key-${at}-recognise` },
      body: { outcome, reason: 'Al telefono.' },
    });
  });

const replied: Story = {
  name: 'answers to mail: the person’s, a machine’s, a stranger’s that is looked at twice; after the end, too',
  steps: [
    ...brunoComes,
    registers(bruno),
    releases(bruno),
    asks(`${anyDay}T13`, bruno, 'choose-operator', toMilano),
    answers(`${anyDay}T14`, 'bruno.rossi@libero.it', 'Quando posso venire?'),
    answers(`${anyDay}T15`, 'bruno.rossi@libero.it', 'Sono in ferie.', ['Auto-Submitted: auto-replied']),
    answers(`${anyDay}T16`, 'zia@libero.it', 'Viene lui martedì.'),
    recognises('2026-11-03T10', 'rejected'),
    recognises('2026-11-03T11', 'recognised'),
    asks('2026-11-03T12', bruno, 'withdraw', declaration({ body: {} })),
    answers('2026-11-03T13', 'bruno.rossi@libero.it', 'È stato uno sbaglio.'),
  ],
};

/** Of the one citizen whom the record holds. */
const ofCitizen =
  (more: Asked = {}) =>
  (world: World) => ({ id: String(world.ledger.all('citizen')[0]?.['citizenId']), ...more });

/** The one change that was told. */
const changeOf = (world: World) =>
  String(world.ledger.all('evidence').find(({ kind }) => kind === 'change')?.['commandId']);

/** Letters that an office is to send about the case, more than change hands at once. */
const letters = step(`${anyDay}T14`, 'very many letters are to be sent', async (world) => {
  const { declarationId } = world.memo;
  for (let place = 10; place < 43; place += 1) {
    const taskId = `letter.00000000-0000-4000-8000-0000000000${place}`;
    const openedAt = `${anyDay}T12:00:00.000Z`;
    world.write({
      ...{ pk: `TASK#${taskId}`, sk: 'TASK', entity: 'task', taskId, kind: 'letter', declarationId, openedAt },
      ...{ openSince: openedAt, operatorId: 'cpi-milano', queueOperator: 'cpi-milano' },
      queueKey: `task#${openedAt}#${taskId}`,
    });
    world.write({ pk: `DID#${declarationId}`, sk: `TASK#${taskId}`, entity: 'task-line', taskId, open: true });
  }
});

const laden: Story = {
  name: 'an office with very many tasks is left: all of them go along',
  steps: [
    ...brunoComes,
    registers(bruno),
    releases(bruno),
    asks(`${anyDay}T13`, bruno, 'choose-operator', toMilano),
    letters,
    asks(`${anyDay}T15`, bruno, 'choose-operator', declaration({ body: { operatorId: 'cpi-bergamo' } })),
  ],
};

const rights: Story = {
  name: 'what a person may ask of their data: a copy, who looked, restriction, holds, the end of the account',
  steps: [
    ...annaComes,
    registers(anna),
    releases(anna),
    asks(`${anyDay}T13`, anna, 'choose-operator', toMilano),
    reads(`${anyDay}T14`, officer, ['read-declaration', 'read-history']),
    step(`${anyDay}T15`, 'anna: export-me, read-accesses', async (world) => {
      await ask(world, anna, 'export-me');
      await ask(world, anna, 'read-accesses');
    }),
    asks(`${anyDay}T16`, anna, 'ask-restriction', () => ({ body: { reason: 'La data è sbagliata.' } })),
    step(`${anyDay}T17`, 'manager: read-restriction', async (world) => {
      await ask(world, manager, 'read-restriction', ofCitizen()(world));
    }),
    asks(
      `${anyDay}T18`,
      manager,
      'decide-restriction',
      ofCitizen({ body: { decision: 'refuse', reason: 'È giusta.' } }),
    ),
    asks(`${anyDay}T19`, admin, 'set-hold', declaration({ body: { kind: 'inspection', reason: 'Controllo' } })),
    asks(`${anyDay}T20`, admin, 'lift-hold', declaration({ body: { kind: 'inspection', reason: 'Finito' } })),
    asks('2026-11-02T21', anna, 'report-change', declaration({ body: { kind: 'correction', note: 'È sbagliato.' } })),
    asks('2026-11-02T22', officer, 'answer-correction', (world) => ({
      ...declaration({ body: { outcome: 'nothing-to-correct', reason: 'È giusto così.' } })(world),
      parameters: { changeId: changeOf(world) },
    })),
    asks('2026-11-03T10', anna, 'withdraw', declaration({ body: {} })),
    asks('2026-11-03T11', anna, 'end-account', () => ({ body: { confirm: true } })),
    passes('2026-11-04T12'),
    passes('2027-03-01T10'),
  ],
};

const called: Story = {
  name: 'a code for the telephone: made, said, taken back; then moved, and the dossier is read',
  steps: [
    asks(`${anyDay}T08`, bruno, 'write-me', () => ({ body: { ...brunoMe, phone: '+390212345678' } })),
    registers(bruno),
    releases(bruno),
    asks(`${anyDay}T13`, bruno, 'make-telephone-code', declaration()),
    asks(`${anyDay}T14`, bruno, 'make-telephone-code', declaration()),
    step(`${anyDay}T15`, 'officer: a wrong code, then the one that bruno says', async (world) => {
      const { telephoneCode: code } = world.ledger.all('case').find((one) => one['telephoneCode']) ?? {};
      await askOnce(world, officer, 'read-by-telephone-code', {
        key: 'key-wrong-code',
        body: { code: '000000', callback: true },
      });
      await ask(world, officer, 'read-by-telephone-code', { key: 'key-right-code', body: { code, callback: true } });
    }),
    asks(`${anyDay}T16`, bruno, 'drop-telephone-code', declaration()),
    asks('2026-11-03T10', bruno, 'choose-operator', toMilano),
    asks(
      '2026-11-04T10',
      officer,
      'close',
      declaration({
        body: {
          reason: 'moved',
          toRegion: 'Piemonte',
          signedRequest: { signedOn: '2026-11-04', reference: 'prot. 1' },
        },
      }),
    ),
    reads('2026-11-04T11', officer, ['read-dossier', 'read-dossier-list']),
  ],
};

export const twin = { ...manager, sub: 'other-manager', fiscalCode: 'MRTLCU80A01F205N' };
export const contestedOf = (world: World) =>
  String(Object(world.ledger.all('case').find((one) => one['contested'])?.['contested']).id);
export const decidedLast = (world: World) => {
  const decisions = Array.from<unknown>(
    Object(world.ledger.all('case').find((one) => one['decisions'])?.['decisions']),
  );
  return String(Object(decisions.at(-1)).decisionId);
};
/** An office records that an act of the case was served by registered letter on a day. */
export const serves = (at: string, actId: (world: World) => string, sentOn: string, servedOn: string) =>
  asks(at, officer, 'serve-act', (world) => ({
    ...declaration()(world),
    parameters: { actId: actId(world) },
    body: { channel: 'registered-letter', sentOn, servedOn, proof: 'AR 1526' },
  }));
/** What an office proves of the payment of the benefit, where INPS has not told. */
export const paid = { from: '2026-11-09', proof: 'Cedolino INPS 11/2026' };
export const contests = (at: string, kind: string, factOn: string, channel = 'registered-letter') =>
  asks(
    at,
    officer,
    'report-breach',
    declaration({ body: { kind, factOn, facts: 'Non risulta la presenza.', channel, payment: paid } }),
  );

/** A call-up of the case that is open, by where it stands among them. */
const callUpOf = (world: World, index = -1) =>
  String(
    Object(
      Array.from<unknown>(Object(world.ledger.all('case').find((one) => one['callUps'])?.['callUps'] ?? [])).at(index),
    ).id,
  );
const calls = (at: string, startsAt: string, purpose = 'meeting') =>
  asks(
    at,
    officer,
    'call-up',
    declaration({
      body: {
        ...{ purpose, startsAt, place: 'Sala B' },
        service: { channel: 'registered-letter', sentOn: at.slice(0, 10) },
      },
    }),
  );
/** Called up by letter to training a week and more before, and stayed away: what is contested once the time to say why is over. */
export const missesTraining = (channel = 'registered-letter') => [
  calls('2026-11-10T12', '2026-11-18T09:00:00.000Z', 'training'),
  step('2026-11-10T13', 'the call-up is remembered', async (world) => {
    world.memo = { ...world.memo, missed: callUpOf(world) };
  }),
  serves('2026-11-12T10', ({ memo }) => memo['missed'] ?? '', '2026-11-10', '2026-11-11'),
  asks('2026-11-18T10', officer, 'record-call-up', (world) => ({
    ...declaration()(world),
    parameters: { actId: world.memo['missed'] ?? '' },
    body: { attendance: 'absent' },
  })),
  asks('2026-11-20T10', officer, 'report-breach', (world) => ({
    ...declaration()(world),
    body: {
      ...{ kind: 'training', factOn: '2026-11-18', facts: 'Non risulta la presenza.', channel },
      callUpId: world.memo['missed'] ?? '',
      payment: paid,
    },
  })),
];

/** Until a fact is contested: a DID with a pact and a benefit. */
export const withBenefit = [
  ...annaComes,
  registers(anna),
  releases(anna, `${anyDay}T14`),
  asks(`${anyDay}T15`, anna, 'choose-operator', toMilano),
  tells(`${anyDay}T16`, annaMe.fiscalCode),
  asks('2026-11-10T10', officer, 'sign-pact', declaration({ body: pact('2026-11-10') })),
] as const;

export const sanctioned: Story = {
  name: 'a cut for a training missed, a forfeiture by two persons for an offer refused',
  steps: [
    ...withBenefit,
    ...missesTraining(),
    serves('2026-11-24T10', contestedOf, '2026-11-20', '2026-11-23'),
    asks('2026-12-10T10', manager, 'decide', (world) => ({
      ...declaration()(world),
      body: {
        actId: contestedOf(world),
        outcome: 'cut',
        reasons: 'Nessuna giustificazione.',
        channel: 'registered-letter',
      },
    })),
    serves('2026-12-14T10', decidedLast, '2026-12-10', '2026-12-14'),
    contests('2027-01-20T10', 'offer', '2027-01-19'),
    serves('2027-01-25T10', contestedOf, '2027-01-20', '2027-01-25'),
    asks('2027-02-15T10', manager, 'propose-forfeiture', (world) => ({
      ...declaration()(world),
      body: {
        actId: contestedOf(world),
        effect: 'forfeiture',
        reasons: 'Nessuna giustificazione.',
        channel: 'registered-letter',
      },
    })),
    asks('2027-02-15T11', twin, 'approve-proposal', approvalOf()),
    serves('2027-02-22T10', decidedLast, '2027-02-15', '2027-02-22'),
  ],
};

/** Somebody asks something about a decision, by its number, of the DID that was remembered. */
const ofDecision = (at: string, who: Session, action: ActionName, number: number, body: object = {}) =>
  asks(at, who, action, ({ memo }) => ({ id: memo['old'] ?? '', parameters: { number: String(number) }, body }));
const committeeSays = (outcome: string, on: string) => ({
  outcome,
  protocol: 'CRC 2027/00412',
  on,
  reason: 'Delibera.',
});
const remembers = (at: string) =>
  step(at, 'the DID is remembered', async (world) => {
    world.memo = { ...world.memo, old: world.memo['declarationId'] ?? '' };
  });

const appealed: Story = {
  name: 'a late appeal on paper rejected; one in time upheld, after a new DID could begin: it goes into the old one',
  steps: [
    ...sanctioned.steps,
    remembers('2027-02-23T10'),
    ofDecision('2027-02-23T11', officer, 'file-appeal', 1, {
      paper: { receivedOn: '2027-02-22', channel: 'registered-letter', proof: 'RR 1526' },
    }),
    ofDecision('2027-03-01T10', anna, 'file-appeal', 2, { note: 'L’offerta era lontana.' }),
    ofDecision('2027-03-02T10', officer, 'propose-appeal-outcome', 1, committeeSays('inadmissible', '2027-03-01')),
    asks('2027-03-02T11', manager, 'approve-proposal', approvalOf('old')),
    passes('2027-03-19T23'),
    registers(anna, '2027-03-20T10'),
    releases(anna, '2027-03-20T11'),
    ofDecision('2027-04-12T10', officer, 'propose-appeal-outcome', 2, committeeSays('upheld', '2027-04-10')),
    asks('2027-04-12T11', manager, 'approve-proposal', approvalOf('old')),
  ],
};

const final: Story = {
  name: 'a forfeiture that nobody appeals against: an office is asked, and closes',
  steps: [
    ...sanctioned.steps,
    passes('2027-03-25T23'),
    asks('2027-03-26T10', officer, 'close', declaration({ body: { reason: 'forfeiture' } })),
  ],
};

/** Asks something about the act that is contested. */
const ofContested = (at: string, who: Session, action: ActionName, body?: object) =>
  asks(at, who, action, (world) => ({
    ...declaration()(world),
    parameters: { actId: contestedOf(world) },
    ...(body && { body: action === 'justify' ? { ...body, actId: contestedOf(world) } : body }),
  }));

const heard: Story = {
  name: 'a fact contested on the portal, read there and answered; a letter of it that came back',
  steps: [
    ...withBenefit,
    ...missesTraining('portal-read'),
    ofContested('2026-11-20T12', anna, 'show-act'),
    ofContested('2026-11-20T13', anna, 'read-act', {}),
    ofContested('2026-11-23T10', anna, 'justify', { reason: 'illness', note: 'Ero malata.' }),
    ofContested('2026-11-23T11', officer, 'show-act'),
    ofContested('2026-11-23T12', officer, 'read-act-letter'),
    ofContested('2026-11-24T10', officer, 'serve-act', {
      ...{ channel: 'registered-letter', sentOn: '2026-11-23', returnedOn: '2026-11-24', proof: 'R 1526' },
    }),
  ],
};

const onCallUp = (at: string, action: ActionName, body: object = {}) =>
  asks(at, officer, action, (world) => ({
    ...declaration()(world),
    parameters: { actId: world.memo[at] ?? callUpOf(world) },
    body,
  }));
const room = { startsAt: '2026-12-02T09:00:00.000Z', place: 'Aula 1' };
/** Remembers the call-up that is open now under the time of the step that is about it, repeated or not. */
const remembersCallUp = (at: string, until: string) =>
  step(at, 'the call-up is remembered', async (world) => {
    world.memo = { ...world.memo, [until]: callUpOf(world) };
  });

const summoned: Story = {
  name: 'called up: taken back, stayed away, excused; by the room, and came; why it stands so; work that was told of',
  steps: [
    ...withBenefit,
    calls('2026-11-10T12', '2026-11-20T09:00:00.000Z'),
    remembersCallUp('2026-11-10T13', '2026-11-11T10'),
    onCallUp('2026-11-11T10', 'cancel-call-up'),
    calls('2026-11-11T11', '2026-11-19T09:00:00.000Z'),
    remembersCallUp('2026-11-11T12', '2026-11-20T10'),
    // Nobody notes who came: the office is asked on the next day.
    passes('2026-11-19T23'),
    onCallUp('2026-11-20T10', 'record-call-up', { attendance: 'absent' }),
    remembersCallUp('2026-11-20T11', '2026-11-20T12'),
    onCallUp('2026-11-20T12', 'excuse-absence', { reason: 'illness', verified: true }),
    asks('2026-11-23T10', officer, 'call-up-many', ({ memo }) => ({
      body: {
        ...{ ...room, purpose: 'orientation', channel: 'registered-letter', capacity: 20 },
        declarations: [{ declarationId: memo['declarationId'] ?? '' }],
      },
    })),
    remembersCallUp('2026-11-23T11', '2026-12-02T10'),
    step('2026-11-23T12', 'officer: read-call-up-sheet', async (world) => {
      await ask(world, officer, 'read-call-up-sheet', { query: room });
    }),
    asks('2026-12-02T10', officer, 'record-call-ups', ({ memo }) => ({
      body: {
        rows: [
          { declarationId: memo['declarationId'] ?? '', actId: memo['2026-12-02T10'] ?? '', attendance: 'present' },
        ],
      },
    })),
    reads('2026-12-02T11', anna, ['read-explanation']),
    asks('2026-12-03T10', inps, 'take-job-news', () => ({
      body: { fiscalCode: annaMe.fiscalCode, kind: 'hired', from: '2026-12-03', protocol: 'CO.1' },
    })),
  ],
};

const unproved: Story = {
  name: 'a fact contested that nobody knows to be served, then is: a reminder, and managers asked; it is dismissed',
  steps: [
    ...withBenefit,
    ...missesTraining(),
    passes('2026-12-22T10'),
    serves('2026-12-22T11', contestedOf, '2026-11-20', '2026-12-15'),
    passes('2026-12-31T10'),
    asks('2027-01-04T10', manager, 'decide', (world) => ({
      ...declaration()(world),
      body: { actId: contestedOf(world), outcome: 'dismissed', reasons: 'Era malata.', channel: 'registered-letter' },
    })),
  ],
};

export const stories: readonly Story[] = [
  strong,
  reserve,
  withdrawn,
  expired,
  draft,
  takenOver,
  repaired,
  streamLost,
  readInPortal,
  lostExecutions,
  givenUp,
  answered,
  mailDown,
  oldDid,
  mismatch,
  unknownPerson,
  met,
  operatorEnds,
  mailboxes,
  helped,
  delegated,
  represented,
  objected,
  worked,
  mended,
  printed,
  walkedIn,
  replied,
  laden,
  rights,
  called,
  heard,
  summoned,
  unproved,
  appealed,
  final,
];
