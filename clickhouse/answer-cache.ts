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
  /** Least lately used first. */
  private readonly answers = new Map<string, Answer>();
  private bytes = 0;

  constructor(private readonly maxBytes: number) {}

  /** The kept answer, or the one that `compute` gives. */
  async answer(question: string, params: QueryParams, compute: () => Promise<string>): Promise<string> {
    const { tenant } = params;
    if (typeof tenant !== 'string') return await compute();
    const before = this.quietGeneration(tenant);
    if (before === undefined) return await compute();
    const key = keyOf(question, params);
    const kept = this.answers.get(key);
    if (kept) {
      this.forget(key, kept);
      if (kept.generation === before) {
        this.keep(key, kept);
        return kept.text;
      }
    }
    const text = await compute();
    if (this.quietGeneration(tenant) === before) this.keep(key, { generation: before, text });
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

  /** Both only grow, so their sum is the same only if neither has. Undefined while a write runs. */
  private quietGeneration(tenant: string): number | undefined {
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

  private keep(key: string, answer: Answer): void {
    const size = sizeOf(key, answer);
    // One answer must not push out most of the others.
    if (size > this.maxBytes / 4) return;
    const there = this.answers.get(key);
    if (there) this.forget(key, there);
    this.answers.set(key, answer);
    this.bytes += size;
    for (const [oldest, { generation, text }] of this.answers) {
      if (this.bytes <= this.maxBytes) break;
      this.forget(oldest, { generation, text });
    }
  }

  private forget(key: string, answer: Answer): void {
    this.answers.delete(key);
    this.bytes -= sizeOf(key, answer);
  }
}

/** Two bytes a character at most, and what an entry costs besides. */
function sizeOf(key: string, { text }: Answer): number {
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
