import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import type { OpenAPI3 } from 'openapi-typescript';
import { projectRoot } from '../clickhouse/project-root';
import { buildDocument } from '../services/platform/openapi/build-document';
import { SOURCES } from '../services/platform/openapi/sources';

const BANNER =
  '/** The types of the schemas in the OpenAPI document, made by `npm run generate`; do not edit. */\n';

/** Writes schemas/generated/api.ts, the types of all answers by name; with --check only says whether it is current. */
async function main(): Promise<void> {
  const target = join(projectRoot(), 'schemas', 'generated', 'api.ts');
  const { components, ...rest } = buildDocument(SOURCES);
  const { schemas } = components;
  const document = JSON.parse(JSON.stringify({ ...rest, paths: {}, components: { schemas } })) as OpenAPI3;
  const text = BANNER + astToString(await openapiTS(document, { immutable: true }));
  if (!process.argv.includes('--check')) {
    writeFileSync(target, text);
  } else if (!existsSync(target) || readFileSync(target, 'utf8') !== text) {
    console.error(`${target} is out of date: run npm run generate`);
    process.exitCode = 1;
  }
}

void main();
