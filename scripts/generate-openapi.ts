import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { projectRoot } from '../clickhouse/project-root';
import { buildDocument } from '../services/platform/openapi/build-document';
import { SOURCES } from '../services/platform/openapi/sources';

/** Writes docs/openapi.json, the document that `GET /openapi.json` serves; with --check only says whether it is current. */
async function main(): Promise<void> {
  const path = join(projectRoot(), 'docs', 'openapi.json');
  const text = await format(JSON.stringify(buildDocument(SOURCES)), {
    ...(await resolveConfig(path)),
    filepath: path,
  });
  if (!process.argv.includes('--check')) {
    writeFileSync(path, text);
  } else if (!existsSync(path) || readFileSync(path, 'utf8') !== text) {
    console.error('docs/openapi.json is out of date: run npm run generate');
    process.exitCode = 1;
  }
}

void main();
