/**
 * `npm run simulate -- [--citizens N] [--seed S] [--json] [--write]`: a year of cases, held against the quotas for 1, 10
 * and 60 million inhabitants. `--json` prints figures for other programs, `--write` brings docs/scale.md up to date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { countCosts } from './costs.ts';
import { services } from './loads.ts';
import { busiest, factorOf, held, recoveryOf, sweepCostOf, yearly } from './scaled.ts';
import { populations, tablesOf, withTables } from './tables.ts';
import { simulateYear, type Year } from './year.ts';

/** All figures of a year, for other programs. */
export function figuresOf(year: Year): object {
  const { seed, citizens, counts, standing, liveByDay, backlogs, offices, violations, costs } = year;
  return {
    seed,
    citizens,
    counts,
    standing,
    liveByDay,
    backlogs,
    offices,
    violations,
    steps: costs.of,
    populations: populations.map((inhabitants) => {
      const factor = factorOf(year, inhabitants);
      const ofEach = <Value>(value: (service: (typeof services)[number]) => Value) =>
        Object.fromEntries(services.map((service) => [service, value(service)]));
      return {
        inhabitants,
        factor,
        yearly: ofEach((service) => yearly(year, service, factor)),
        peaks: ofEach((service) => busiest(year, service, factor)),
        quotas: held(year, inhabitants).map(({ quota: { id, limit }, ...rest }) => ({ id, limit, ...rest })),
        recovery: recoveryOf(year, inhabitants),
        sweep: sweepCostOf(year, inhabitants),
      };
    }),
  };
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      citizens: { type: 'string', default: '20000' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
    },
  });
  const [citizens, seed] = [Number(values.citizens), Number(values.seed)];
  if (!Number.isInteger(citizens) || citizens < 1 || !Number.isInteger(seed)) {
    console.error(
      'npm run simulate -- [--citizens N] [--seed S] [--json] [--write]: N and S are whole numbers, N above 0',
    );
    process.exit(1);
  }
  const year = simulateYear({ citizens, seed, costs: await countCosts() });
  const tables = tablesOf(year);
  if (values.write) {
    const file = fileURLToPath(new URL('../../docs/scale.md', import.meta.url));
    writeFileSync(file, withTables(readFileSync(file, 'utf8'), tables));
  } else if (values.json) console.log(JSON.stringify(figuresOf(year), undefined, 2));
  else for (const [name, content] of Object.entries(tables)) console.log(`${name}\n\n${content}\n`);
  process.exitCode = year.violations.length === 0 ? 0 : 1;
}
