import { parseArgs } from 'node:util';
import { isDay } from '../../clickhouse/reconcile/spans';
import type { Wanted } from '../../clickhouse/reconcile/spans';
import { UsageError } from '../import/arguments';

export const USAGE = `Usage: npm run reconcile -- [--check] [--tenant TENANT] [--from DAY] [--to DAY] [--url URL] [--token TOKEN]

Compares every aggregate with the facts, prints each difference and repairs it, while the service runs or while it does not.
Exits with 1 if there was any difference, with 2 if it could not do its work.

  --check   reports only
  --tenant  one tenant; default: all
  --from    the first day, YYYY-MM-DD; aggregates whose rows are about no day are compared as a whole
  --to      the last day
  --url     address of a running service; default: the one that holds DATA_DIR, if any
  --token   a token with the permission operate; default: one signed here with JWT_SECRET or DATA_DIR/jwt-secret`;

export interface ReconcileArguments {
  readonly wanted: Wanted;
  readonly checksOnly: boolean;
  readonly url: string | undefined;
  readonly token: string | undefined;
}

/** Reads the command line. Throws UsageError. */
export function readArguments(args: readonly string[]): ReconcileArguments {
  const { check, tenant, from, to, url, token } = parse(args);
  for (const [name, day] of [
    ['from', from],
    ['to', to],
  ]) {
    if (day !== undefined && !isDay(day))
      throw new UsageError(`--${String(name)} must be a date, YYYY-MM-DD.`);
  }
  if (from !== undefined && to !== undefined && from > to)
    throw new UsageError('--from must not be after --to.');
  if (url !== undefined && !URL.canParse(url)) throw new UsageError('--url must be a URL.');
  const wanted = {
    ...(tenant !== undefined && { tenant }),
    ...(from !== undefined && { fromDay: from }),
    ...(to !== undefined && { toDay: to }),
  };
  return { wanted, checksOnly: check ?? false, url, token };
}

function parse(args: readonly string[]): {
  check?: boolean;
  tenant?: string;
  from?: string;
  to?: string;
  url?: string;
  token?: string;
} {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: { check: { type: 'boolean' }, tenant: text, from: text, to: text, url: text, token: text },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'Unreadable arguments.');
  }
}
