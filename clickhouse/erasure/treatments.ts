import type { AggregateTable, Catalog, FactTable, OtherPurpose } from '../catalog/catalog';

/** How a person is taken out of a table. */
export type Treatment =
  /** Facts of the person go; `start` is the instant at which an event began. */
  | { readonly kind: 'fact'; readonly table: FactTable; readonly start: string }
  /** Rows that bear the person's id go. */
  | { readonly kind: 'rows'; readonly table: string }
  /** The person's numbers are taken out of the bitmap. */
  | { readonly kind: 'bitmap'; readonly table: string; readonly column: string }
  /** Names nobody: rows that only the person stood for go, the others are made again from the facts of the others. */
  | { readonly kind: 'derived'; readonly table: AggregateTable; readonly place?: Place }
  /** Refused events: their text says whom they are about. */
  | { readonly kind: 'quarantine'; readonly table: string }
  /** The person's row goes, but its number stays taken for ever. */
  | { readonly kind: 'user_numbers'; readonly table: string };

/** For an aggregate that keeps what older versions said: its columns, by those of the fact, that say where to look for them. */
export type Place = Readonly<Record<string, string>>;

/** Tables that nobody has decided about how to take a person out of. */
export class UntreatedTables extends Error {
  constructor(tables: readonly string[]) {
    super(`erasure does not know how to treat: ${tables.join(', ')}`);
    this.name = 'UntreatedTables';
  }
}

const START_OF_EVENT: Readonly<Record<string, string>> = {
  sessions: 'created_at',
  searches: 'created_at',
  app_usage_reports: `ifNull(started_at, toDateTime64(activity_date, 3, 'UTC'))`,
};
const PLACES: Readonly<Record<string, Place>> = {
  pull_request_places: { org_id: 'org_id', session_day: 'day' },
};
/** Tables of these purposes that have no `user_id` say nothing about anyone. */
const IMPERSONAL: ReadonlySet<OtherPurpose> = new Set<OtherPurpose>(['directory', 'erasures', 'service']);

/**
 * How a person is taken out of every table, in the order that survives an interruption: what is made from the facts while
 * they are there, then the facts, then what bears the person's id. Throws UntreatedTables.
 */
export function treatmentsOf({ facts, aggregates, others }: Catalog): Treatment[] {
  const unknown: string[] = [];
  const treatments: Treatment[] = [];
  for (const table of facts) {
    const start = START_OF_EVENT[table.name];
    if (start === undefined || !hasUser(table.columns)) unknown.push(table.name);
    else treatments.push({ kind: 'fact', table, start });
  }
  for (const table of aggregates) {
    const bitmap = table.joins.find(({ join }) => join.kind === 'bitmap');
    const place = PLACES[table.name];
    if (hasUser(table.key)) treatments.push({ kind: 'rows', table: table.name });
    else if (bitmap) treatments.push({ kind: 'bitmap', table: table.name, column: bitmap.name });
    else if (!table.keepsOlderVersions) treatments.push({ kind: 'derived', table });
    else if (place && table.joins.length === 0) treatments.push({ kind: 'derived', table, place });
    else unknown.push(table.name);
  }
  for (const { name, purpose, columns } of others) {
    if (purpose === 'quarantine') treatments.push({ kind: 'quarantine', table: name });
    else if (purpose === 'user_numbers' && hasUser(columns))
      treatments.push({ kind: 'user_numbers', table: name });
    else if (hasUser(columns)) treatments.push({ kind: 'rows', table: name });
    else if (!IMPERSONAL.has(purpose)) unknown.push(name);
  }
  if (unknown.length > 0) throw new UntreatedTables(unknown);
  const order: readonly Treatment['kind'][] = [
    'derived',
    'bitmap',
    'quarantine',
    'fact',
    'rows',
    'user_numbers',
  ];
  return treatments.sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind));
}

function hasUser(columns: readonly { readonly name: string }[]): boolean {
  return columns.some(({ name }) => name === 'user_id');
}
