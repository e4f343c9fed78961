import type { AggregateTable, Catalog, FactTable, View } from '../catalog/catalog';
import { stringLiteral } from '../sql/literal';
import type { Store } from '../store';
import type { PersonRows } from './person';
import { changeRows } from './change-rows';
import type { Place, Treatment } from './treatments';
import { viewOver } from './view-over';

const KEYS_A_STATEMENT = 500;

type DerivedTreatment = Extract<Treatment, { kind: 'derived' }>;
type Starts = ReadonlyMap<string, string>;

/**
 * Takes a person out of an aggregate that names nobody: rows that change without them go, and come again from the facts of
 * the others. Runs while the person's facts are there, and may be run again. Answers how many keys it touched.
 */
export async function eraseDerived(
  store: Pick<Store, 'read' | 'command' | 'database'>,
  { table, place }: DerivedTreatment,
  rows: PersonRows,
  { catalog, starts }: { readonly catalog: Catalog; readonly starts: Starts },
): Promise<number> {
  const views = table.views.map((view) => scopeOf(view, catalog, rows, starts));
  const columns = table.key.map(({ name }) => name);
  const touched = views.map((scope) =>
    place ? orphans(table, place, scope, rows) : changedKeys(table, scope),
  );
  const fingerprint = rows.fingerprint(`toString((${columns.join(', ')}))`);
  const found = await store.read<{ fingerprint: string }>(
    `SELECT DISTINCT hex(${fingerprint}) AS fingerprint FROM (${touched.join('\nUNION ALL\n')})`,
  );
  for (let from = 0; from < found.length; from += KEYS_A_STATEMENT) {
    const keys = found.slice(from, from + KEYS_A_STATEMENT);
    const some = keys.map((key) => `unhex(${stringLiteral(key.fingerprint)})`).join(', ');
    const condition = `${rows.tenant} AND ${fingerprint} IN (${some})`;
    await changeRows(store, table.name, `DELETE FROM headcount.${table.name} WHERE ${condition}`);
    if (table.joins.length === 0) continue;
    for (const { view, others } of views) {
      const filled = view.columns.map(({ name }) => name).join(', ');
      await store.command(
        `INSERT INTO headcount.${table.name} (${filled}) SELECT ${filled} FROM (${others}) WHERE ${condition}`,
      );
    }
  }
  return found.length;
}

/** What a view makes of everyone's facts, of the person's and of the others'. */
interface ViewScope {
  readonly view: View;
  readonly fact: FactTable;
  readonly everyone: string;
  readonly person: string;
  readonly others: string;
}

function scopeOf(view: View, catalog: Catalog, rows: PersonRows, starts: Starts): ViewScope {
  const fact = catalog.facts.find(({ name }) => name === view.fact);
  const start = starts.get(view.fact);
  if (!fact || start === undefined) throw new Error(`the view ${view.name} reads no known fact`);
  const over = (condition: string): string => viewOver(view, fact, condition, catalog.database);
  const old = `${rows.user} AND ${rows.began(start)}`;
  return {
    view,
    fact,
    everyone: over(rows.tenant),
    person: over(old),
    others: over(`${rows.tenant} AND NOT (${old})`),
  };
}

/** Keys that the person's facts have a part in and whose row is another one, or none, without them. */
function changedKeys(table: AggregateTable, { view, everyone, person, others }: ViewScope): string {
  const key = table.key.map(({ name }) => name).join(', ');
  const filled = view.columns.map(({ name }) => name).join(', ');
  const touched = `WHERE (${key}) IN (SELECT ${key} FROM (${person}))`;
  return (
    `SELECT ${key} FROM (SELECT ${filled} FROM (${everyone}) ${touched} ` +
    `EXCEPT DISTINCT SELECT ${filled} FROM (${others}) ${touched})`
  );
}

/** Rows where the person's facts are for which none of the others' facts stands: older versions are among them. */
function orphans(table: AggregateTable, place: Place, { fact, others }: ViewScope, rows: PersonRows): string {
  const key = table.key.map(({ name }) => name).join(', ');
  const here = Object.keys(place).join(', ');
  const there = Object.values(place).join(', ');
  const places = `SELECT ${there} FROM headcount.${fact.name} WHERE ${rows.user}`;
  return (
    `SELECT ${key} FROM headcount.${table.name} WHERE ${rows.tenant} AND (${here}) IN (${places}) ` +
    `AND (${key}) NOT IN (SELECT ${key} FROM (${others}) WHERE (${here}) IN (${places}))`
  );
}
