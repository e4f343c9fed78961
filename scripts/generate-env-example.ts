import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../clickhouse/project-root';
import schema from '../schemas/settings.json';
import { envExample } from '../services/platform/settings/env-example';

/** Writes .env.example from schemas/settings.json; with --check only says whether it is current. */
const path = join(projectRoot(), '.env.example');
const text = envExample(schema.properties);

if (!process.argv.includes('--check')) {
  writeFileSync(path, text);
} else if (readFileSync(path, 'utf8') !== text) {
  console.error('.env.example is out of date: run npm run generate');
  process.exitCode = 1;
}
