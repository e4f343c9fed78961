import type { EngineFigures } from './engine-figures';
import type { Metrics } from './registry';
import { sampledGauge, sampledGauges } from './sampled';

type Value = (found: EngineFigures) => number;
type Values = (found: EngineFigures) => readonly (readonly [string, number])[];

const SINGLE: readonly (readonly [name: string, help: string, of: Value])[] = [
  [
    'memory_bytes',
    'Memory that the engine tracks: queries, inserts, merges, caches.',
    (found) => found.memory_bytes,
  ],
  ['merges_running', 'Merges that run now.', (found) => found.merges],
  ['mutations_unfinished', 'Changes of stored data that are not done yet.', (found) => found.mutations],
  ['queries_running', 'Statements that run in the engine now.', (found) => found.queries],
];

const BY_TABLE: readonly (readonly [name: string, help: string, of: Values])[] = [
  ['parts', 'Active data parts of a table.', byTable(({ parts }) => parts)],
  [
    'rows',
    'Rows in the active parts of a table, several versions of one thing included.',
    byTable(({ rows }) => rows),
  ],
  ['bytes', 'Bytes of the active parts of a table on disk.', byTable(({ bytes }) => bytes)],
];

/** The engine's own state. Where it does not answer, `headcount_engine_up` is 0 and the others are absent. */
export function engineMetrics(metrics: Metrics, figures: () => Promise<EngineFigures | undefined>): void {
  sampledGauge(
    metrics,
    { name: 'headcount_engine_up', help: '1 where the engine answers the question for its figures, else 0.' },
    async () => ((await figures()) === undefined ? 0 : 1),
  );
  for (const [name, help, of] of SINGLE) {
    sampledGauge(metrics, { name: `headcount_engine_${name}`, help }, async () => {
      const found = await figures();
      return found && of(found);
    });
  }
  const gauges = (name: string, help: string, label: string, of: Values): void => {
    sampledGauges(metrics, { name, help, label }, async () => {
      const found = await figures();
      return found ? of(found) : [];
    });
  };
  for (const [name, help, of] of BY_TABLE) gauges(`headcount_engine_table_${name}`, help, 'table', of);
  gauges('headcount_engine_disk_free_bytes', "Free bytes of the engine's disk.", 'disk', ({ disks }) =>
    disks.map(({ name, free_bytes }) => [name, free_bytes]),
  );
  gauges('headcount_engine_disk_size_bytes', "Size of the engine's disk.", 'disk', ({ disks }) =>
    disks.map(({ name, total_bytes }) => [name, total_bytes]),
  );
}

function byTable(of: (table: EngineFigures['tables'][number]) => number): Values {
  return ({ tables }) => tables.map((table) => [table.name, of(table)]);
}
