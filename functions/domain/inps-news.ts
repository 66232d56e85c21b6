/** What a piece of INPS's news makes of a live DID as an edit, and to which DID it goes. */
import { dateInRome, type Instant } from './dates.ts';
import type { DidCase } from './declaration.ts';
import type { Edit } from './edit.ts';
import { type CommandId, caseNumber, receiptNumber } from './ids.ts';
import type { Heard, InpsApplication } from './inps.ts';
import { type Attached, attach, attachAll } from './inps-case.ts';
import type { Operator } from './operators.ts';
import { officeOf } from './verbs/meeting.ts';

/** The DID to which something attaches, and the act by which it does. */
interface Attaching {
  readonly didCase: DidCase;
  readonly commandId: CommandId;
  readonly receivedAt: Instant;
  readonly operator: Operator | undefined;
}

/**
 * Whether news of a protocol goes to the DID that holds the guard: any does, but where that DID was forfeited. To apply
 * again is to declare anew (S0:43), which that DID cannot take up (D.Lgs. 150/2015 art. 21 c.9): only what it rests on
 * already is of it still.
 */
export function takesNews({ status, inps }: Pick<DidCase, 'status' | 'inps'>, protocol: string): boolean {
  return status !== 'sanctioned' || inps?.applications?.some((one) => one.protocol === protocol) === true;
}

/** What one piece of news makes of a DID; the person is told of an application, and of a day that changed by it. */
export function attaching(facts: Attaching, heard: Pick<Heard, 'before' | 'after'>): Omit<Edit, 'kind'> {
  const { didCase, receivedAt } = facts;
  const attached = attach(didCase, heard, receivedAt);
  const isNew = heard.before === undefined && heard.after.state !== 'annulled';
  const moved = (attached.changes.didDate ?? didCase.didDate) !== didCase.didDate;
  const tells = isNew || moved || attached.tasks.some(({ kind }) => kind === 'inps-mismatch');
  return tells && heard.after.state !== 'annulled' ? told(facts, attached, heard.after) : attached;
}

/**
 * What a DID becomes whose person has proved whose the fiscal code is, by what INPS had told of that code before; the
 * person is told of an application that was not rejected, and of a day that changed. By a rejected one no DID begins:
 * `undefined` where nothing else waits.
 */
export function takingUp(facts: Attaching, waiting: readonly InpsApplication[]): Omit<Edit, 'kind'> | undefined {
  const { didDate } = facts.didCase;
  const stands = waiting.filter(({ state }) => state !== 'rejected');
  const taken = didDate === undefined ? stands : waiting;
  if (taken.length === 0) return undefined;
  const { next, ...attached } = attachAll(facts.didCase, taken, facts.receivedAt);
  const application = stands.at(-1) ?? (next.didDate === didDate ? undefined : taken.at(-1));
  return application ? told(facts, attached, application) : attached;
}

function told(
  { didCase, commandId, receivedAt, operator }: Attaching,
  attached: Attached,
  { appliedOn, protocol }: InpsApplication,
): Omit<Edit, 'kind'> {
  const { didDate, inps } = { ...didCase, ...attached.changes };
  if (didDate === undefined) return attached;
  return {
    ...attached,
    mail: {
      kind: 'inps-application',
      caseNumber: caseNumber(didCase.declarationId),
      receiptNumber: receiptNumber(commandId, dateInRome(receivedAt)),
      receivedAt,
      didDate,
      appliedOn,
      protocol,
      toldBy: 'inps',
      joined: didCase.didDate !== undefined && didCase.route !== 'B',
      differs: inps?.mismatch !== undefined && inps.mismatch.decided === undefined,
      ...(operator && { office: officeOf(operator) }),
    },
  };
}
