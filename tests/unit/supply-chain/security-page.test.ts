import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../clickhouse/project-root';
import { BODY_LIMITS } from '../../../services/ingest/events/body-limits';
import { MAX_HEADER_BYTES, MAX_RUNNING_REQUESTS } from '../../../services/platform/policy';
import { DEFAULT_LIMITS } from '../../../clickhouse/limits';

const read = (name: string): string => readFileSync(join(projectRoot(), 'docs', name), 'utf8');
const page = read('security.md');
const asvs = read('security-asvs.md');

test.each([
  ['security.md', page],
  ['security-asvs.md', asvs],
])('every test that docs/%s names is there', (_name, text) => {
  const named = [...new Set([...text.matchAll(/`(tests\/[^`]+)`/g)].map(([, path = '']) => path))];
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((path) => !existsSync(join(projectRoot(), path)))).toEqual([]);
});

test('all ten risks are answered', () => {
  for (let risk = 1; risk <= 10; risk += 1)
    expect(page).toMatch(new RegExp(`\\| API${risk} [^|]+\\|[^|]+\\|[^|]*tests/`));
});

test('each row of ASVS that applies stands once, with a test that holds it', () => {
  const rows = [...asvs.matchAll(/^\| V(\d+\.\d+\.\d+) (.*)$/gm)];
  expect(rows.length).toBeGreaterThan(100);
  expect(new Set(rows.map(([, row]) => row)).size).toBe(rows.length);
  expect(rows.filter(([, , rest = '']) => !rest.includes('`tests/')).map(([, row]) => row)).toEqual([]);
});

test('the limits that it tells are those that hold', () => {
  const told = [
    `${MAX_HEADER_BYTES / 1024} KiB`,
    `${BODY_LIMITS.maxDecodedBytes / 1024 / 1024} MiB`,
    BODY_LIMITS.maxEvents.toLocaleString('en'),
    String(MAX_RUNNING_REQUESTS),
    `${DEFAULT_LIMITS.maxWaitingReads}, each ${DEFAULT_LIMITS.maxReadWaitMs / 1000} s`,
    `${DEFAULT_LIMITS.queryTimeoutMs / 1000} s, ${DEFAULT_LIMITS.queryMemoryBytes / 1024 / 1024} MiB, ${DEFAULT_LIMITS.maxResultRows.toLocaleString('en')} rows`,
  ];
  expect(told.filter((text) => !page.includes(text))).toEqual([]);
});
