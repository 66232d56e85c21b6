/** What one person does in the simulated year, and what is done for that person. */
import type { Actor } from '../../functions/domain/actor.ts';
import { addDays, dateInRome, epochOf, type Instant } from '../../functions/domain/dates.ts';
import type { DidCase } from '../../functions/domain/declaration.ts';
import type { MailId } from '../../functions/domain/ids.ts';
import { isLive, type Verb } from '../../functions/domain/lifecycle.ts';
import { data, identityDocument, pact } from '../unit/samples.ts';
import { day, minute } from './calendar.ts';
import { type Lots, waitingTime } from './chance.ts';
import type { StepName } from './costs.ts';
import { book, type Office } from './offices.ts';
import {
  breachesOf,
  citizenActor,
  command,
  edit,
  type File,
  look,
  newFile,
  type Order,
  officerActor,
  schedule,
  served,
} from './record.ts';
import type { World } from './world.ts';

/** Appointments that one person asks for, at most. */
const mostAppointments = 4;

export class Life {
  readonly file: File;
  readonly #world: World;
  readonly #lots: Lots;
  readonly #actor: Actor;
  #office: Office | undefined;
  /** The instant of the appointment that lies ahead. */
  #appointment: number | undefined;
  #appointments = 0;
  #comes: boolean;
  #mails = 0;
  /** The due instant that a run of the sweep is waited for. */
  #awaited: Instant | undefined;
  /** From when on mail to the mailbox bounces. */
  #breaksAt = Number.POSITIVE_INFINITY;
  #held: (MailId | undefined)[] = [];

  constructor(world: World, index: number, lots: Lots) {
    this.file = newFile(index, world.instant);
    this.#world = world;
    this.#lots = lots;
    this.#comes = lots('comes') >= world.parameters.neverMeetsShare.value;
    this.#actor = citizenActor(this.file, lots('strong') < world.parameters.strongShare.value);
  }

  /** Whether an appointment lies ahead. */
  get booked(): boolean {
    return this.#appointment !== undefined;
  }

  /** Whether an office has to see this person before the pact. */
  get waits(): boolean {
    const status = this.file.didCase?.status;
    return this.#office !== undefined && (status === 'reserved' || status === 'confirmed');
  }

  get #case(): DidCase {
    if (!this.file.didCase) throw new Error('there is no case');
    return this.file.didCase;
  }

  #falls(matter: string, share: number): boolean {
    return this.#lots(matter) < share;
  }

  #wait(matter: string, mean: number): number {
    return waitingTime(this.#lots(matter), mean);
  }

  get #citizen(): Order {
    return { actor: this.#actor, party: 'citizen', receivedAt: this.#world.instant };
  }

  /** Comes to the portal for the first time and saves a draft. */
  arrive(): void {
    const { parameters } = this.#world;
    for (const step of ['sign-in', 'set-up', 'read-operators', 'mail', 'delivery'] as const) this.#world.charge(step);
    this.#world.count('mails');
    const lastJobEndedOn = addDays(dateInRome(this.#world.instant), -7);
    if (!this.#command('register', 'register', { route: 'A', ...data, lastJobEndedOn }, this.#citizen)) return;
    this.#world.live += 1;
    this.#world.count('registered');
    if (this.#falls('breaks', parameters.mailboxBreaksShare.value)) {
      this.#breaksAt = this.#world.clock.now + this.#lots('breaks-at') * 120 * day;
    }
    if (this.#falls('abandons', parameters.draftAbandonedShare.value)) return;
    this.#world.in(this.#wait('release', parameters.minutesToRelease.value * minute), () => this.#release());
  }

  #release(): void {
    if (this.file.didCase?.status !== 'registered') return;
    const { parameters } = this.#world;
    const strong = this.#actor.assurance === 'strong';
    if (!this.#command('release', strong ? 'release-strong' : 'release-basic', {}, this.#citizen)) return;
    this.#world.count(strong ? 'releasedStrong' : 'releasedWithReserve');
    if (!this.#falls('never-chooses', parameters.neverChoosesShare.value)) {
      this.#world.in(this.#wait('choose', parameters.daysToChoose.value * day), () => this.#choose());
    }
    if (this.#falls('withdraws', parameters.withdrawsShare.value)) {
      this.#world.in(this.#wait('withdraw', parameters.daysToWithdraw.value * day), () => this.#withdraw());
    }
    for (let visit = 0, at = 0; visit < parameters.visits.value; visit += 1) {
      at += this.#wait(`visit-${visit}`, parameters.daysBetweenVisits.value * day);
      this.#world.in(at, () => {
        this.#world.charge('sign-in');
        this.#world.charge('read-case', { often: parameters.requestsPerVisit.value });
      });
    }
  }

  #choose(): void {
    if (this.#office || !['reserved', 'confirmed'].includes(this.#case.status)) return;
    const { offices } = this.#world;
    const office = offices[Math.floor(this.#lots('office') * offices.length)];
    if (!office) throw new Error('there is no office');
    edit(this.file, 'choose-operator', { operatorId: office.operator.id }, this.#world.instant, this.#world.policy);
    for (const step of ['sign-in', 'read-operators', 'choose-operator'] as const) this.#world.charge(step);
    this.#world.count('operatorsChosen');
    this.#office = office;
    this.#awaitSweep();
    this.#book();
  }

  #book(): void {
    const { parameters, clock } = this.#world;
    if (!this.#office || !this.waits || this.#appointment !== undefined || this.#appointments >= mostAppointments)
      return;
    const slot = book(this.#office, clock.now, parameters.leadDays.value);
    if (slot === undefined) return;
    this.#appointments += 1;
    this.#appointment = slot;
    this.#world.count('appointments');
    clock.at(slot, () => this.#meet());
  }

  #meet(): void {
    const { parameters } = this.#world;
    const office = this.#office;
    if (!office) return;
    this.#appointment = undefined;
    if (!this.waits) return;
    if (!this.#comes || this.#falls(`no-show-${this.#appointments}`, parameters.noShowShare.value)) {
      this.#world.count('noShows');
      if (this.#comes && this.#falls(`back-${this.#appointments}`, parameters.comesBackShare.value)) {
        this.#world.in(this.#wait(`rebook-${this.#appointments}`, 2 * day), () => this.#book());
      }
      return;
    }
    this.#world.charge('read-queue', { often: parameters.queuePagesPerMeeting.value });
    this.#world.charge('look-at-desk');
    if (this.#case.status === 'confirmed') {
      this.#sign('pact-after-strong');
      return;
    }
    const metOn = dateInRome(this.#world.instant);
    const fails = this.#falls(`documents-${this.#appointments}`, parameters.documentsFailShare.value);
    const shown = { ...identityDocument, expiresOn: addDays(metOn, fails ? -1 : 365) };
    const body = { metOn, identityDocument: shown, paperDeclaration: { signedOn: metOn } };
    if (!this.#command('confirm', 'confirm', body, this.#officer(office))) {
      this.#world.in(this.#wait(`papers-${this.#appointments}`, 5 * day), () => this.#book());
      return;
    }
    this.#world.count('confirmed');
    this.#world.in(10 * minute, () => this.#sign('pact-after-reserve'));
  }

  #sign(step: StepName): void {
    if (!this.#office || this.#case.status !== 'confirmed') return;
    const body = { ...pact, signedOn: dateInRome(this.#world.instant) };
    if (this.#command('sign-pact', step, body, this.#officer(this.#office))) this.#world.count('pactsSigned');
  }

  #officer({ operator }: Office): Order {
    return { actor: officerActor(operator), party: operator.kind, receivedAt: this.#world.instant };
  }

  #withdraw(): void {
    if (!isLive(this.#case.status)) return;
    if (this.#command('withdraw', 'withdraw', {}, this.#citizen)) this.#world.count('withdrawn');
  }

  /** Gives a command, and does what follows from it; tells whether it was applied. */
  #command(verb: Verb, step: StepName, body: unknown, order: Order): boolean {
    const before = this.file.didCase;
    const outcome = command(this.file, verb, body, order, this.#world.policy);
    if (outcome.kind === 'refusal') {
      this.#world.count('refused');
      this.#world.charge('refused');
      return false;
    }
    const breaches = breachesOf(before, this.#case, this.file.citizen.mailboxHealthy);
    this.#world.violations.push(...breaches.map((what) => `${this.file.declarationId}: ${what}`));
    const swept = order.party === 'schedule';
    this.#world.charge(step, { swept });
    if (!swept) {
      this.#world.charge('read-command', { often: this.#world.parameters.pollsPerCommand.value });
      this.#world.charge(order.party === 'citizen' ? 'read-case' : 'look-at-desk');
    }
    if (outcome.rolledOver) {
      this.#world.count('rollOvers');
      this.#world.charge('roll-over');
    }
    if (!isLive(this.#case.status)) this.#world.live -= 1;
    this.#awaitSweep();
    if (outcome.mail) this.#write(undefined, swept);
    return true;
  }

  #awaitSweep(): void {
    const { due } = this.file;
    if (due === undefined || due === this.#awaited) return;
    this.#awaited = due;
    this.#world.atSweep(epochOf(due), () => {
      if (this.file.due !== due || this.#awaited !== due) return;
      this.#awaited = undefined;
      this.#look();
    });
  }

  #look(): void {
    const { step, notice } = look(this.file, this.#world.instant, this.#world.policy);
    if (step === 'expire') {
      this.#expire();
      return;
    }
    this.#world.charge(step === 'wait' ? 'look-case' : step, { swept: true });
    this.#awaitSweep();
    if (step === 'remind') {
      this.#world.count('notices');
      this.#write(notice, true);
    }
    if (step === 'ask-office') {
      this.#world.count('noticesDoubted');
      this.#settleTask('notice-not-received');
    }
    if (step === 'convene') {
      this.#world.count('convened');
      this.#settleTask('convene', () => {
        if (this.#falls('heeds-call', this.#world.parameters.heedsCallShare.value)) this.#turnUp();
      });
    }
  }

  #expire(): void {
    const reserved = this.#case.status === 'reserved';
    const ahead = this.#appointment !== undefined && this.#comes;
    if (!this.#command('expire', 'expire', {}, { actor: schedule, party: 'schedule', receivedAt: this.#world.instant }))
      return;
    this.#world.count(reserved ? 'reservesClosed' : 'draftsClosed');
    if (reserved && ahead) this.#world.count('reservesClosedWithAppointment');
  }

  /** The office settles a task, some days later. */
  #settleTask(kind: string, then?: () => void): void {
    const { parameters } = this.#world;
    this.#world.in(this.#wait(`task-${kind}-${this.#mails}`, parameters.daysToTask.value * day), () => {
      this.#world.charge('finish-task');
      this.file.openTasks.delete(kind);
      then?.();
    });
  }

  /** Does what was left undone, after a notice or a call. */
  #turnUp(): void {
    this.#comes = true;
    if (this.#case.status === 'registered') this.#release();
    else if (!this.#office) this.#choose();
    else this.#book();
  }

  /** Writes to the person; what is a notice runs its term once it arrived. */
  #write(notice: MailId | undefined, swept: boolean): void {
    const { parameters, clock } = this.#world;
    if (!this.file.citizen.mailboxHealthy) {
      this.#world.charge('mail-held', { swept });
      this.#held.push(notice);
      this.#world.in(day, () => this.#lookAtHeld());
      return;
    }
    const number = this.#mails++;
    this.#world.charge('mail', { swept });
    this.#world.count('mails');
    if (this.#falls(`unknown-${number}`, parameters.deliveryUnknownShare.value)) return;
    const bounces = clock.now >= this.#breaksAt;
    this.#world.in(this.#wait(`deliver-${number}`, parameters.minutesToDeliver.value * minute), () =>
      bounces ? this.#bounce() : this.#deliver(notice, number, swept),
    );
  }

  #deliver(notice: MailId | undefined, number: number, swept: boolean): void {
    const { parameters, policy } = this.#world;
    const news = notice !== undefined && served(this.file, notice, this.#world.instant, policy);
    this.#world.charge(news ? 'notice-served' : 'delivery', { swept });
    if (!news) return;
    this.#world.count('noticesServed');
    this.#awaitSweep();
    if (this.#falls(`heeds-${number}`, parameters.heedsNoticeShare.value)) {
      this.#world.in(this.#wait(`heed-${number}`, 2 * day), () => this.#turnUp());
    }
  }

  #bounce(): void {
    this.#world.charge('bounce');
    this.#world.count('bounces');
    if (!this.file.citizen.mailboxHealthy) return;
    const { parameters } = this.#world;
    this.file.citizen = { ...this.file.citizen, mailboxHealthy: false };
    this.file.openTasks.add('mailbox-broken');
    this.#settleTask('mailbox-broken', () => {
      if (!this.#falls('repairs', parameters.mailboxRepairedShare.value)) return;
      this.#world.in(this.#wait('repair', parameters.daysToRepair.value * day), () => this.#repair());
    });
  }

  #repair(): void {
    this.#breaksAt = Number.POSITIVE_INFINITY;
    this.file.citizen = { ...this.file.citizen, mailboxHealthy: true, mailboxSince: this.#world.instant };
    this.#world.charge('sign-in');
    this.#world.charge('repair-mailbox');
    this.#world.count('mailboxesRepaired');
    // The code, and the word that the mailbox is another one now.
    for (const held of [undefined, undefined, ...this.#held]) this.#write(held, false);
    this.#held = [];
  }

  #lookAtHeld(): void {
    if (this.file.citizen.mailboxHealthy) return;
    this.#world.charge('look-mail', { swept: true });
    this.#world.in(day, () => this.#lookAtHeld());
  }
}
