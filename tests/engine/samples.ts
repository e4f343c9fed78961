import type { QueryParams, QueryValue } from '../../clickhouse/store';
import { placeholders } from '../../clickhouse/sql/parameters';

/** A value that fits each parameter of a question, so that it can be run on an empty database. */
export function sampleParams(sql: string): QueryParams {
  return Object.fromEntries([...placeholders(sql)].map(([name, type]) => [name, sample(type)]));
}

function sample(type: string): QueryValue {
  const element = /^Array\((.*)\)$/.exec(type)?.[1];
  if (element !== undefined) return [sample(element)];
  if (type.startsWith('Nullable(')) return null;
  if (/^U?Int|^Float/.test(type)) return 1;
  if (type === 'Bool') return true;
  if (type === 'UUID') return '00000000-0000-4000-8000-000000000000';
  if (/^Date(32)?$/.test(type)) return '2025-03-01';
  if (type.startsWith('DateTime')) return '2025-03-01 00:00:00';
  // Also the name of a time zone, should a question take one.
  return 'UTC';
}
