import { setTimeout as sleep } from 'node:timers/promises';
import { reply } from './answering.ts';
import { auditReport } from './audit.ts';
import { emulatorAnswers } from './emulator.ts';
import { type FeedbackKind, feedbackKinds } from './feedback.ts';
import { identities, identityNames } from './identities.ts';
import {
  audit,
  feedback,
  readStack,
  reconcile,
  republish,
  resetInstance,
  type Stack,
  serverOf,
  startInstance,
  stopInstance,
  sweep,
} from './instance.ts';
import { LocalProblem, type Settings, settingsFrom } from './settings.ts';

const help = `The local stack: the product's own AWS stacks, on this machine.

  npm start                                   start it and serve the portal until Ctrl-C
  npm run local -- start                      the same
  npm run local -- stop                       stop it; everything is kept
  npm run local -- reset                      stop it and delete everything that it kept
  npm run local -- status                     say whether it runs, and where; ends with 1 if it cannot be used
  npm run local -- sweep [--at INSTANT]       do what is due now, or was due by an instant (2026-11-23T22:59:58.000Z)
  npm run local -- reconcile                  rebuild the executions of live cases
  npm run local -- republish DECLARATION      put the events of a DID on the bus again
  npm run local -- republish --from INSTANT --to INSTANT
                                              the same for all that happened from an instant on, before another
  npm run local -- feedback KIND MAIL [--at INSTANT]
                                              say what became of a mail, as SES would; KIND is ${feedbackKinds.join(', ')};
                                              MAIL is its id in GET /v1/declarations/{id}/communications
  npm run local -- reply MAIL TEXT [--from MAILBOX] [--automatic] [--at INSTANT]
                                              answer a mail, as a person would, or a machine
  npm run local -- audit-mail                 hold all mail that SES took against the citizens' own mailboxes

  PORT             port of the portal, the API and the inbox (8080)
  LOCAL_AWS_PORT   port of the local AWS (4566)
  DID_LOCAL_DIR    folder of the instance (.local)
`;

// A terminal that is closed must not keep the stack from saving its state.
process.stdout.on('error', () => undefined);

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function describe(stack: Stack): string {
  const width = Math.max(...identityNames.map((name) => name.length));
  const userWidth = Math.max(...identityNames.map((name) => identities[name].username.length));
  const people = identityNames.map((name) => {
    const { username, password } = stack.demo[name];
    return `  ${name.padEnd(width)}  ${username.padEnd(userWidth)}  ${password}`;
  });
  return [
    '',
    `  Portal     ${stack.portalUrl}`,
    `  API        ${stack.apiUrl}`,
    `  Inbox      ${stack.inboxUrl}`,
    `  Local AWS  ${stack.endpoint} (region ${stack.region})`,
    '',
    'Demo identities, valid on this machine only:',
    ...people,
  ].join('\n');
}

const awsEnded = (pid: number): string =>
  `The portal's server runs (process ${pid}), but its local AWS does not answer. Run: npm run local -- stop, then npm start`;

/** Waits for an instance that another process is starting or serves, and describes it. */
async function describeRunning(settings: Settings): Promise<void> {
  let server = await serverOf(settings.dir);
  if (server && !server.ready) print('The local stack is being started by another process; waiting for it ...');
  for (
    const end = Date.now() + 300_000;
    server && !server.ready && Date.now() < end;
    server = await serverOf(settings.dir)
  )
    await sleep(500);
  const stack = readStack(settings.dir);
  if (!server?.ready || !stack)
    throw new LocalProblem('The other process did not start the local stack. Run npm start again.');
  if (!(await emulatorAnswers(stack.endpoint))) throw new LocalProblem(awsEnded(server.pid));
  print(`The local stack is running already.\n${describe(stack)}`);
}

async function start(settings: Settings): Promise<void> {
  if (await serverOf(settings.dir)) return describeRunning(settings);
  const since = Date.now();
  const giveUp = new AbortController();
  const asked = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        giveUp.abort();
        resolve();
      });
    }
  });
  const instance = await startInstance(settings, print, giveUp.signal);
  print(`The local stack is ready after ${Math.round((Date.now() - since) / 1000)} s.\n${describe(instance.stack)}\n`);
  print('Press Ctrl-C to stop; everything is kept.');
  await asked;
  print('Stopping ...');
  await instance.stop();
  print('Stopped.');
}

/** Says whether the instance runs, and where; ends with 1 unless it can be used. */
async function status(settings: Settings): Promise<void> {
  const server = await serverOf(settings.dir);
  const stack = readStack(settings.dir);
  if (!server) {
    print('The local stack is not running. Start it with: npm start');
    process.exitCode = 1;
    return;
  }
  if (!server.ready || !stack) {
    print(`The local stack is being started (process ${server.pid}).`);
    process.exitCode = 1;
    return;
  }
  if (!(await emulatorAnswers(stack.endpoint))) throw new LocalProblem(awsEnded(server.pid));
  print(`The local stack is running (process ${server.pid}); its local AWS answers.\n${describe(stack)}`);
}

/** The instant that follows `--at`, in the one form that the functions take; nothing if there is no `--at`. */
function instantAfter(args: readonly string[], usage: string): string | undefined {
  if (args.length === 0) return undefined;
  const [flag, text = '', ...more] = args;
  if (flag !== '--at' || Number.isNaN(Date.parse(text)) || more.length > 0) {
    throw new LocalProblem(`Use: npm run local -- ${usage} [--at 2026-11-23T22:59:58.000Z]`);
  }
  return new Date(text).toISOString();
}

async function tellAgain(args: readonly string[], { dir }: Settings): Promise<void> {
  const [first = '', from = '', second, to = '', ...more] = args;
  const times = [from, to].map((text) => Date.parse(text));
  const ofTime = first === '--from' && second === '--to' && !times.some(Number.isNaN) && more.length === 0;
  const ofOne = /^[0-9a-f-]{36}$/.test(first) && args.length === 1;
  if (!ofTime && !ofOne) {
    throw new LocalProblem('Use: npm run local -- republish DECLARATION, or --from INSTANT --to INSTANT');
  }
  const instant = (text: string) => new Date(text).toISOString();
  const told = await republish(dir, ofOne ? { declarationId: first } : { from: instant(from), to: instant(to) });
  print(`Events put on the bus again: ${told}.`);
}

async function tell(args: readonly string[], { dir }: Settings): Promise<void> {
  const [kind, mailId, ...rest] = args;
  const usage = 'feedback KIND MAIL';
  const isKind = (text: string | undefined): text is FeedbackKind => feedbackKinds.some((known) => known === text);
  if (!isKind(kind)) throw new LocalProblem(`KIND is one of ${feedbackKinds.join(', ')}: npm run local -- ${usage}`);
  if (mailId === undefined) throw new LocalProblem(`Which mail? Use: npm run local -- ${usage} [--at INSTANT]`);
  const at = instantAfter(rest, usage) ?? new Date().toISOString();
  await feedback(dir, kind, mailId, at);
  print(`The office has taken note: ${kind} of mail ${mailId} at ${at}.`);
}

/** The options of an answer to a mail; nothing else may stand there. */
function optionsOf(args: readonly string[]): { from?: string; automatic?: boolean; at?: string } | undefined {
  const [flag, value = '', ...more] = args;
  if (flag === undefined) return {};
  if (flag === '--automatic') {
    const rest = optionsOf(args.slice(1));
    return rest && { ...rest, automatic: true };
  }
  const rest = optionsOf(more);
  if (flag === '--from' && value.includes('@')) return rest && { ...rest, from: value };
  if (flag === '--at' && !Number.isNaN(Date.parse(value)))
    return rest && { ...rest, at: new Date(value).toISOString() };
  return undefined;
}

async function answer(args: readonly string[], { dir }: Settings): Promise<void> {
  const [mailId, text, ...rest] = args;
  const options = optionsOf(rest);
  if (mailId === undefined || text === undefined || !options) {
    throw new LocalProblem('Use: npm run local -- reply MAIL TEXT [--from MAILBOX] [--automatic] [--at INSTANT]');
  }
  await reply(dir, mailId, { at: new Date().toISOString(), ...options, text });
  print(`The answer to mail ${mailId} was received.`);
}

async function auditAll({ dir }: Settings): Promise<void> {
  const found = await audit(dir);
  print(auditReport(found));
  if (found.wrong.length > 0) process.exitCode = 1;
}

async function run(command: string, args: readonly string[], settings: Settings): Promise<void> {
  switch (command) {
    case 'start':
      return start(settings);
    case 'stop':
      return print((await stopInstance(settings.dir)) ? 'Stopped.' : 'The local stack was not running.');
    case 'reset':
      await resetInstance(settings.dir);
      return print('Everything that the local stack kept is deleted. Start afresh with: npm start');
    case 'status':
      return status(settings);
    case 'sweep':
      return print(JSON.stringify(await sweep(settings.dir, instantAfter(args, 'sweep')), undefined, 2));
    case 'reconcile':
      return print(JSON.stringify(await reconcile(settings.dir), undefined, 2));
    case 'republish':
      return tellAgain(args, settings);
    case 'feedback':
      return tell(args, settings);
    case 'reply':
      return answer(args, settings);
    case 'audit-mail':
      return auditAll(settings);
    default:
      print(help);
      process.exitCode = command === 'help' || command === '--help' ? 0 : 1;
  }
}

const [command = 'help', ...args] = process.argv.slice(2);
try {
  await run(command, args, settingsFrom(process.env));
} catch (error) {
  const aborted = error instanceof Error && error.name === 'AbortError';
  if (!aborted && !(error instanceof LocalProblem)) throw error;
  process.stderr.write(`${aborted ? 'Stopped before it was ready.' : error.message}\n`);
  process.exitCode = 1;
}
