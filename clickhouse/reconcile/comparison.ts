import type { AggregateTable, Catalog, FactTable, View } from '../catalog/catalog';
import { ALIASES, columnSql } from './column-sql';
import { keyCondition, viewWithin } from './scope';
import type { Scope } from './scope';

const ALIAS_TABLE = 'user_number_aliases';
const NUMBER = 'user_number';

/** One row of an aggregate that is not what the facts account for. */
export interface RowDifference {
  /** In the order of the table's key, as texts. */
  readonly key: readonly string[];
  readonly inFacts: boolean;
  readonly inTable: boolean;
  readonly columns: readonly ColumnDifference[];
}

export interface ColumnDifference {
  readonly name: string;
  /** Texts of what the facts account for and of what the table holds; of sets, maps and bitmaps, what differs. */
  readonly expected: string | null;
  readonly found: string | null;
  /** Does the table lack something, and does it hold something too much? */
  readonly lacks: boolean;
  readonly exceeds: boolean;
}

interface ComparisonRow {
  readonly key: readonly string[];
  readonly in_facts: boolean;
  readonly in_table: boolean;
  readonly columns: readonly (readonly [
    expected: string | null,
    found: string | null,
    lacks: number,
    exceeds: number,
  ])[];
}

/** The statement that answers where the aggregate is not what the facts account for, in the order of its key. */
export function comparisonStatement(
  aggregate: AggregateTable,
  catalog: Catalog,
  scope: Scope,
  limit: number,
): string {
  const keys = aggregate.key.map(({ name }) => name);
  const columns = aggregate.joins.map((column) => ({ name: column.name, sql: columnSql(column) }));
  const fromTable = [
    ...keys,
    ...columns.map(({ name, sql }) => `CAST(${name} AS ${sql.type}) AS joined_${name}`),
    'false AS is_fact',
  ];
  const sources = [
    ...aggregate.views.map((view) => contribution(view, aggregate, catalog, scope)),
    `SELECT ${fromTable.join(', ')} FROM ${catalog.database}.${aggregate.name} WHERE ${keyCondition(aggregate, scope)}`,
  ];
  const joined = columns.flatMap(({ name, sql }) => [
    `${sql.joinIf(`joined_${name}`, 'is_fact')} AS e_${name}`,
    `${sql.joinIf(`joined_${name}`, 'NOT is_fact')} AS f_${name}`,
  ]);
  // What is joined over no rows at all says nothing.
  const lacks = columns.map(({ name, sql }) => `in_facts AND ${sql.exceeds(`e_${name}`, `f_${name}`)}`);
  const mayExceed = isOfNumber(aggregate) ? `has(${ALIASES}, (tenant, ${NUMBER}))` : 'false';
  const exceeds = columns.map(
    ({ name, sql }) => `NOT ${mayExceed} AND ${(sql.strays ?? sql.exceeds)(`f_${name}`, `e_${name}`)}`,
  );
  const faults = aggregate.keepsOlderVersions
    ? ['NOT in_table', ...lacks]
    : ['NOT in_table', `NOT in_facts AND NOT ${mayExceed}`, ...lacks, ...exceeds];
  const answers = columns.map(
    ({ name, sql }, index) =>
      `tuple(CAST(${sql.shown(`e_${name}`, `f_${name}`)} AS Nullable(String)), CAST(${(sql.shownStrays ?? sql.shown)(`f_${name}`, `e_${name}`)} AS Nullable(String)), ` +
      `toUInt8(${lacks[index] ?? ''}), toUInt8(${exceeds[index] ?? ''}))`,
  );
  return `${aliasesOf(aggregate, catalog)}SELECT [${keys.map((name) => `toString(${name})`).join(', ')}] AS key, in_facts, in_table,
  [${answers.join(', ')}] AS columns
FROM (
  SELECT ${[...keys, 'max(is_fact) AS in_facts', 'max(NOT is_fact) AS in_table', ...joined].join(', ')}
  FROM (
    ${sources.join('\n    UNION ALL\n    ')}
  )
  GROUP BY ${keys.join(', ')}
)
WHERE ${faults.map((fault) => `(${fault})`).join(' OR ')}
ORDER BY ${keys.join(', ')}
LIMIT ${limit}`;
}

/** Is a row about one user's number? A fact that was stored again with the user's other number leaves such a row behind. */
function isOfNumber({ key }: AggregateTable): boolean {
  return key.some(({ name }) => name === NUMBER);
}

/** Normally none; only where several processes gave one user two numbers. */
function aliasesOf(aggregate: AggregateTable, { database, others }: Catalog): string {
  if (!isOfNumber(aggregate) && !aggregate.joins.some(({ join }) => join.kind === 'bitmap')) return '';
  if (!others.some(({ name }) => name === ALIAS_TABLE)) {
    return `WITH CAST([] AS Array(Tuple(String, UInt32))) AS ${ALIASES} `;
  }
  const table = `${database}.${ALIAS_TABLE}`;
  const pairs = `SELECT tenant, number AS one FROM ${table} UNION ALL SELECT tenant, toUInt32(canonical) FROM ${table}`;
  return `WITH (SELECT groupUniqArray((tenant, one)) FROM (${pairs})) AS ${ALIASES} `;
}

/** What a view makes of the facts in the scope, its columns named and typed as the comparison wants them. */
function contribution(view: View, aggregate: AggregateTable, catalog: Catalog, scope: Scope): string {
  const keys = aggregate.key.map(({ name, type }) => {
    const own = view.columns.find((column) => column.name === name);
    return own?.type === type ? name : `CAST(${name} AS ${type}) AS ${name}`;
  });
  const joins = aggregate.joins.map((column) => {
    const sql = columnSql(column);
    const isFilled = view.columns.some(({ name }) => name === column.name);
    return `CAST(${isFilled ? column.name : sql.nothing} AS ${sql.type}) AS joined_${column.name}`;
  });
  const select = viewWithin(view, factOf(view, catalog), aggregate, { database: catalog.database, scope });
  return `SELECT ${[...keys, ...joins, 'true AS is_fact'].join(', ')} FROM (${select}) WHERE ${keyCondition(aggregate, scope)}`;
}

export function factOf(view: View, catalog: Catalog): FactTable {
  const fact = catalog.facts.find(({ name }) => name === view.fact);
  if (!fact) throw new Error(`${view.name} reads no fact table`);
  return fact;
}

/** Reads a row that the statement answered. */
export function readDifference(row: unknown, aggregate: AggregateTable): RowDifference {
  const { key, in_facts: inFacts, in_table: inTable, columns } = row as ComparisonRow;
  return {
    ...{ key, inFacts, inTable },
    columns: aggregate.joins.flatMap(({ name }, index) => {
      const [expected = null, found = null, lacking = 0, exceeding = 0] = columns[index] ?? [];
      // What is joined over no rows at all says nothing.
      const lacks = inFacts && (!inTable || lacking !== 0);
      const exceeds = inTable && (!inFacts || exceeding !== 0);
      if (!lacks && !exceeds) return [];
      return [{ name, expected: inFacts ? expected : null, found: inTable ? found : null, lacks, exceeds }];
    }),
  };
}
