import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { projectRoot } from './project-root';
import { inDatabase, WRITTEN_DATABASE } from './sql/database';
import { placeholders } from './sql/parameters';
import { codeOf } from './sql/scan';
import { splitStatements } from './sql/statements';

/** Families whose questions are about the store as a whole, not about one tenant's data. */
const WITHOUT_TENANT = /^(health|operator)\//;
const TABLE_AFTER = /(?<!\bARRAY\s+)\b(?:FROM|JOIN)\s+(?!\()([A-Za-z_]\w*)(\.\w+)?(\s*\()?/gi;
const DEFINED_WITH = /\b([A-Za-z_]\w*)\s+AS\s*\(/gi;
const TABLE_READ = /\bheadcount\.\w+/g;
const TENANT_BOUND = /\btenant = \{tenant:String\}/g;
const FORBIDDEN = /\b(SETTINGS|FORMAT|OUTFILE)\b/i;
const TABLE_FUNCTIONS = new Set(['numbers', 'generateSeries', 'values']);

/** All questions by name (`family/question`), for the configured database. Throws, naming every fault, if one breaks a rule. */
export function loadQuestions(
  database: string,
  directory: string = join(projectRoot(), 'clickhouse', 'queries'),
): Map<string, string> {
  const questions = new Map<string, string>();
  const faults: string[] = [];
  for (const file of sqlFiles(directory)) {
    const name = relative(directory, file)
      .split(sep)
      .join('/')
      .replace(/\.sql$/, '');
    const sql = readFileSync(file, 'utf8').trim();
    const found = questionFaults(name, sql);
    if (found.length === 0) questions.set(name, inDatabase(sql, database));
    else faults.push(...found.map((fault) => `${name}: ${fault}`));
  }
  if (faults.length > 0) throw new Error(`questions that break a rule:\n${faults.join('\n')}`);
  return questions;
}

/** What is wrong with a question's text: several statements, no tenant, an unqualified table, a clause readers do not allow. */
export function questionFaults(name: string, sql: string): string[] {
  const faults: string[] = [];
  if (splitStatements(sql).length !== 1 || codeOf(sql).includes(';'))
    faults.push('must be one statement without ;');
  if (!WITHOUT_TENANT.test(name) && placeholders(sql).get('tenant') !== 'String') {
    faults.push('must bind {tenant:String}');
  }
  if (!WITHOUT_TENANT.test(name) && count(TABLE_READ, codeOf(sql)) > count(TENANT_BOUND, sql)) {
    faults.push('must bind tenant = {tenant:String} in every table read');
  }
  const clause = FORBIDDEN.exec(codeOf(sql));
  if (clause) faults.push(`must not contain ${clause[0].toUpperCase()}`);
  for (const table of unqualifiedTables(codeOf(sql))) {
    faults.push(`table ${table} must be written ${WRITTEN_DATABASE}.${table}`);
  }
  return faults;
}

function count(pattern: RegExp, text: string): number {
  return [...text.matchAll(pattern)].length;
}

function unqualifiedTables(code: string): string[] {
  const defined = new Set([...code.matchAll(DEFINED_WITH)].map((match) => match[1]));
  const tables: string[] = [];
  for (const [, name = '', rest, call] of code.matchAll(TABLE_AFTER)) {
    if (rest !== undefined && (name === WRITTEN_DATABASE || name === 'system')) continue;
    if (call !== undefined ? TABLE_FUNCTIONS.has(name) : rest === undefined && defined.has(name)) continue;
    tables.push(name + (rest ?? ''));
  }
  return tables;
}

function sqlFiles(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.sql'))
    .map((path) => join(directory, path))
    .sort();
}
