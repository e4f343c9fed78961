import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../clickhouse/project-root';

/** The text of a .sql file below scripts/bench. */
export function sqlFile(path: string): string {
  return readFileSync(join(projectRoot(), 'scripts', 'bench', path), 'utf8');
}

/**
 * Puts texts into the `:name` places of a statement: dates, ids and clauses of the bench's own, never anything from outside.
 * Throws on a place without a text.
 */
export function fill(sql: string, texts: Readonly<Record<string, string>>): string {
  return sql.replace(/(?<![:\w]):([a-z_]+)\b/g, (_, name: string) => {
    const text = texts[name];
    if (text === undefined) throw new Error(`there is no text for :${name}`);
    return text;
  });
}
