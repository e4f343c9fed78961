import { columnsAt, type List } from '../../../services/platform/formats/list';

export interface Sample {
  readonly user: { readonly id: string; readonly seen: { readonly at: string | null } };
  readonly count: number | null;
  readonly change: number | null;
  readonly flag: boolean | null;
  readonly names: readonly string[] | null;
}

const COLUMNS = columnsAt<Sample>({
  'user.id': 'text',
  'user.seen.at': 'text',
  count: 'integer',
  change: 'number',
  flag: 'boolean',
  names: 'texts',
});

export function sampleList(rows: List<Sample>['rows']): List<Sample> {
  return { name: 'sample', columns: COLUMNS, rows };
}

/** A row with nothing that needs care; `n` makes it one of many. */
export function sample(n: number, change: Partial<Sample> = {}): Sample {
  return {
    user: { id: `user-${n}`, seen: { at: n % 3 === 0 ? null : '2026-02-28T12:00:00.000Z' } },
    count: n,
    change: n % 5 === 0 ? null : n / 10,
    flag: n % 2 === 0,
    names: n % 7 === 0 ? null : Array.from({ length: n % 4 }, (_, index) => `name ${index}`),
    ...change,
  };
}

/** The rows in blocks, as a stream brings them. */
export async function* blocks(rows: readonly Sample[], size: number): AsyncGenerator<readonly Sample[]> {
  for (let at = 0; at < rows.length; at += size) {
    await Promise.resolve();
    yield rows.slice(at, at + size);
  }
}

export async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const collected: Uint8Array[] = [];
  for await (const chunk of chunks) collected.push(chunk);
  return Buffer.concat(collected);
}
