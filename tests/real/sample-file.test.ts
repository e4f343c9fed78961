import { openEventFile } from '../../scripts/import/read-event-lines';
import type { SentEvent } from '../model/sent-event';
import { importAcrossCrash, importTwice } from './import-and-compare';

/** A file of sessions and searches to import and check, NDJSON or gzip: HEADCOUNT_SAMPLE=FILE npx jest tests/real/sample-file */
const sample = process.env.HEADCOUNT_SAMPLE ?? '';
const TWO_HOURS_MS = 120 * 60_000;

if (sample === '') console.warn('HEADCOUNT_SAMPLE names no file: the check of a sample file is skipped.');
const testWithSample = sample === '' ? test.skip : test;

testWithSample(
  "every number of a real history is the model's after one import, after another, and across kill -9",
  async () => {
    const events: SentEvent[] = [];
    for await (const { bytes } of (await openEventFile(sample)).lines) {
      events.push(JSON.parse(bytes.toString()) as SentEvent);
    }
    const comparisons = [
      ...(await importTwice(sample, events, 'everything')),
      await importAcrossCrash(sample, events, 2_000, 'samples'),
    ];
    for (const { compared, differenceCount, differences } of comparisons) {
      console.log(`${compared} values compared, ${differenceCount} differ`);
      expect(differences).toEqual([]);
    }
  },
  TWO_HOURS_MS,
);
