import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IngestReport } from '../ingest/ingest-bench';
import { barChart } from './bar-chart';
import { ingestGoals } from './ingest-goals';

const SERIES = [
  { name: 'Headcount, acknowledged', color: '#2f81f7' },
  { name: 'engine alone', color: '#8b949e' },
  { name: 'PostgreSQL COPY', color: '#d2795f' },
];

/** Writes `ingest.json` and `ingest.svg`. */
export function writeIngestReport(directory: string, report: IngestReport): void {
  mkdirSync(directory, { recursive: true });
  const content = { ...report, goals: ingestGoals(report) };
  writeFileSync(join(directory, 'ingest.json'), `${JSON.stringify(content, undefined, 2)}\n`);
  const groups = report.rows.map(({ batch, service, engineAlone, postgresCopy }) => ({
    label: `batches of ${batch}`,
    values: [service.eventsPerSecond, engineAlone, postgresCopy],
  }));
  writeFileSync(join(directory, 'ingest.svg'), barChart('Events a second', '/s', SERIES, groups));
}
