import type { InsertBatch } from './store';
import type { Written } from './writes';

const TENANT = /^\["(?:[^"\\]|\\.)*"(?=[,\]])/;

/** Whose rows these are; the writers put the tenant first. */
export function tenantsOfRows({ columns, rows }: Pick<InsertBatch, 'columns' | 'rows'>): Written['tenants'] {
  if (columns[0] !== 'tenant') return 'everybody';
  const tenants = new Set<string>();
  let last = '';
  for (const row of rows) {
    if (last !== '' && row.startsWith(last) && ',]'.includes(row[last.length] ?? '?')) continue;
    const [start] = TENANT.exec(row) ?? [];
    if (start === undefined) return 'everybody';
    last = start;
    tenants.add(String((JSON.parse(`${start}]`) as unknown[])[0]));
  }
  return tenants;
}
