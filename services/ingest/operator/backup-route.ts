import { join } from 'node:path';
import { backUp } from '../../../clickhouse/backup/back-up';
import type { Manifest } from '../../../clickhouse/backup/manifest';
import { readCatalog } from '../../../clickhouse/catalog/read-catalog';
import { json, problem } from '../../platform/http/answer';
import { machineFamily } from '../../platform/http/machine-family';
import type { Answer, Route } from '../../platform/http/route';
import type { OperatorContext } from './reconcile-route';

interface BackupContext extends OperatorContext {
  readonly dataDir: string;
  readonly now: () => Date;
  readonly isEmbedded: boolean;
}

/** `POST /v1/operator/backups`: backs up the embedded store while it serves, to a directory below `DATA_DIR/backups`. */
export function backupRoute(context: BackupContext): Route {
  let isRunning = false;
  async function handle(): Promise<Answer> {
    if (!context.isEmbedded) return problem(409, 'Conflict', "A server's store is backed up by the server.");
    if (isRunning) return problem(409, 'Conflict', 'A backup is being made already.');
    isRunning = true;
    try {
      const { store, alone, dataDir, now } = context;
      const name = backupName(now());
      const manifest = await backUp({
        ...{ store, alone, now, catalog: await readCatalog(store) },
        directory: join(dataDir, 'backups', name),
        // Between two commits the journal holds nothing that the store does not; only refused commits are nowhere else.
        beside: { 'journal/poison': join(dataDir, 'journal', 'poison') },
      });
      return json(200, summaryOf(name, manifest));
    } finally {
      isRunning = false;
    }
  }
  return {
    method: 'POST',
    path: '/v1/operator/backups',
    family: machineFamily,
    allows: (principal) => principal.permissions.has('operate'),
    cacheable: false,
    handle,
  };
}

/** A name that sorts by time and is a file name everywhere. */
export function backupName(now: Date): string {
  return `headcount-${now.toISOString().replace(/[-:.]/g, '')}`;
}

/** What a finished backup is, in short. */
export interface BackupSummary {
  readonly name: string;
  readonly made_at: string;
  readonly tables: number;
  readonly rows: number;
  readonly bytes: number;
}

export function summaryOf(name: string, { made_at, rows, files }: Manifest): BackupSummary {
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
  const counts = Object.values(rows);
  const bytes = sum(Object.values(files).map((file) => file.bytes));
  return { name, made_at, tables: counts.length, rows: sum(counts), bytes };
}
