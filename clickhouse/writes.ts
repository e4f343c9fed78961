/** Whom and what a write is about; what is not known is everything. */
export interface Written {
  readonly tenants: ReadonlySet<string> | 'everybody';
  /** Counted from 1970-01-01. */
  readonly days: ReadonlySet<number> | 'all';
  /** Where the rows go; views may carry them on. */
  readonly table?: string;
}

/** What an answer depends on: all of its tenant, some of its days, or one table that no view writes. */
export type Scope = { readonly days: DaySpan } | { readonly table: string };

/** Days counted from 1970-01-01, both inclusive. */
export interface DaySpan {
  readonly firstDay: number;
  readonly lastDay: number;
}

export const EVERYTHING: Written = { tenants: 'everybody', days: 'all' };

interface Touched {
  /** The mark of the last beginning or end of a write. */
  at: number;
  running: number;
}

interface TenantWrites {
  readonly any: Touched;
  /** Writes of which no days are known. */
  readonly everyDay: Touched;
  readonly days: Map<number, Touched>;
  readonly tables: Map<string, Touched>;
}

/** What is remembered day by day; beyond that, that something was written is remembered and not of which day. */
const MAX_DAYS = 200_000;
const MAX_DAYS_A_WRITE = 5_000;

/** When anything was last written about whom and which days: exact where every write of the store goes through here. */
export class Writes {
  private clock = 0;
  private dayCount = 0;
  private readonly everybody = untouched();
  private readonly tenants = new Map<string, TenantWrites>();

  constructor(private readonly maxDays: number = MAX_DAYS) {}

  /** A moment, to ask later whether anything was written since. */
  mark(): number {
    return this.clock;
  }

  /** Runs a write. Its beginning and its end both count as written, for it becomes visible somewhere between. */
  async during<T>(written: Written, work: () => Promise<T>): Promise<T> {
    const concerned = this.concerned(written);
    this.touch(concerned, 1);
    try {
      return await work();
    } finally {
      this.touch(concerned, -1);
    }
  }

  /** Whether nothing of the tenant, in the scope, was being written at the mark or was written since. */
  unchangedSince(mark: number, tenant: string, scope?: Scope): boolean {
    if (!isQuiet(this.everybody, mark)) return false;
    const own = this.tenants.get(tenant);
    if (!own) return true;
    if (!scope) return isQuiet(own.any, mark);
    if ('table' in scope) return isQuiet(own.tables.get(scope.table) ?? UNTOUCHED, mark);
    const days = touchedWithin(own.days, scope.days);
    return isQuiet(own.everyDay, mark) && days.every((day) => isQuiet(day, mark));
  }

  /** Stays the same as long as nothing of the tenant is written; undefined while a write runs. */
  generationOf(tenant: string): number | undefined {
    const own = this.tenants.get(tenant)?.any;
    if (this.everybody.running + (own?.running ?? 0) > 0) return undefined;
    return Math.max(this.everybody.at, own?.at ?? 0);
  }

  private concerned({ tenants, days, table }: Written): readonly Touched[] {
    if (tenants === 'everybody') return [this.everybody];
    const isByDay = days !== 'all' && days.size * tenants.size <= MAX_DAYS_A_WRITE;
    if (isByDay && this.dayCount > this.maxDays) this.forgetDays();
    return [...tenants].flatMap((tenant) => {
      const own = this.of(tenant);
      return [
        own.any,
        ...(isByDay ? [...days].map((day) => this.dayOf(own, day)) : [own.everyDay]),
        ...(table === undefined ? [] : [tableOf(own, table)]),
      ];
    });
  }

  private touch(concerned: readonly Touched[], change: 1 | -1): void {
    this.clock += 1;
    for (const touched of concerned) {
      touched.at = this.clock;
      touched.running += change;
    }
  }

  private of(tenant: string): TenantWrites {
    const known = this.tenants.get(tenant);
    if (known) return known;
    const fresh: TenantWrites = {
      any: untouched(),
      everyDay: untouched(),
      days: new Map(),
      tables: new Map(),
    };
    this.tenants.set(tenant, fresh);
    return fresh;
  }

  private dayOf({ days }: TenantWrites, day: number): Touched {
    const known = days.get(day);
    if (known) return known;
    const fresh = untouched();
    days.set(day, fresh);
    this.dayCount += 1;
    return fresh;
  }

  private forgetDays(): void {
    this.clock += 1;
    for (const { any, everyDay, days } of this.tenants.values()) {
      if (any.running > 0 || days.size === 0) continue;
      everyDay.at = this.clock;
      this.dayCount -= days.size;
      days.clear();
    }
  }
}

function tableOf({ tables }: TenantWrites, table: string): Touched {
  const known = tables.get(table) ?? untouched();
  tables.set(table, known);
  return known;
}

const UNTOUCHED: Readonly<Touched> = untouched();

function untouched(): Touched {
  return { at: 0, running: 0 };
}

function isQuiet({ at, running }: Readonly<Touched>, mark: number): boolean {
  return running === 0 && at <= mark;
}

/** Looks through whichever is less: the days asked about or those ever written. */
function touchedWithin(days: ReadonlyMap<number, Touched>, { firstDay, lastDay }: DaySpan): Touched[] {
  if (lastDay - firstDay > days.size)
    return [...days].filter(([day]) => day >= firstDay && day <= lastDay).map(([, touched]) => touched);
  const within: Touched[] = [];
  for (let day = firstDay; day <= lastDay; day += 1) {
    const touched = days.get(day);
    if (touched) within.push(touched);
  }
  return within;
}
