import { parseArgs } from 'node:util';
import { isDay } from '../../clickhouse/reconcile/spans';
import { UsageError } from '../import/arguments';

export const USAGE = `Usage: npm run quarantine -- list|export|replay [--tenant TENANT] [--code CODE] [--from DAY] [--to DAY]
         [--file FILE [--force]] [--url URL] [--token TOKEN]

Lists, exports or sends again a tenant's refused events that were not taken yet, while the service runs or while it does not.
A replay exits with 1 if any was refused again; each exits with 2 if it could not do its work.

  --tenant  whose; default: demo
  --code    only those refused for this reason
  --from    the first day on which they came (UTC), YYYY-MM-DD
  --to      the last day
  --file    where export writes its NDJSON; default: standard output
  --force   replaces that file where it is there already
  --url     address of a running service; default: the one that holds DATA_DIR; if none does, it is started for the duration
  --token   a token with the permission operate, which says the tenant; default: one signed here`;

const ACTIONS = ['list', 'export', 'replay'] as const;
export type Action = (typeof ACTIONS)[number];

export interface QuarantineArguments {
  readonly action: Action;
  readonly tenant: string;
  /** The parameters of the endpoints that say which entries are meant. */
  readonly filter: Readonly<Record<string, string>>;
  readonly file: string | undefined;
  readonly overwrites: boolean;
  readonly url: string | undefined;
  readonly token: string | undefined;
}

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Reads the command line. Throws UsageError. */
export function readArguments(args: readonly string[]): QuarantineArguments {
  const { values, positionals } = parse(args);
  const { tenant, code, from, to, file, force, url, token } = values;
  const action = ACTIONS.find((known) => known === positionals[0]);
  if (action === undefined || positionals.length > 1)
    throw new UsageError(`Say one of ${ACTIONS.join(', ')}.`);
  if (from !== undefined && !isDay(from)) throw new UsageError('--from must be a date, YYYY-MM-DD.');
  if (to !== undefined && !isDay(to)) throw new UsageError('--to must be a date, YYYY-MM-DD.');
  if (from !== undefined && to !== undefined && from > to)
    throw new UsageError('--from must not be after --to.');
  if (file !== undefined && action !== 'export') throw new UsageError('--file is for export.');
  if (force === true && file === undefined) throw new UsageError('--force is for --file.');
  if (url !== undefined && !URL.canParse(url)) throw new UsageError('--url must be a URL.');
  if (tenant !== undefined && token !== undefined)
    throw new UsageError('--tenant and --token exclude each other: a token says its tenant.');
  const filter = {
    ...(code !== undefined && { code }),
    ...(from !== undefined && { from: `${from}T00:00:00Z` }),
    ...(to !== undefined && { to: new Date(Date.parse(to) + DAY_MS).toISOString() }),
  };
  return { action, tenant: tenant ?? 'demo', filter, file, overwrites: force ?? false, url, token };
}

interface Parsed {
  readonly values: {
    tenant?: string;
    code?: string;
    from?: string;
    to?: string;
    file?: string;
    force?: boolean;
    url?: string;
    token?: string;
  };
  readonly positionals: string[];
}

function parse(args: readonly string[]): Parsed {
  const text = { type: 'string' } as const;
  const [tenant, code, from, to, file, url, token] = [text, text, text, text, text, text, text];
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { tenant, code, from, to, file, url, token, force: { type: 'boolean' } },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'Unreadable arguments.');
  }
}
