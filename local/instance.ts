import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod/mini';
import { type Audit, auditMail } from './audit.ts';
import { invoke } from './aws.ts';
import { type Deployment, deploy, fingerprintOf, isComplete, readDeployment } from './deploy.ts';
import { seedDirectory } from './directory.ts';
import { emulatorAnswers, forgetState, type Origin, setAsideState, startEmulator, stopEmulator } from './emulator.ts';
import { type FeedbackKind, sesEvent, takenMail } from './feedback.ts';
import { openGateway, statusPath } from './gateway.ts';
import { demoCredentials, ensureIdentities, identityNames } from './identities.ts';
import { type Mail, openInbox } from './inbox.ts';
import { openLetters } from './letters.ts';
import { readMailRecord } from './mail-record.ts';
import { type Answer, deliverReply } from './replies.ts';
import { changeRunFile, readRunFile, removeRunFile, writeWhole } from './run-file.ts';
import {
  endpointOf,
  filesOf,
  LocalProblem,
  portalUrlOf,
  region,
  root,
  type Say,
  type Settings,
  scratchOf,
} from './settings.ts';

const Credentials = z.object({ username: z.string(), password: z.string() });

const Stack = z.object({
  portalUrl: z.string(),
  apiUrl: z.string(),
  inboxUrl: z.string(),
  endpoint: z.string(),
  region: z.string(),
  userPoolId: z.string(),
  clientId: z.string(),
  tableName: z.string(),
  stateMachineArn: z.string(),
  demo: z.record(z.enum(identityNames), Credentials),
});
/** How clients reach a running instance: what stack.json holds. */
export type Stack = z.infer<typeof Stack>;

/** An instance that this process serves. */
export interface Instance {
  readonly stack: Stack;
  /** Stops serving, waits for the emulator's end, and keeps state and mail, or neither. */
  stop(): Promise<void>;
}

const Status = z.object({ instance: z.string(), pid: z.number(), ready: z.boolean() });

/** The server of the instance, if one answers: its process id and whether it is ready. */
export async function serverOf(dir: string): Promise<{ pid: number; ready: boolean } | undefined> {
  const { port } = readRunFile(dir);
  if (port === undefined) return undefined;
  try {
    const response = await fetch(`http://127.0.0.1:${port}${statusPath}`, { signal: AbortSignal.timeout(3000) });
    const status = Status.parse(await response.json());
    return status.instance === dir ? status : undefined;
  } catch {
    return undefined;
  }
}

/** What stack.json says; nothing if the instance is not running or not ready. */
export function readStack(dir: string): Stack | undefined {
  try {
    return Stack.parse(JSON.parse(readFileSync(filesOf(dir).stack, 'utf8')));
  } catch {
    return undefined;
  }
}

const Reconciled = z.object({ checked: z.number(), restarted: z.number(), cursor: z.optional(z.string()) });

/** Rebuilds the executions of live cases, page by page; answers how many were looked at and how many restarted. */
async function reconcileAll(endpoint: string, functionName: string): Promise<{ checked: number; restarted: number }> {
  let checked = 0;
  let restarted = 0;
  let cursor: string | undefined;
  do {
    const request = { action: 'reconcile', ...(cursor === undefined ? {} : { cursor }) };
    const page = Reconciled.parse(await invoke(endpoint, functionName, request));
    checked += page.checked;
    restarted += page.restarted;
    cursor = page.cursor;
  } while (cursor !== undefined);
  return { checked, restarted };
}

/** How a running instance is reached. Throws LocalProblem if it is not running. */
export async function running(dir: string): Promise<Deployment & { readonly endpoint: string }> {
  const endpoint = readStack(dir)?.endpoint;
  const deployment = endpoint && (await emulatorAnswers(endpoint)) ? await readDeployment(endpoint) : undefined;
  if (!endpoint || !deployment) throw new LocalProblem('The local stack is not running. Start it with: npm start');
  return { endpoint, ...deployment };
}

/**
 * Does what is due on a running instance, and returns what the sweep function answers.
 * @param at an instant (UTC, milliseconds) that stands for the present
 * @throws LocalProblem if the instance is not running
 */
export async function sweep(dir: string, at?: string): Promise<unknown> {
  const { endpoint, sweepFunctionName } = await running(dir);
  return invoke(endpoint, sweepFunctionName, { action: 'sweep', ...(at === undefined ? {} : { at }) });
}

/**
 * Rebuilds the executions of live cases on a running instance.
 * @throws LocalProblem if the instance is not running
 */
export async function reconcile(dir: string): Promise<{ checked: number; restarted: number }> {
  const { endpoint, sweepFunctionName } = await running(dir);
  return reconcileAll(endpoint, sweepFunctionName);
}

const Republished = z.object({ told: z.number(), cursor: z.optional(z.string()) });

/**
 * Puts events on a running instance's bus again, made of the history.
 * @param asked one DID, or all that was applied from an instant on, before another (UTC, milliseconds)
 * @returns how many
 * @throws LocalProblem if the instance is not running
 */
export async function republish(
  dir: string,
  asked: { readonly declarationId: string } | { readonly from: string; readonly to: string },
): Promise<number> {
  const { endpoint, sweepFunctionName } = await running(dir);
  let told = 0;
  let cursor: string | undefined;
  do {
    const request = { action: 'republish', ...asked, ...(cursor === undefined ? {} : { cursor }) };
    const page = Republished.parse(await invoke(endpoint, sweepFunctionName, request));
    told += page.told;
    cursor = page.cursor;
  } while (cursor !== undefined);
  return told;
}

/**
 * Tells a running instance what became of a mail, as SES would, since the emulator's SES tells nothing.
 * @param mailId the `id` of a communication
 * @param at when it happened (UTC, milliseconds)
 * @throws LocalProblem if the instance is not running, or if SES has not taken such a mail
 */
export async function feedback(dir: string, kind: FeedbackKind, mailId: string, at: string): Promise<void> {
  const { endpoint, tableName } = await running(dir);
  const [{ mails }, inbox] = await Promise.all([
    readMailRecord(endpoint, tableName),
    openInbox(endpoint, filesOf(dir).mail).all(),
  ]);
  const { mail, taken } = takenMail(mailId, mails, inbox);
  await invoke(endpoint, 'did-local-feedback', sesEvent(kind, mail, taken, at));
}

/**
 * Holds every mail that a running instance's SES took against the mailbox that was the citizen's at that time.
 * @throws LocalProblem if the instance is not running
 */
export async function audit(dir: string): Promise<Audit> {
  const { endpoint, tableName } = await running(dir);
  // The record last: by then it knows what SES took, but for mail whose sending is not noted yet.
  const inbox = await openInbox(endpoint, filesOf(dir).mail).all();
  let record = await readMailRecord(endpoint, tableName);
  const isBusy = () => record.mails.some(({ state }) => state === 'sending');
  for (const end = Date.now() + 5000; isBusy() && Date.now() < end; ) {
    await sleep(250);
    record = await readMailRecord(endpoint, tableName);
  }
  return auditMail(record, inbox);
}

function stackOf(settings: Settings, deployment: Deployment): Stack {
  const portalUrl = portalUrlOf(settings);
  return {
    portalUrl,
    apiUrl: `${portalUrl}/v1`,
    inboxUrl: `${portalUrl}/inbox`,
    endpoint: endpointOf(settings),
    region,
    userPoolId: deployment.userPoolId,
    clientId: deployment.clientId,
    tableName: deployment.tableName,
    stateMachineArn: deployment.stateMachineArn,
    demo: demoCredentials(),
  };
}

/** Starts the emulator; if what it kept is not the whole of a deployment, once more without it. */
async function startSound(
  settings: Settings,
  say: Say,
  smtp: string,
): Promise<{ origin: Origin; deployment: Deployment | undefined }> {
  const endpoint = endpointOf(settings);
  const origin = await startEmulator(settings, say, smtp);
  const deployment = await readDeployment(endpoint);
  if (origin === 'fresh' || (deployment && (await isComplete(endpoint, deployment)))) return { origin, deployment };
  await stopEmulator(settings.dir);
  if (deployment) {
    setAsideState(settings, say);
  } else {
    say('The last start was not completed; beginning afresh.');
    forgetState(settings.dir);
  }
  return { origin: await startEmulator(settings, say, smtp), deployment: undefined };
}

/** Brings the stacks up to date, the identities in, and the executions of live cases back. */
async function makeReady(settings: Settings, say: Say, signal: AbortSignal, smtp: string): Promise<Deployment> {
  const endpoint = endpointOf(settings);
  const { origin, deployment: kept } = await startSound(settings, say, smtp);
  signal.throwIfAborted();
  const current = kept?.fingerprint === fingerprintOf(settings) ? kept : undefined;
  const deployment = current ?? (await deploy(settings, say, signal));
  signal.throwIfAborted();
  if (!current) {
    say('Creating the demo identities ...');
    await ensureIdentities(endpoint, deployment.userPoolId);
  }
  await seedDirectory(endpoint, deployment, say);
  // Running executions are lost when the emulator stops; the record rebuilds them.
  if (origin === 'kept') {
    const { restarted } = await reconcileAll(endpoint, deployment.sweepFunctionName);
    if (restarted > 0) say(`Rebuilt the executions of ${restarted} live cases.`);
  }
  return deployment;
}

/** How to stop the instances that this very process serves, by their folders. */
const served = new Map<string, () => Promise<void>>();

/**
 * Starts an instance and serves it from this process until `stop`.
 * @param given folder (from the project's root if relative) and ports of the instance
 * @param say hears about the progress; silent if left out
 * @param signal gives up a start when aborted, keeping what there is
 * @throws LocalProblem for anything that the reader can solve: a taken port, a failed deployment
 */
export async function startInstance(
  given: Settings,
  say: Say = () => undefined,
  signal: AbortSignal = new AbortController().signal,
): Promise<Instance> {
  const settings = { ...given, dir: path.resolve(root, given.dir) };
  const files = filesOf(settings.dir);
  mkdirSync(settings.dir, { recursive: true });
  const letters = await openLetters();
  const inbox = openInbox(endpointOf(settings), files.mail, letters);
  const answer = (mail: Mail, { text, from }: Pick<Answer, 'text' | 'from'>) =>
    deliverReply(endpointOf(settings), mail, { text, from, at: new Date().toISOString() });
  const gateway = await openGateway(settings, inbox, answer).catch(async (error) => {
    await letters.close();
    throw error;
  });
  changeRunFile(settings.dir, { pid: process.pid, port: settings.port });

  let ready = false;

  async function stop(): Promise<void> {
    served.delete(settings.dir);
    rmSync(files.stack, { force: true });
    // The emulator forgets its mail when it stops.
    if (ready) await inbox.all();
    await gateway.close();
    const kept = await stopEmulator(settings.dir);
    await letters.close();
    if (ready && kept) inbox.keep();
    // Another start may have begun since the port was given back.
    if (readRunFile(settings.dir).pid === process.pid) removeRunFile(settings.dir);
    if (!kept) say('The local AWS was not stopped cleanly: what was done since the last start is lost.');
  }

  served.set(settings.dir, stop);
  try {
    const deployment = await makeReady(settings, say, signal, letters.address);
    const stack = stackOf(settings, deployment);
    gateway.open(deployment.apiId);
    writeWhole(files.stack, `${JSON.stringify(stack, undefined, 2)}\n`);
    ready = true;
    return { stack, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Stops an instance, whoever serves it, and waits until it has stopped.
 * @returns false if nothing was running
 */
export async function stopInstance(folder: string): Promise<boolean> {
  const dir = path.resolve(root, folder);
  const stopServed = served.get(dir);
  if (stopServed) {
    await stopServed();
    return true;
  }
  const server = await serverOf(dir);
  if (!server) {
    const { emulatorPid } = readRunFile(dir);
    await stopEmulator(dir);
    removeRunFile(dir);
    rmSync(filesOf(dir).stack, { force: true });
    return emulatorPid !== undefined;
  }
  process.kill(server.pid, 'SIGTERM');
  // The server forgets what ran as the last thing it does.
  for (const end = Date.now() + 45_000; readRunFile(dir).pid === server.pid; await sleep(100)) {
    if (Date.now() > end)
      throw new LocalProblem(
        `The local stack (process ${server.pid}) does not stop. End that process and run this again.`,
      );
  }
  return true;
}

/** Stops an instance and deletes everything that it kept: records, accounts, mail. */
export async function resetInstance(folder: string): Promise<void> {
  const dir = path.resolve(root, folder);
  await stopInstance(dir);
  forgetState(dir);
  const { state, objects, mail, assembly, outputs, deployLog, emulatorLog } = filesOf(dir);
  const rest = [
    `${state}.broken`,
    `${objects}.broken`,
    `${mail}.broken`,
    assembly,
    outputs,
    deployLog,
    emulatorLog,
    scratchOf(dir),
  ];
  for (const kept of rest) rmSync(kept, { recursive: true, force: true });
}
