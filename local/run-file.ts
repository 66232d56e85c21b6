import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { filesOf } from './settings.ts';

const port = z.int().check(z.positive());

/** What runs for an instance: its server and its emulator, by process id. It may be stale: ids are checked before use. */
const RunFile = z.object({
  pid: z.optional(port),
  port: z.optional(port),
  emulatorPid: z.optional(port),
  awsPort: z.optional(port),
});
export type RunFile = z.infer<typeof RunFile>;

/** Writes a file whole or not at all. */
export function writeWhole(file: string, text: string): void {
  const half = `${file}.${process.pid}.half`;
  writeFileSync(half, text);
  renameSync(half, file);
}

/** What the instance last said of itself; nothing if it never ran, was stopped, or left half a file. */
export function readRunFile(dir: string): RunFile {
  try {
    return RunFile.parse(JSON.parse(readFileSync(filesOf(dir).run, 'utf8')));
  } catch {
    return {};
  }
}

/** Changes what the instance says of itself. */
export function changeRunFile(dir: string, change: RunFile): void {
  writeWhole(filesOf(dir).run, JSON.stringify({ ...readRunFile(dir), ...change }));
}

/** Forgets what ran: after a stop. */
export function removeRunFile(dir: string): void {
  rmSync(filesOf(dir).run, { force: true });
}
