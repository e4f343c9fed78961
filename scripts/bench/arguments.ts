import { parseArgs } from 'node:util';
import type { Peer } from './engines/peer';

export function usage(command: string): string {
  return `Usage: npm run ${command} -- [--scale S] [--peers duckdb,postgres] [--data DIR] [--out DIR] ...

Makes a year of events inside the engine. \`bench\` asks every question over HTTP, and beside it as a scan of the facts, in
DuckDB and in PostgreSQL; it ends with 1 where two of them answer differently. \`bench:ingest\` sends events over HTTP until
they are acknowledged, beside the engine and PostgreSQL alone. \`bench:growth\` asks the questions over 1, 4 and 16 times the
events, and over 4 times the users. Each prints one table and which goals are met.

  --scale    1 is 40 M events of 200,000 users and 20 M app reports; default 0.05
  --peers    which of duckdb and postgres to ask too; default both, none for neither
  --data     keep the data in this folder, and use it again if it is there; default: a temporary one
  --out      also write the results as JSON and SVG into this folder
  --only     bench, bench:growth: only questions whose name matches this regular expression
  --samples  bench, bench:growth: how often a question is asked at most; default 30
  --seconds  bench:ingest: how long each case is loaded; default 10`;
}

export interface BenchArguments {
  readonly scale: number;
  readonly peers: readonly Peer['name'][];
  readonly only: RegExp | undefined;
  readonly samples: number;
  readonly seconds: number;
  readonly data: string | undefined;
  readonly out: string | undefined;
}

/** Bad arguments; the message says which. */
export class UsageError extends Error {}

/** Reads the command line. Throws UsageError. */
export function readArguments(args: readonly string[]): BenchArguments {
  const { values } = parse(args);
  if (values.help) throw new UsageError('');
  const scale = Number(values.scale);
  if (!(scale > 0 && scale <= 100)) throw new UsageError('--scale must be a number above 0.');
  const samples = Number(values.samples);
  if (!Number.isInteger(samples) || samples < 1) throw new UsageError('--samples must be a whole number.');
  const seconds = Number(values.seconds);
  if (!(seconds > 0)) throw new UsageError('--seconds must be a number above 0.');
  return {
    scale,
    samples,
    seconds,
    peers: values.peers.split(',').flatMap((name) => peerOf(name)),
    only: values.only === undefined ? undefined : new RegExp(values.only),
    data: values.data,
    out: values.out,
  };
}

function peerOf(name: string): Peer['name'][] {
  if (name === 'duckdb' || name === 'postgres') return [name];
  if (name === 'none') return [];
  throw new UsageError('--peers must name duckdb, postgres, both or none.');
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        scale: { type: 'string', default: '0.05' },
        peers: { type: 'string', default: 'duckdb,postgres' },
        only: { type: 'string' },
        samples: { type: 'string', default: '30' },
        seconds: { type: 'string', default: '10' },
        data: { type: 'string' },
        out: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'Unreadable arguments.');
  }
}
