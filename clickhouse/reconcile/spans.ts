import type { AggregateTable, Catalog } from '../catalog/catalog';
import { stringLiteral } from '../sql/literal';
import type { Store } from '../store';
import { dayColumn } from './scope';
import type { Scope } from './scope';

/** What the caller wants compared; what is left out is not bounded. */
export interface Wanted {
  readonly tenant?: string;
  readonly fromDay?: string;
  readonly toDay?: string;
}

interface TenantSize {
  readonly tenant: string;
  readonly rows: number;
}

interface DaySize {
  readonly day: string;
  readonly rows: number;
}

/** Rows of an aggregate that are compared at once. */
const SPAN_ROWS = 500_000;
const SPAN_TENANTS = 500;

/**
 * Cuts what is wanted of an aggregate into scopes of a bounded number of rows, the newest days first. Together they leave no
 * gap, so that a day that the aggregate lacks altogether is in one of them.
 */
export async function planSpans(
  store: Pick<Store, 'audit'>,
  aggregate: AggregateTable,
  catalog: Catalog,
  wanted: Wanted,
  signal?: AbortSignal,
): Promise<Scope[]> {
  const bounds = {
    ...(wanted.fromDay && { fromDay: wanted.fromDay }),
    ...(wanted.toDay && { toDay: wanted.toDay }),
  };
  const sizes = await tenantSizes(store, aggregate, catalog, wanted, signal);
  const scopes: Scope[] = [];
  for (const { tenants, rows } of groupTenants(sizes)) {
    const [only = ''] = tenants;
    const day = dayColumn(aggregate);
    if (!day || tenants.length > 1 || rows <= SPAN_ROWS) {
      scopes.push({ tenants, ...bounds });
      continue;
    }
    const days = await store.audit<DaySize>(
      `SELECT toString(toDate32(${day.name})) AS day, toUInt32(count()) AS rows FROM ${catalog.database}.${aggregate.name}
       WHERE tenant = ${stringLiteral(only)} GROUP BY day ORDER BY day DESC`,
      signal,
    );
    scopes.push(
      ...cutDays(days, SPAN_ROWS)
        .map((cut) => within({ tenants, ...cut }, bounds))
        .filter(isSome),
    );
  }
  return scopes;
}

/** Small tenants together, large ones alone. */
export function groupTenants(sizes: readonly TenantSize[]): { tenants: string[]; rows: number }[] {
  const groups: { tenants: string[]; rows: number }[] = [];
  for (const { tenant, rows } of sizes) {
    const last = groups.at(-1);
    if (last && last.rows + rows <= SPAN_ROWS && last.tenants.length < SPAN_TENANTS) {
      last.tenants.push(tenant);
      last.rows += rows;
    } else groups.push({ tenants: [tenant], rows });
  }
  return groups;
}

/** Days, newest first, cut into runs of about so many rows; the outermost have no end. */
export function cutDays(days: readonly DaySize[], maxRows: number): Pick<Scope, 'fromDay' | 'toDay'>[] {
  const runs: { newest: string; oldest: string; rows: number }[] = [];
  for (const { day, rows } of days) {
    const last = runs.at(-1);
    if (last && last.rows + rows <= maxRows) {
      last.oldest = day;
      last.rows += rows;
    } else runs.push({ newest: day, oldest: day, rows });
  }
  return runs.map(({ oldest }, index) => {
    const newer = runs[index - 1];
    return {
      ...(index < runs.length - 1 && { fromDay: oldest }),
      ...(newer && { toDay: dayBefore(newer.oldest) }),
    };
  });
}

/** Is the text a date that exists, YYYY-MM-DD? */
export function isDay(text: string): boolean {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

function within(scope: Scope, bounds: Pick<Scope, 'fromDay' | 'toDay'>): Scope | undefined {
  const fromDay = latest(scope.fromDay, bounds.fromDay);
  const toDay = earliest(scope.toDay, bounds.toDay);
  if (fromDay !== undefined && toDay !== undefined && fromDay > toDay) return undefined;
  return { ...scope, ...(fromDay !== undefined && { fromDay }), ...(toDay !== undefined && { toDay }) };
}

function latest(a: string | undefined, b: string | undefined): string | undefined {
  return a === undefined || (b !== undefined && b > a) ? b : a;
}

function earliest(a: string | undefined, b: string | undefined): string | undefined {
  return a === undefined || (b !== undefined && b < a) ? b : a;
}

function isSome(scope: Scope | undefined): scope is Scope {
  return scope !== undefined;
}

/** Every tenant that the aggregate or its facts know, with the number of rows that the aggregate has for it. */
async function tenantSizes(
  store: Pick<Store, 'audit'>,
  aggregate: AggregateTable,
  catalog: Catalog,
  wanted: Wanted,
  signal?: AbortSignal,
): Promise<TenantSize[]> {
  const where = wanted.tenant === undefined ? '' : `WHERE tenant = ${stringLiteral(wanted.tenant)}`;
  const facts = [...new Set(aggregate.views.map(({ fact }) => fact))].map(
    (fact) => `SELECT DISTINCT tenant, 0 AS n FROM ${catalog.database}.${fact} ${where}`,
  );
  const own = `SELECT tenant, count() AS n FROM ${catalog.database}.${aggregate.name} ${where} GROUP BY tenant`;
  return await store.audit<TenantSize>(
    `SELECT tenant, toUInt32(sum(n)) AS rows FROM (${[own, ...facts].join(' UNION ALL ')}) GROUP BY tenant ORDER BY tenant`,
    signal,
  );
}
