import type { AggregateTable, FactTable, View } from '../catalog/catalog';
import { stringLiteral } from '../sql/literal';

/** Which rows of an aggregate to look at; what is left out is not bounded. */
export interface Scope {
  readonly tenants?: readonly string[];
  /** The first and the last day, YYYY-MM-DD. */
  readonly fromDay?: string;
  readonly toDay?: string;
  /** Only these keys: tuples of texts in the order of the table's key. */
  readonly keys?: readonly (readonly string[])[];
  /** Only rows that stand behind this key. */
  readonly after?: readonly string[];
}

/** A date column of an aggregate's key, and the day in the facts that it comes from. */
export interface DayColumn {
  readonly name: string;
  readonly grain: 'day' | 'week' | 'month';
}

/** The column that says which days of the facts a row of the aggregate is about; undefined where a row is about all of them. */
export function dayColumn(aggregate: AggregateTable): DayColumn | undefined {
  const name = aggregate.key.findLast(({ type }) => /^Date(32)?$/.test(type))?.name;
  if (name === undefined) return undefined;
  return { name, grain: name === 'month' || name === 'week' ? name : 'day' };
}

/** The scope as a condition on the aggregate's key columns. */
export function keyCondition(aggregate: AggregateTable, scope: Scope): string {
  const day = dayColumn(aggregate);
  const names = aggregate.key.map(({ name }) => name).join(', ');
  const conditions: string[] = [];
  if (scope.tenants) conditions.push(`tenant IN (${scope.tenants.map(stringLiteral).join(', ')})`);
  if (day && scope.fromDay !== undefined) {
    conditions.push(`${day.name} >= ${startOf(day.grain, dateLiteral(scope.fromDay))}`);
  }
  if (day && scope.toDay !== undefined) conditions.push(`${day.name} <= ${dateLiteral(scope.toDay)}`);
  if (scope.keys) conditions.push(`(${names}) IN (${scope.keys.map(tuple).join(', ')})`);
  if (scope.after) {
    const last = aggregate.key.map(
      ({ type }, index) => `CAST(${stringLiteral(scope.after?.[index] ?? '')} AS ${type})`,
    );
    conditions.push(`(${names}) > (${last.join(', ')})`);
  }
  return conditions.length > 0 ? conditions.join(' AND ') : '1';
}

/**
 * A view's SELECT over the facts that the scope can concern. This only spares reading: what it lets through too much, the
 * condition on the key takes out again.
 */
export function viewWithin(
  view: View,
  fact: FactTable,
  aggregate: AggregateTable,
  { database, scope }: { database: string; scope: Scope },
): string {
  const conditions: string[] = [];
  if (scope.tenants) conditions.push(`tenant IN (${scope.tenants.map(stringLiteral).join(', ')})`);
  // A row that a later one, with the user's number, takes the place of.
  if (/\buser_number\b/.test(view.select)) conditions.push('user_number != 0');
  conditions.push(...dayConditions(view, fact, aggregate, scope));
  if (scope.keys) {
    const own = aggregate.key
      .map(({ name }, index) => ({ name, index }))
      .filter(({ name }) => isTakenOver(view, fact, name));
    const tuples = new Set(scope.keys.map((key) => tuple(own.map(({ index }) => key[index] ?? ''))));
    if (own.length > 0)
      conditions.push(`(${own.map(({ name }) => name).join(', ')}) IN (${[...tuples].join(', ')})`);
  }
  return narrowed(view, fact, database, conditions);
}

/** The view's SELECT with only the facts that meet the conditions. */
export function narrowed(
  view: View,
  fact: FactTable,
  database: string,
  conditions: readonly string[],
): string {
  if (conditions.length === 0) return view.select;
  const columns = [...fact.columns, ...fact.computed].map(({ name }) => name).join(', ');
  const facts = `(SELECT ${columns} FROM ${database}.${fact.name} WHERE ${conditions.join(' AND ')}) AS ${fact.name}`;
  return view.select.replace(new RegExp(`\\bFROM ${database}\\.${fact.name}\\b`), () => `FROM ${facts}`);
}

/** The days of facts that rows of these days are made from, where the view's text shows how the two belong together. */
function dayConditions(view: View, fact: FactTable, aggregate: AggregateTable, scope: Scope): string[] {
  const day = dayColumn(aggregate);
  const factDay = fact.key.find(({ type }) => /^Date(32)?$/.test(type))?.name;
  if (!day || factDay === undefined) return [];
  const isSame = factDay === day.name || new RegExp(`\\b${factDay} AS ${day.name}\\b`).test(view.select);
  if (day.grain === 'day' && !isSame) return [];
  const conditions: string[] = [];
  if (scope.fromDay !== undefined) {
    conditions.push(`${factDay} >= ${startOf(day.grain, dateLiteral(scope.fromDay))}`);
  }
  if (scope.toDay !== undefined) {
    conditions.push(`${factDay} <= ${endOf(day.grain, dateLiteral(scope.toDay))}`);
  }
  return conditions;
}

/** Does the view pass on the fact's column as it is? */
function isTakenOver(view: View, fact: FactTable, column: string): boolean {
  const isColumn = [...fact.columns, ...fact.computed].some(({ name }) => name === column);
  return isColumn && !new RegExp(`\\bAS ${column}\\b`).test(view.select);
}

function tuple(texts: readonly string[]): string {
  return `(${texts.map(stringLiteral).join(', ')})`;
}

function dateLiteral(day: string): string {
  return `toDate32(${stringLiteral(day)})`;
}

const STARTS = {
  day: (date: string) => date,
  week: toMonday,
  month: (date: string) => `toStartOfMonth(${date})`,
};
const ENDS = {
  day: (date: string) => date,
  week: (date: string) => `addDays(${toMonday(date)}, 6)`,
  month: (date: string) => `toLastDayOfMonth(${date})`,
};

function toMonday(date: string): string {
  return `toMonday(${date})`;
}

function startOf(grain: DayColumn['grain'], date: string): string {
  return STARTS[grain](date);
}

function endOf(grain: DayColumn['grain'], date: string): string {
  return ENDS[grain](date);
}
