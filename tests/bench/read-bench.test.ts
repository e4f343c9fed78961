import { benchQuestions } from '../../scripts/bench/questions';
import { readBench } from '../../scripts/bench/read-bench';
import { readTable } from '../../scripts/bench/report/tables';
import { workloadOf } from '../../scripts/bench/workload';
import { compiled } from '../support/build';
import { makeTempDir, removeDir } from '../support/temp-dir';

const SMALL = workloadOf(0.0005);
/** Each sort's page 100 is reached page by page: one of them stands for all. */
const QUICK = /^(?!.*page 100)|avg_time, page 100/;

describe('the read bench', () => {
  let directory: string;
  beforeAll(async () => {
    compiled('scripts/bench/service.js');
    directory = await makeTempDir();
  });
  afterAll(() => removeDir(directory));

  it('asks the service, a raw scan, DuckDB and PostgreSQL the same questions, and all answer the same', async () => {
    const lines: string[] = [];
    const report = await readBench({
      workload: SMALL,
      directory,
      samples: 1,
      peers: ['duckdb', 'postgres'],
      only: QUICK,
      say: (line) => lines.push(line),
    });

    const asked = benchQuestions(SMALL).filter(({ name }) => QUICK.test(name));
    expect(report.rows.map(({ question }) => question)).toEqual(asked.map(({ name }) => name));
    expect(report.rows.filter(({ disagree }) => disagree.length > 0)).toEqual([]);
    expect(report.rows.every(({ answeredRows }) => answeredRows > 0)).toBe(true);
    expect(report.rows.every(({ duckdb }) => duckdb !== undefined)).toBe(true);
    const hasPostgres = report.rows.every(({ postgres }) => postgres !== undefined);
    expect(hasPostgres || lines.some((line) => line.includes('not installed'))).toBe(true);
    expect(readTable(report).split('\n')).toHaveLength(asked.length + 3);
  });
});
