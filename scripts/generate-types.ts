import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compileFromFile } from 'json-schema-to-typescript';
import { projectRoot } from '../clickhouse/project-root';

const SCHEMAS = join(projectRoot(), 'schemas');
const FOLDERS = ['events', 'directory'];
const BANNER = '/** Made from the JSON Schema of the same name by `npm run generate`; do not edit. */';

/**
 * Writes schemas/generated/<folder>/<name>.ts, the TypeScript types of schemas/<folder>/<name>.json; with --check only says
 * which of them are not current.
 */
async function main(): Promise<void> {
  const isCheck = process.argv.includes('--check');
  for (const { source, target } of FOLDERS.flatMap(schemasOf)) {
    const text = await compileFromFile(source, {
      cwd: dirname(source),
      bannerComment: BANNER,
      style: { singleQuote: true, printWidth: 110, trailingComma: 'all' },
    });
    if (!isCheck) {
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text);
    } else if (!existsSync(target) || readFileSync(target, 'utf8') !== text) {
      console.error(`${target} is out of date: run npm run generate`);
      process.exitCode = 1;
    }
  }
}

function schemasOf(folder: string): { source: string; target: string }[] {
  return readdirSync(join(SCHEMAS, folder))
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({
      source: join(SCHEMAS, folder, file),
      target: join(SCHEMAS, 'generated', folder, file.replace(/\.json$/, '.ts')),
    }));
}

void main();
