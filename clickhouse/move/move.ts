import type { Catalog } from '../catalog/catalog';
import type { Store } from '../store';
import { movedTables } from './moved-tables';
import type { MovedTable } from './moved-tables';
import { deleteStatement, digestStatement, pageStatement } from './statements';
import type { Chunk, ChunkDigest } from './statements';

export interface Move {
  readonly from: Pick<Store, 'audit' | 'database'>;
  readonly to: Pick<Store, 'audit' | 'command' | 'insert' | 'database'>;
  /** What is in the store that is left. */
  readonly catalog: Catalog;
  /** Whether rows that only the other store has are taken out there; else they stop the move. */
  readonly replaces: boolean;
  readonly signal?: AbortSignal;
}

export type MoveEvent =
  | {
      readonly kind: 'progress';
      readonly table: string;
      readonly done: number;
      readonly of: number;
      readonly rows: number;
    }
  | {
      readonly kind: 'summary';
      readonly tables: number;
      readonly chunks: number;
      readonly copied_chunks: number;
    };

/** The other store holds rows that this one does not. */
export class HoldsOtherRows extends Error {
  constructor(
    readonly table: string,
    readonly chunk: Chunk,
  ) {
    super(`The server holds rows of ${table} that this store does not.`);
    this.name = 'HoldsOtherRows';
  }
}

/** Rows that travel in one insert. */
const PAGE_ROWS = 50_000;

/**
 * Copies what the services wrote, chunk by chunk, and compares both sides; chunks that are equal already are passed over, so
 * an interrupted move is simply run again. Writing a row twice changes nothing. The other store's views make its aggregates.
 * Throws HoldsOtherRows, before anything is changed where it can be known by then.
 */
export async function* move(context: Move): AsyncGenerator<MoveEvent> {
  const tables = movedTables(context.catalog);
  for (const table of tables) await clearStrays(context, table);
  let chunks = 0;
  let copied = 0;
  for (const table of tables) {
    const wanted = await digests(context, table, 'from');
    const differing = differences(wanted, await digests(context, table, 'to'));
    chunks += wanted.size;
    copied += differing.length;
    let rows = 0;
    for (const [index, chunk] of differing.entries()) {
      yield { kind: 'progress', table: table.name, done: index, of: differing.length, rows };
      rows += await copyChunk(context, table, chunk);
    }
    yield { kind: 'progress', table: table.name, done: differing.length, of: differing.length, rows };
    await settle(context, table, wanted);
  }
  yield { kind: 'summary', tables: tables.length, chunks, copied_chunks: copied };
}

type Digests = ReadonlyMap<string, ChunkDigest>;

async function digests(context: Move, table: MovedTable, side: 'from' | 'to'): Promise<Digests> {
  const store = context[side];
  const found = await store.audit<ChunkDigest>(digestStatement(table, store.database), context.signal);
  return new Map(found.map((chunk) => [JSON.stringify([chunk.tenant, chunk.month]), chunk]));
}

/** The chunks of the one that the other does not have in the same way. */
function differences(wanted: Digests, present: Digests): ChunkDigest[] {
  return [...wanted].flatMap(([name, chunk]) => {
    const other = present.get(name);
    return other?.rows === chunk.rows && other.digest === chunk.digest ? [] : [chunk];
  });
}

/** Chunks that only the other store has are another installation's, or were erased here since an earlier move. */
async function clearStrays(context: Move, table: MovedTable): Promise<void> {
  const wanted = await digests(context, table, 'from');
  const present = await digests(context, table, 'to');
  for (const [name, chunk] of present) {
    if (wanted.has(name)) continue;
    if (!context.replaces) throw new HoldsOtherRows(table.name, chunk);
    await context.to.command(deleteStatement(table, 'headcount', chunk));
  }
}

async function copyChunk(context: Move, table: MovedTable, chunk: Chunk): Promise<number> {
  const { from, to, signal } = context;
  const columns = table.columns.map(({ name }) => name);
  let after: readonly string[] | undefined;
  let copied = 0;
  for (;;) {
    const statement = pageStatement(table, from.database, { chunk, after, limit: PAGE_ROWS });
    const page = await from.audit<{ row: string; key: string[] }>(statement, signal);
    if (page.length > 0) await to.insert({ table: table.name, columns, rows: page.map(({ row }) => row) });
    copied += page.length;
    if (page.length < PAGE_ROWS) return copied;
    after = page.at(-1)?.key;
  }
}

/**
 * A chunk that still differs after it was copied holds rows that it should not. A new database's own secrets always do: they
 * give way to those that cursors and tombstones were made with.
 */
async function settle(context: Move, table: MovedTable, wanted: Digests): Promise<void> {
  for (const chunk of differences(wanted, await digests(context, table, 'to'))) {
    if (!context.replaces && !table.isService) throw new HoldsOtherRows(table.name, chunk);
    await context.to.command(deleteStatement(table, 'headcount', chunk));
    await copyChunk(context, table, chunk);
  }
  const [left] = differences(wanted, await digests(context, table, 'to'));
  if (left) throw new HoldsOtherRows(table.name, left);
}
