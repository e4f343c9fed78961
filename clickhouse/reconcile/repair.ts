import type { AggregateTable, Catalog } from '../catalog/catalog';
import { stringLiteral } from '../sql/literal';
import { columnSql } from './column-sql';
import { factOf } from './comparison';
import type { RowDifference } from './comparison';
import { keyCondition, viewWithin } from './scope';
import type { Scope } from './scope';

/** Each changed row of a part is compared with every key of a statement. */
const MAX_KEYS_A_STATEMENT = 100;

/**
 * Sends the facts of the scope through the aggregate's views again. What is there already changes nothing, so this is safe at
 * any time and beside anything.
 */
export function resendStatements(aggregate: AggregateTable, catalog: Catalog, scope: Scope): string[] {
  return aggregate.views.map((view) => {
    const filled = [...aggregate.key, ...aggregate.joins]
      .map(({ name }) => name)
      .filter((name) => view.columns.some((column) => column.name === name));
    const select = viewWithin(view, factOf(view, catalog), aggregate, { database: catalog.database, scope });
    return (
      `INSERT INTO ${catalog.database}.${aggregate.name} (${filled.join(', ')}) ` +
      `SELECT ${filled.join(', ')} FROM (${select}) WHERE ${keyCondition(aggregate, scope)}`
    );
  });
}

/**
 * Takes out of the aggregate what exceeds the facts, and nothing else: every stored row of a key keeps what the facts account
 * for, so that reads never see less than the truth meanwhile. A row that no fact accounts for goes. Concerns only rows
 * written before the statement starts.
 */
export function removalStatements(
  aggregate: AggregateTable,
  catalog: Catalog,
  differences: readonly RowDifference[],
): string[] {
  if (aggregate.keepsOlderVersions) return [];
  const table = `ALTER TABLE ${catalog.database}.${aggregate.name}`;
  const strays = differences.filter(({ inFacts }) => !inFacts);
  const deletions = chunks(strays, MAX_KEYS_A_STATEMENT).map(
    (some) => `${table} DELETE WHERE ${keyCondition(aggregate, { keys: some.map(({ key }) => key) })}`,
  );
  const exceeding = differences.filter(
    ({ inFacts, columns }) => inFacts && columns.some(({ exceeds }) => exceeds),
  );
  const updates = chunks(exceeding, MAX_KEYS_A_STATEMENT).map((some) => {
    const assignments = aggregate.joins.flatMap((column) => {
      const branches = some.flatMap(({ key, columns }) => {
        const difference = columns.find(({ name, exceeds }) => name === column.name && exceeds);
        if (difference?.found == null) return [];
        const { expected, found } = difference;
        return [`${isKey(aggregate, key)}, ${columnSql(column).without(column.name, { expected, found })}`];
      });
      return branches.length > 0 ? [`${column.name} = multiIf(${branches.join(', ')}, ${column.name})`] : [];
    });
    return `${table} UPDATE ${assignments.join(', ')} WHERE ${keyCondition(aggregate, { keys: some.map(({ key }) => key) })}`;
  });
  return [...deletions, ...updates];
}

function isKey(aggregate: AggregateTable, key: readonly string[]): string {
  const parts = aggregate.key.map(
    ({ name, type }, index) => `${name} = CAST(${stringLiteral(key[index] ?? '')} AS ${type})`,
  );
  return `(${parts.join(' AND ')})`;
}

export function chunks<T>(items: readonly T[], size: number): T[][] {
  const cut: T[][] = [];
  for (let at = 0; at < items.length; at += size) cut.push(items.slice(at, at + size));
  return cut;
}
