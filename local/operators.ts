import { readFileSync, writeFileSync } from 'node:fs';
import { adminToken, type Door, exportTable, importTable, type Report, type TableName } from './directory.ts';
import { readStack } from './instance.ts';
import { LocalProblem, settingsFrom } from './settings.ts';

const help = `The directory of operators, through the API.

  npm run operators -- import FILE [--dry-run]      bring operators in from a CSV file
  npm run operators -- export FILE                  write them to a CSV file
  npm run operators -- import-competence FILE [--dry-run]
                                                    the same for the job centres of municipalities
  npm run operators -- export-competence FILE

  API_URL    the API, such as https://did.example.it/v1; the local one if left out
  ID_TOKEN   the id token of an administrator, needed with API_URL
`;

async function doorOf(environment: Record<string, string | undefined>): Promise<Door> {
  const { API_URL: url, ID_TOKEN: token } = environment;
  if (url) {
    if (!token) throw new LocalProblem('ID_TOKEN is not set: give the id token of an administrator.');
    return { url: url.replace(/\/v1\/?$/, ''), token };
  }
  const stack = readStack(settingsFrom(environment).dir);
  if (!stack) throw new LocalProblem('The local stack is not running. Start it with npm start, or set API_URL.');
  return { url: stack.portalUrl, token: await adminToken(stack.endpoint, stack.clientId) };
}

function describe({ dryRun, created, changed, unchanged, refused, rows }: Report): string {
  const bad = rows.filter(({ outcome }) => outcome === 'refused');
  return [
    `${dryRun ? 'Nothing was changed. It would be: ' : ''}${created} created, ${changed} changed, ${unchanged} unchanged, ${refused} refused.`,
    ...bad.map(({ line, id, field, message }) => `  line ${line}, ${id || 'no id'}, ${field}: ${message}`),
  ].join('\n');
}

/** Reads or writes a file of the person's. Throws LocalProblem if it cannot be. */
function withFile<Of>(file: string, does: () => Of): Of {
  try {
    return does();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') throw new LocalProblem(`There is no file or folder ${file}: check the path.`);
    if (code === 'EISDIR') throw new LocalProblem(`${file} is a folder: name a file.`);
    throw new LocalProblem(`${file} cannot be used (${String(code)}): check the path and who may use it.`);
  }
}

async function run([command = 'help', file, ...flags]: readonly string[]): Promise<void> {
  const [, verb, about] = /^(import|export)(-competence)?$/.exec(command) ?? [];
  if (verb === undefined || file === undefined) {
    process.stdout.write(help);
    process.exitCode = command === 'help' ? 0 : 1;
    return;
  }
  const table: TableName = about === undefined ? 'operators' : 'competence';
  if (verb === 'export') {
    const csv = await exportTable(await doorOf(process.env), table);
    return withFile(file, () => writeFileSync(file, csv));
  }
  // Before anybody signs in: a path is mistyped more often than a stack is down.
  const csv = withFile(file, () => readFileSync(file, 'utf8'));
  const report = await importTable(await doorOf(process.env), table, csv, flags.includes('--dry-run'));
  process.stdout.write(`${describe(report)}\n`);
  if (report.refused > 0) process.exitCode = 1;
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof LocalProblem)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
