import { mapCode } from './statements';

/** The database name that all our SQL is written with. */
export const WRITTEN_DATABASE = 'headcount';

const WRITTEN = /(?<![\w.`"])headcount(?=\.|\s*$|\s*;)/g;
const SIMPLE_NAME = /^[A-Za-z_]\w{0,62}$/;

export function checkDatabaseName(name: string): void {
  if (!SIMPLE_NAME.test(name))
    throw new TypeError('the database name must be letters, digits and underscores');
}

/** A statement of ours with `headcount.table` turned into the configured database's. */
export function inDatabase(sql: string, database: string): string {
  if (database === WRITTEN_DATABASE) return sql;
  return mapCode(sql, (code) => code.replace(WRITTEN, database));
}
