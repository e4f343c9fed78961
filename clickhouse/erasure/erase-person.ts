import type { Catalog, FactTable } from '../catalog/catalog';
import { stringLiteral } from '../sql/literal';
import type { Store } from '../store';
import { eraseDerived } from './erase-derived';
import type { Person, PersonRows } from './person';
import { personRows } from './person';
import { changeRows } from './change-rows';
import { treatmentsOf } from './treatments';
import type { Treatment } from './treatments';

type ErasingStore = Pick<Store, 'query' | 'read' | 'command' | 'database'>;

/** What was removed, by table: rows as a reader counts them; of an aggregate without names, those that changed. */
export type Removed = ReadonlyMap<string, number>;

/**
 * Takes a person out of every table but the quarantine, so that every answer is as if they had never been there. May be
 * interrupted anywhere and run again. No commit may run meanwhile. What began after the instant stays.
 */
export async function erasePerson(store: ErasingStore, catalog: Catalog, person: Person): Promise<Removed> {
  const treatments = treatmentsOf(catalog);
  const rows = await personRows(store, person);
  const numbers = await numbersOf(store, treatments, rows);
  const starts = new Map(
    treatments.flatMap((one) => (one.kind === 'fact' ? [[one.table.name, one.start] as const] : [])),
  );
  const removed = new Map<string, number>();
  for (const treatment of treatments) {
    switch (treatment.kind) {
      case 'derived':
        removed.set(treatment.table.name, await eraseDerived(store, treatment, rows, { catalog, starts }));
        break;
      case 'bitmap':
        removed.set(treatment.table, await eraseNumbers(store, treatment, rows, numbers));
        break;
      case 'fact': {
        const condition = `${rows.user} AND ${rows.began(treatment.start)}`;
        removed.set(treatment.table.name, await deleteRows(store, treatment.table.name, condition));
        break;
      }
      case 'rows':
        removed.set(treatment.table, await deleteRows(store, treatment.table, rows.user));
        break;
      case 'user_numbers':
      case 'quarantine':
        break;
    }
  }
  const numbered = treatments.find((one) => one.kind === 'user_numbers');
  const remaining = await putBack(store, catalog.facts, rows, numbered?.table);
  if (numbered && remaining === 0) {
    removed.set(numbered.table, await forgetNumbers(store, numbered.table, rows, numbers));
  }
  return removed;
}

/** Every number that ever stood for the person, those that only facts bear too. */
async function numbersOf(
  store: ErasingStore,
  treatments: readonly Treatment[],
  rows: PersonRows,
): Promise<number[]> {
  const sources = treatments.flatMap((one) => {
    if (one.kind === 'user_numbers') return [`SELECT number FROM headcount.${one.table} WHERE ${rows.user}`];
    if (one.kind !== 'fact' || !isNumbered(one.table)) return [];
    return [`SELECT user_number AS number FROM headcount.${one.table.name} WHERE ${rows.user}`];
  });
  if (sources.length === 0) return [];
  const found = await store.read<{ number: number }>(
    `SELECT DISTINCT toUInt32(number) AS number FROM (${sources.join(' UNION ALL ')}) WHERE number > 0`,
  );
  return found.map(({ number }) => number);
}

function isNumbered({ columns }: FactTable): boolean {
  return columns.some(({ name }) => name === 'user_number');
}

async function countRows(store: ErasingStore, table: string, condition: string): Promise<number> {
  const [row] = await store.read<{ rows: string }>(
    `SELECT count() AS rows FROM headcount.${table} FINAL WHERE ${condition}`,
  );
  return Number(row?.rows ?? 0);
}

async function deleteRows(store: ErasingStore, table: string, condition: string): Promise<number> {
  const rows = await countRows(store, table, condition);
  if (rows > 0) await changeRows(store, table, `DELETE FROM headcount.${table} WHERE ${condition}`);
  return rows;
}

async function eraseNumbers(
  store: ErasingStore,
  { table, column }: Extract<Treatment, { kind: 'bitmap' }>,
  { tenant }: PersonRows,
  numbers: readonly number[],
): Promise<number> {
  if (numbers.length === 0) return 0;
  const bitmap = `bitmapBuild([${numbers.map((number) => `toUInt32(${number})`).join(', ')}])`;
  const condition = `${tenant} AND bitmapHasAny(${column}, ${bitmap})`;
  const [row] = await store.read<{ rows: string }>(
    `SELECT count() AS rows FROM headcount.${table} WHERE ${condition}`,
  );
  const rows = Number(row?.rows ?? 0);
  if (rows === 0) return 0;
  const without = `${column} = bitmapAndnot(${column}, ${bitmap})`;
  await changeRows(store, table, `ALTER TABLE headcount.${table} UPDATE ${without} WHERE ${condition}`);
  const empty = `${tenant} AND bitmapCardinality(${column}) = 0`;
  await changeRows(store, table, `DELETE FROM headcount.${table} WHERE ${empty}`);
  return rows;
}

/**
 * What began later goes through the views again, since its aggregates went with the rest, and its numbers stand for the user
 * again. Answers how many facts that are.
 */
async function putBack(
  store: ErasingStore,
  facts: readonly FactTable[],
  rows: PersonRows,
  numbersTable: string | undefined,
): Promise<number> {
  let remaining = 0;
  for (const fact of facts) {
    const { name, columns } = fact;
    const count = await countRows(store, name, rows.user);
    if (count === 0) continue;
    remaining += count;
    const names = columns.map((column) => column.name).join(', ');
    const all = `FROM headcount.${name} FINAL WHERE ${rows.user}`;
    await store.command(`INSERT INTO headcount.${name} (${names}) SELECT ${names} ${all}`);
    if (numbersTable === undefined || !isNumbered(fact)) continue;
    await store.command(
      `INSERT INTO headcount.${numbersTable} (tenant, user_id, number) SELECT DISTINCT tenant, user_id, user_number ${all}`,
    );
  }
  return remaining;
}

/** The numbers go to nobody (no user has the empty id), so that none is ever given again. */
async function forgetNumbers(
  store: ErasingStore,
  table: string,
  rows: PersonRows,
  numbers: readonly number[],
): Promise<number> {
  if (numbers.length === 0) return 0;
  const tenant = rows.tenant.slice('tenant = '.length);
  const values = numbers.map((number) => `(${tenant}, '', ${number})`).join(', ');
  await store.command(`INSERT INTO headcount.${table} (tenant, user_id, number) VALUES ${values}`);
  return await deleteRows(store, table, rows.user);
}

/** Removes refused events by their ids. */
export async function deleteQuarantined(
  store: ErasingStore,
  catalog: Catalog,
  tenant: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  for (const { name } of catalog.others.filter(({ purpose }) => purpose === 'quarantine')) {
    const some = ids.map((id) => `toUUID(${stringLiteral(id)})`).join(', ');
    const condition = `tenant = ${stringLiteral(tenant)} AND quarantine_id IN (${some})`;
    await changeRows(store, name, `DELETE FROM headcount.${name} WHERE ${condition}`);
  }
}
