import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { projectRoot } from '../../../../clickhouse/project-root';
import schema from '../../../../schemas/settings.json';
import { envExample } from '../../../../services/platform/settings/env-example';
import { loadSettings } from '../../../../services/platform/settings/settings';

const text = readFileSync(join(projectRoot(), '.env.example'), 'utf8');

it('.env.example is what the schema says', () => {
  expect(text).toBe(envExample(schema.properties));
});

it('.env.example with every line uncommented is the default configuration', () => {
  const env = parseEnv(text.replaceAll(/^#(?=[A-Z_]+=)/gm, '')) as Record<string, string>;
  expect(Object.keys(env).sort()).toEqual(Object.keys(schema.properties).sort());
  expect(loadSettings(env)).toEqual(loadSettings({}));
});
