import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { Instant } from '../domain/dates.ts';
import type { DidCase } from '../domain/declaration.ts';
import type { DeclarationId } from '../domain/ids.ts';
import { InpsApplication, standing } from '../domain/inps.ts';
import { getCodeGuard } from './citizens.ts';
import { get, type Key, put, type Table, type Write } from './table.ts';
import { dropTask, taskIdOf } from './tasks.ts';

/**
 * What INPS told of the applications of one fiscal code, under the guard of that code: it waits there until a DID of the
 * person takes it up.
 */
export const Ledger = z.object({
  /** Keyed hash of the fiscal code. */
  codeMac: z.string(),
  /** Names the task to find the person, while nobody is known to hold the code. */
  fileId: z.uuid(),
  /** Whether that task was opened. */
  sought: z.boolean(),
  applications: z.array(InpsApplication),
  version: z.int(),
});
export type Ledger = z.infer<typeof Ledger>;

const ledgerKey = (mac: string): Key => ({ pk: `CF#1#${mac}`, sk: 'INPS' });

/** What INPS told of a fiscal code, by its keyed hash; `undefined` if nothing. */
export function getLedger(table: Table, mac: string): Promise<Ledger | undefined> {
  return get(table, ledgerKey(mac), Ledger);
}

/** The name under which a person is sought of whom INPS has told, by the keyed hash of the fiscal code. */
export function fileIdOf(codeMac: string): string {
  const hex = createHash('sha256').update(`inps|${codeMac}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The ledger of a fiscal code of which INPS has told nothing yet. */
export function newLedger(codeMac: string): Ledger {
  return { codeMac, fileId: fileIdOf(codeMac), sought: false, applications: [], version: 0 };
}

/** Writes a ledger that still is as it was read. */
export function putLedger(table: Table, ledger: Ledger, changes: Partial<Ledger>): Write {
  const { version } = ledger;
  return put(
    table,
    'ledger',
    { ...ledgerKey(ledger.codeMac), entity: 'inps', ...ledger, ...changes, version: version + 1 },
    version === 0 ? undefined : { expression: 'version = :from', values: { ':from': version } },
  );
}

/** Applications that wait for a DID: of none yet, or of one that was not the person's (`freed`); annulled ones do not. */
export function waitingIn(ledger: Ledger | undefined, freed?: DeclarationId): InpsApplication[] {
  return standing(ledger?.applications)
    .filter(({ declarationId }) => declarationId === undefined || declarationId === freed)
    .map(({ declarationId: _, ...application }) => application);
}

/** Applications that a declaration may take up as it begins: those that wait under a code that is proved to be its person's. */
export async function waitingForOwner(table: Table, ledger: Ledger | undefined): Promise<InpsApplication[]> {
  const waiting = waitingIn(ledger);
  if (!ledger || waiting.length === 0) return [];
  return (await getCodeGuard(table, ledger.codeMac))?.provisional === false ? waiting : [];
}

/** Notes that a DID took up the applications that it holds; nobody has to look for the person any more. */
export function adopt(
  table: Table,
  ledger: Ledger,
  { declarationId, inps }: Pick<DidCase, 'declarationId' | 'inps'>,
  at: Instant,
): Write[] {
  const taken = new Set(inps?.applications?.map(({ protocol }) => protocol));
  const applications = ledger.applications.map((one) => (taken.has(one.protocol) ? { ...one, declarationId } : one));
  return [
    putLedger(table, ledger, { applications, sought: false }),
    ...(ledger.sought ? [dropTask(table, taskIdOf('inps-unknown-person', ledger.fileId), at)] : []),
  ];
}
