import { parseArgs } from 'node:util';
import { UsageError } from '../import/arguments';

export const USAGE = `Usage: npm run move -- --to URL [--database NAME] [--cluster NAME] [--replace]

Copies the embedded store in DATA_DIR to a ClickHouse server and proves that both hold the same. The service must be stopped.
Interrupted, it is simply run again: what is equal already is passed over.

  --to        address of the server's HTTP interface; its user is CLICKHOUSE_USER with CLICKHOUSE_PASSWORD
  --database  the database there; default: headcount
  --cluster   the cluster of that server to spread over
  --replace   take out of the database there what this store does not hold (any more)`;

export interface MoveArguments {
  readonly url: string;
  readonly database: string;
  readonly cluster: string | undefined;
  readonly replaces: boolean;
}

/** Reads the command line. Throws UsageError. */
export function readArguments(args: readonly string[]): MoveArguments {
  const values = parse(args);
  if (values.to === undefined || !/^https?:\/\//.test(values.to) || !URL.canParse(values.to)) {
    throw new UsageError('--to must be an http or https URL.');
  }
  for (const name of ['database', 'cluster'] as const) {
    const value = values[name];
    if (value !== undefined && !/^[A-Za-z_]\w{0,63}$/.test(value)) {
      throw new UsageError(`--${name} must be letters, digits and underscores.`);
    }
  }
  return { url: values.to, database: values.database, cluster: values.cluster, replaces: values.replace };
}

function parse(args: readonly string[]): {
  to?: string;
  database: string;
  cluster?: string;
  replace: boolean;
} {
  try {
    return parseArgs({
      args: [...args],
      options: {
        to: { type: 'string' },
        database: { type: 'string', default: 'headcount' },
        cluster: { type: 'string' },
        replace: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'Unreadable arguments.');
  }
}
