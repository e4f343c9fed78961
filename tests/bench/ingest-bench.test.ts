import { ingestBench } from '../../scripts/bench/ingest/ingest-bench';
import { ingestTable } from '../../scripts/bench/report/ingest-goals';
import { workloadOf } from '../../scripts/bench/workload';
import { compiled } from '../support/build';
import { makeTempDir, removeDir } from '../support/temp-dir';

describe('the ingest bench', () => {
  let directory: string;
  beforeAll(async () => {
    compiled('scripts/bench/service.js');
    directory = await makeTempDir();
  });
  afterAll(() => removeDir(directory));

  it('sends events from a process of its own, and every acknowledged one is counted', async () => {
    const cases = [
      { batch: 1, concurrent: 16 },
      { batch: 1_000, concurrent: 2 },
    ];
    const report = await ingestBench({
      workload: workloadOf(0.0001),
      directory,
      durationMs: 200,
      withPostgres: true,
      cases,
      say: () => undefined,
    });

    expect(report.rows.map(({ batch }) => batch)).toEqual([1, 1_000]);
    for (const { service, engineAlone } of report.rows) {
      expect(service.events).toBeGreaterThan(0);
      expect(service.times.p50Ms).toBeGreaterThan(0);
      expect(engineAlone).toBeGreaterThan(0);
    }
    expect(report.loadedReads.runs).toBeGreaterThan(0);
    expect(report.peakMemoryMb).toBeGreaterThan(0);
    expect(ingestTable(report)).toContain('| 1000');
  });
});
