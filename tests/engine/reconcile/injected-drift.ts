import type { AggregateTable, JoinedColumn } from '../../../clickhouse/catalog/catalog';

/** One way for a table to differ from the facts, put into it behind the service's back. */
export interface Drift {
  readonly name: string;
  readonly statement: string;
  /** The key of the row that differs, as SQL that answers it as an array of texts; read before any drift is put in. */
  readonly row: string;
  readonly column?: string;
}

/** Every kind of drift that an aggregate can have, each in a row of its own. */
export function driftsOf(aggregate: AggregateTable): Drift[] {
  const table = `headcount.${aggregate.name}`;
  const keys = aggregate.key.map(({ name }) => name);
  const names = keys.join(', ');
  const joins = aggregate.joins.map(({ name }) => name);
  const texts = `[${keys.map((name) => `toString(${name})`).join(', ')}]`;
  // In no order that could help.
  const nth = (n: number): string =>
    `(${names}) = (SELECT ${names} FROM ${table} WHERE tenant != 'stray' GROUP BY ${names} ORDER BY cityHash64(${names}) LIMIT 1 OFFSET ${n})`;
  const rowOf = (n: number): string => `SELECT ${texts} AS key FROM ${table} WHERE ${nth(n)} LIMIT 1`;
  const stray = keys.map((name) => (name === 'tenant' ? `'stray'` : name));
  const lost: Drift = {
    name: 'a row is lost',
    statement: `ALTER TABLE ${table} DELETE WHERE ${nth(0)}`,
    row: rowOf(0),
  };
  const strayRow: Drift = {
    name: 'a row that no fact accounts for',
    statement:
      `INSERT INTO ${table} (${[...keys, ...joins].join(', ')}) ` +
      `SELECT ${[...stray, ...joins].join(', ')} FROM ${table} WHERE ${nth(1)} LIMIT 1`,
    row: rowOf(1).replace('toString(tenant)', `'stray'`),
  };
  const changes = aggregate.joins.flatMap((column) =>
    changesOf(column).map((change) => ({ column, ...change })),
  );
  const columns = changes.map(({ column, name, value }, index) => ({
    name: `${column.name} ${name}`,
    statement: `ALTER TABLE ${table} UPDATE ${column.name} = ${value} WHERE ${nth(2 + index)}`,
    row: rowOf(2 + index),
    column: column.name,
  }));
  return aggregate.keepsOlderVersions ? [lost] : [lost, strayRow, ...columns];
}

interface Change {
  readonly name: 'holds too much' | 'lacks something';
  readonly value: string;
}

function changesOf({ name, join: { kind, valueType } }: JoinedColumn): Change[] {
  const more = (value: string): Change => ({ name: 'holds too much', value });
  const less = (value: string): Change => ({ name: 'lacks something', value });
  switch (kind) {
    case 'set':
      return [more(`arrayPushBack(${name}, 4711)`), less(`CAST([] AS ${valueType})`)];
    case 'bits':
      return [more(`bitNot(toUInt32(0))`), less('0')];
    case 'minimum':
      return [more(`${name} - 1`), less(`${name} + 1`)];
    case 'maximum':
      return valueType.startsWith('Nullable')
        ? [more(`CAST('2031-01-01 00:00:00' AS ${valueType})`), less('NULL')]
        : [more(`${name} + 1`), less(`${name} - 1`)];
    case 'map_of_maxima':
      return [
        more(`mapApply((k, v) -> (k, v + 1), ${name})`),
        more(`mapUpdate(${name}, map(toUInt64(4711), toUInt128(1)))`),
        less(`mapApply((k, v) -> (k, v - 1), ${name})`),
        less(`CAST(map() AS ${valueType})`),
      ];
    case 'bitmap':
      return [
        more(`bitmapOr(${name}, bitmapBuild([toUInt32(4711)]))`),
        less(`bitmapAnd(${name}, bitmapBuild([toUInt32(4711)]))`),
      ];
  }
}
