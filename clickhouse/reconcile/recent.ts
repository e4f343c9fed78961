import type { AggregateTable, Catalog } from '../catalog/catalog';
import { stringLiteral } from '../sql/literal';
import type { Store } from '../store';
import { factOf } from './comparison';
import { dayColumn, narrowed } from './scope';
import type { Scope } from './scope';

/** A part of a table that was not there at the last look. */
interface Part {
  readonly table: string;
  readonly name: string;
}

/** An aggregate and what of it is to be compared. */
export interface AuditUnit {
  readonly aggregate: AggregateTable;
  readonly scope: Scope;
}

/** A larger part is a merge of what was seen before, or comes in its turn. */
const MAX_PART_ROWS = 200_000;
/** Days, and keys, that one look tells apart; what is more comes in its turn. */
const MAX_DAYS = 1_000;
const MAX_KEYS = 500;
/** Days that are compared at once. */
const RUN_DAYS = 31;

/** Finds what was written lately, by whomever, from the parts that are new since the last look. The first look finds nothing. */
export class RecentWrites {
  private seen: ReadonlySet<string> | undefined;

  constructor(
    private readonly store: Pick<Store, 'audit'>,
    private readonly catalog: Catalog,
  ) {}

  /** What of each aggregate the rows written since the last look can concern. */
  async look(signal?: AbortSignal): Promise<AuditUnit[]> {
    const parts = await this.newParts(signal);
    const units: AuditUnit[] = [];
    for (const aggregate of this.catalog.aggregates) {
      const facts = new Set(aggregate.views.map(({ fact }) => fact));
      const own = parts.filter(({ table }) => table === aggregate.name);
      const others = parts.filter(({ table }) => facts.has(table));
      if (own.length + others.length === 0) continue;
      const scopes = dayColumn(aggregate)
        ? await this.days(aggregate, own, others, signal)
        : await this.keys(aggregate, own, others, signal);
      units.push(...scopes.map((scope) => ({ aggregate, scope })));
    }
    return units;
  }

  private async newParts(signal?: AbortSignal): Promise<Part[]> {
    const tables = [...this.catalog.facts, ...this.catalog.aggregates].map(({ name }) => stringLiteral(name));
    const parts = await this.store.audit<Part & { rows: string }>(
      `SELECT table, name, rows FROM system.parts
       WHERE database = ${stringLiteral(this.catalog.database)} AND active AND table IN (${tables.join(', ')})`,
      signal,
    );
    const nameOf = ({ table, name }: Part): string => `${table}/${name}`;
    const seen = this.seen;
    this.seen = new Set(parts.map(nameOf));
    return seen ? parts.filter((part) => !seen.has(nameOf(part)) && Number(part.rows) <= MAX_PART_ROWS) : [];
  }

  private async days(
    aggregate: AggregateTable,
    own: readonly Part[],
    facts: readonly Part[],
    signal?: AbortSignal,
  ): Promise<Scope[]> {
    const dayOf = (table: string): string | undefined =>
      table === aggregate.name
        ? dayColumn(aggregate)?.name
        : this.catalog.facts
            .find(({ name }) => name === table)
            ?.key.find(({ type }) => /^Date(32)?$/.test(type))?.name;
    const selects = byTable([...own, ...facts]).flatMap(([table, condition]) => {
      const day = dayOf(table);
      return day === undefined
        ? []
        : [
            `SELECT tenant, toDate32(${day}) AS day FROM ${this.catalog.database}.${table} WHERE ${condition}`,
          ];
    });
    const rows = await this.store.audit<{ tenant: string; day: string }>(
      `SELECT DISTINCT tenant, toString(day) AS day FROM (${selects.join(' UNION ALL ')}) ORDER BY tenant, day DESC LIMIT ${MAX_DAYS}`,
      signal,
    );
    return runsOf(rows);
  }

  private async keys(
    aggregate: AggregateTable,
    own: readonly Part[],
    facts: readonly Part[],
    signal?: AbortSignal,
  ): Promise<Scope[]> {
    const { database } = this.catalog;
    const key = `[${aggregate.key.map(({ name }) => `toString(${name})`).join(', ')}] AS key`;
    const conditions = new Map(byTable([...own, ...facts]));
    const sources = aggregate.views.flatMap((view) => {
      const condition = conditions.get(view.fact);
      return condition === undefined
        ? []
        : [narrowed(view, factOf(view, this.catalog), database, [condition])];
    });
    const ownCondition = conditions.get(aggregate.name);
    if (ownCondition !== undefined)
      sources.push(`SELECT * FROM ${database}.${aggregate.name} WHERE ${ownCondition}`);
    const rows = await this.store.audit<{ key: string[] }>(
      `SELECT DISTINCT key FROM (${sources.map((source) => `SELECT ${key} FROM (${source})`).join(' UNION ALL ')}) LIMIT ${MAX_KEYS}`,
      signal,
    );
    if (rows.length === 0) return [];
    const at = aggregate.key.findIndex(({ name }) => name === 'tenant');
    const keys = rows.map((row) => row.key);
    return [{ keys, tenants: [...new Set(keys.flatMap((one) => one[at] ?? []))] }];
  }
}

function byTable(parts: readonly Part[]): [table: string, condition: string][] {
  const names = new Map<string, string[]>();
  for (const { table, name } of parts) names.set(table, [...(names.get(table) ?? []), stringLiteral(name)]);
  return [...names].map(([table, some]) => [table, `_part IN (${some.join(', ')})`]);
}

/** Days of a tenant, newest first, in runs that are compared at once; days in between cost little. */
function runsOf(days: readonly { tenant: string; day: string }[]): Scope[] {
  const runs: { tenant: string; newest: string; oldest: string }[] = [];
  for (const { tenant, day } of days) {
    const last = runs.at(-1);
    const isNear =
      last?.tenant === tenant && Date.parse(last.newest) - Date.parse(day) < RUN_DAYS * 86_400_000;
    if (isNear) last.oldest = day;
    else runs.push({ tenant, newest: day, oldest: day });
  }
  return runs.map(({ tenant, newest, oldest }) => ({ tenants: [tenant], fromDay: oldest, toDay: newest }));
}
