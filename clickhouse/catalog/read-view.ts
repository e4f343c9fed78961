import { codeOf } from '../sql/scan';
import type { Column, View } from './catalog';

interface ViewRow {
  readonly name: string;
  readonly as_select: string;
  readonly create_table_query: string;
}

/** What a materialized view reads and writes, by its definition; undefined unless it reads one table and writes one, both here. */
export function readView(row: ViewRow, columns: readonly Column[], database: string): View | undefined {
  const { name, as_select: select } = row;
  const target = new RegExp(`\\bTO ${database}\\.(\\w+)\\b`).exec(codeOf(row.create_table_query))?.[1];
  const tables = [...codeOf(select).matchAll(new RegExp(`\\b(?:FROM|JOIN) ${database}\\.(\\w+)\\b`, 'g'))];
  const [fact, ...others] = tables.map((match) => match[1]);
  if (target === undefined || fact === undefined || others.length > 0) return undefined;
  return { name, fact, target, columns, select };
}
