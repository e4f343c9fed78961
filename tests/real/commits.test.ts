import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { makeTempDir, removeDir } from '../support/service';
import { commitLikeEvents } from './commit-like-events';
import { importAcrossCrash, importTwice } from './import-and-compare';

const events = commitLikeEvents(3_000);
let directory: string;
let file: string;

beforeAll(async () => {
  directory = await makeTempDir();
  file = join(directory, 'events.ndjson.gz');
  await writeFile(file, gzipSync(events.map((event) => `${JSON.stringify(event)}\n`).join('')));
});
afterAll(() => removeDir(directory));

test('an import counts every event once, also the second time', async () => {
  for (const { compared, differences } of await importTwice(file, events, 'samples')) {
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThan(1_000);
  }
});

test('an import goes on by itself across kill -9 of the service, and counts every event once', async () => {
  const { differences } = await importAcrossCrash(file, events, 50, 'samples');
  expect(differences).toEqual([]);
});
