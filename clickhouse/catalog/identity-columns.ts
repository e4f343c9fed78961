import { codeOf } from '../sql/scan';
import type { FactTable, View } from './catalog';
import { joinOf } from './joins';

/** Stands for user_id, which is in every fact's key. */
const USER_NUMBER = 'user_number';

/**
 * Does the view read only what no newer version of a fact changes: its key, what is computed from the key, and columns that
 * the fact table itself joins?
 */
export function readsOnlyIdentity(view: View, fact: FactTable): boolean {
  const lasting = lastingColumns(fact);
  const names = [...fact.columns, ...fact.computed].map(({ name }) => name);
  return names.every((name) => lasting.has(name) || !mentions(view.select, name));
}

function lastingColumns(fact: FactTable): Set<string> {
  const lasting = new Set(fact.key.map(({ name }) => name));
  for (const { name, type } of fact.columns) if (joinOf(type) || name === USER_NUMBER) lasting.add(name);
  const isLasting = (expression: string): boolean =>
    [...fact.columns, ...fact.computed].every(({ name }) => lasting.has(name) || !mentions(expression, name));
  for (const { name, expression } of fact.computed) if (isLasting(expression)) lasting.add(name);
  return lasting;
}

function mentions(sql: string, column: string): boolean {
  return new RegExp(`\\b${column}\\b`).test(codeOf(sql));
}
