import type { Rows } from '../engines/peer';
import type { BenchQuestion } from '../questions';
import { fill, sqlFile } from '../sql-file';
import { timed, type Times } from '../statistics';

export interface SqlTimes {
  readonly times: Times;
  readonly rows: Rows;
}

const REPETITION = { runs: 5, leastRuns: 1, maxMs: 8_000 };

/** Times one question in an engine that is asked in SQL, without any service between; first once unmeasured. */
export async function askSql(
  rowsOf: (sql: string) => Promise<Rows>,
  folder: 'raw' | 'peer',
  question: BenchQuestion,
): Promise<SqlTimes> {
  const sql = fill(sqlFile(`${folder}/${question.sql}.sql`), question.texts);
  const warmUp = await timed({ ...REPETITION, runs: 1 }, () => rowsOf(sql));
  // A question that takes as long as all its repetitions may is not asked again.
  if (warmUp.times.p50Ms > REPETITION.maxMs) return { times: warmUp.times, rows: warmUp.last };
  const { times, last } = await timed(REPETITION, () => rowsOf(sql));
  return { times, rows: last };
}
