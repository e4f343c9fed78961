import { BoundedMap } from './bounded-map';
import type { QueryParams } from './store';

/** Whom a write concerns: one tenant, or everybody where that is not known. */
export type Written = ReadonlySet<string> | 'everybody';

interface Writes {
  /** Grows before a write of the tenant becomes visible, and again when it is through. */
  generation: number;
  running: number;
}

interface Answer {
  readonly generation: number;
  readonly text: string;
}

/**
 * Answers of questions, kept until anything of the tenant is written: events, however late, the directory, a repair or an erasure.
 * What was computed while a write was running is not kept, for it may have seen half of it. Only good where every write of the
 * store goes through here.
 */
export class AnswerCache {
  private readonly writes = new Map<string, Writes>();
  private readonly writesOfEverybody: Writes = { generation: 0, running: 0 };
  private readonly answers: BoundedMap<Answer>;

  constructor(maxBytes: number) {
    this.answers = new BoundedMap(maxBytes);
  }

  /** The kept answer, or the one that `compute` gives. */
  async answer(question: string, params: QueryParams, compute: () => Promise<string>): Promise<string> {
    const { tenant } = params;
    if (typeof tenant !== 'string') return await compute();
    const before = this.quietGeneration(tenant);
    if (before === undefined) return await compute();
    const key = keyOf(question, params);
    const kept = this.answers.get(key);
    if (kept?.generation === before) return kept.text;
    if (kept) this.answers.delete(key);
    const text = await compute();
    if (this.quietGeneration(tenant) === before)
      this.answers.set(key, { generation: before, text }, sizeOf(key, text));
    return text;
  }

  /** Runs a write, in whose time nothing of those concerned is answered from here or kept. */
  async write<T>(written: Written, work: () => Promise<T>): Promise<T> {
    const concerned =
      written === 'everybody' ? [this.writesOfEverybody] : [...written].map((t) => this.of(t));
    for (const writes of concerned) {
      writes.running += 1;
      writes.generation += 1;
    }
    try {
      return await work();
    } finally {
      for (const writes of concerned) {
        writes.running -= 1;
        writes.generation += 1;
      }
    }
  }

  /**
   * Stays the same as long as nothing of the tenant is written; undefined while a write runs. Both parts only grow, so their
   * sum is the same only if neither has.
   */
  quietGeneration(tenant: string): number | undefined {
    const own = this.of(tenant);
    if (own.running + this.writesOfEverybody.running > 0) return undefined;
    return own.generation + this.writesOfEverybody.generation;
  }

  private of(tenant: string): Writes {
    const known = this.writes.get(tenant);
    if (known) return known;
    const fresh = { generation: 0, running: 0 };
    this.writes.set(tenant, fresh);
    return fresh;
  }
}

/** Two bytes a character at most, and what an entry costs besides. */
function sizeOf(key: string, text: string): number {
  return 2 * (key.length + text.length) + 200;
}

function keyOf(question: string, params: QueryParams): string {
  const ordered = Object.entries(params).sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([question, ordered], (_, value: unknown) =>
    typeof value === 'bigint' ? { bigint: value.toString() } : value,
  );
}

const TENANT = /^\["(?:[^"\\]|\\.)*"(?=[,\]])/;

/** Whose rows these are; the writers put the tenant first. */
export function tenantsOf({
  columns,
  rows,
}: {
  readonly columns: readonly string[];
  readonly rows: readonly string[];
}): Written {
  if (columns[0] !== 'tenant') return 'everybody';
  const tenants = new Set<string>();
  let last = '';
  for (const row of rows) {
    if (last !== '' && row.startsWith(last) && ',]'.includes(row[last.length] ?? '?')) continue;
    const [start] = TENANT.exec(row) ?? [];
    if (start === undefined) return 'everybody';
    last = start;
    tenants.add(String((JSON.parse(`${start}]`) as unknown[])[0]));
  }
  return tenants;
}
