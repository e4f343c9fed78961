import { join } from 'node:path';
import type { Subject } from '../process/subject';
import { baselineQuestions } from '../traffic/questions';

const TYPESCRIPT = join(__dirname, '..', '..', 'support', 'clickhouse-front', 'typescript.cjs');

/** Insert deduplication and counting views, with the producer's best behaviour: the same request again until it is answered. */
export const BASELINE: Subject = {
  name: 'baseline',
  program: ['-r', TYPESCRIPT, join(__dirname, 'service.ts')],
  env: { UV_THREADPOOL_SIZE: '8' },
  questions: baselineQuestions,
  takes: ({ type }) => type !== 'app_usage',
  isRetried: true,
  hasJournal: false,
};
