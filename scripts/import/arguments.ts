import { parseArgs } from 'node:util';

export const USAGE = `Usage: npm run import -- FILE [--url URL] [--token TOKEN] [--tenant TENANT] [--batch EVENTS]

Sends a file of events (NDJSON, one event a line, plain or gzip) to a running service. Stopped or failed half-way, it is
simply run again: what was accepted counts once.

  --url     address of the service; default: HOST and PORT of the settings
  --token   a token with the permission ingest-events; default: one signed here with JWT_SECRET or DATA_DIR/jwt-secret
  --tenant  whom to sign that token for; default: demo
  --batch   events a request, 1 to 50000; default: 5000`;

export interface ImportArguments {
  readonly file: string;
  readonly url: string | undefined;
  readonly token: string | undefined;
  readonly tenant: string;
  readonly batchEvents: number;
}

/** Bad arguments; the message says which. */
export class UsageError extends Error {}

const MAX_EVENTS_A_REQUEST = 50_000;

/** Reads the command line. Throws UsageError. */
export function readArguments(args: readonly string[]): ImportArguments {
  const { values, positionals } = parse(args);
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new UsageError('Name one file to import.');
  if (values.url !== undefined && !URL.canParse(values.url)) throw new UsageError('--url must be a URL.');
  const batchEvents = Number(values.batch);
  if (!Number.isInteger(batchEvents) || batchEvents < 1 || batchEvents > MAX_EVENTS_A_REQUEST) {
    throw new UsageError(`--batch must be a whole number from 1 to ${MAX_EVENTS_A_REQUEST}.`);
  }
  return { file, url: values.url, token: values.token, tenant: values.tenant, batchEvents };
}

function parse(args: readonly string[]): {
  values: { url?: string; token?: string; tenant: string; batch: string };
  positionals: string[];
} {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        url: { type: 'string' },
        token: { type: 'string' },
        tenant: { type: 'string', default: 'demo' },
        batch: { type: 'string', default: '5000' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'Unreadable arguments.');
  }
}
