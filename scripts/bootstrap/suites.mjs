import { runNode, say } from './project.mjs';

const JEST = 'node_modules/jest/bin/jest.js';
/** Suites that take longer than all others together: faults, kill points, shards, long lists of hostile texts, further properties. */
const LONG = [
  'api/apps/(family-model|large-export|users-of-app-pages)',
  'api/clients/generated-client',
  'api/cluster/',
  'api/devin/counts-ties',
  'api/erasure/',
  'api/hostile/(addresses|directory|event-fields|headers|injection|session-texts|user-and-org-ids)',
  'api/ingest/(faults|zone-history)',
  'api/operator/',
  'api/producer/',
  'api/scripts/(demo|move|quarantine)',
  'api/two-processes/',
  'bench/',
  'browser/(figures|look|newcomer|page)',
  'crash/(faults|kill-points|power-loss|two-writers)',
  'engine/(migrations|reconcile)',
  'properties/(app|erasure|metrics|paging|sessions|ties|zone)',
  'real/',
].map((suite) => `tests/${suite}`);
/** Where everything until then took longer than this the machine is too slow, or too busy, for the long ones. */
const SHORT_WITHIN_MINUTES = 7;

/**
 * Runs the tests: what is asked for, else every suite, the long ones last. On a slow machine those are left out, loudly, unless
 * `--all` is asked for. True where all that ran passed.
 */
export function runSuites(args) {
  const [isAll, asked] = [args.includes('--all'), args.filter((arg) => arg !== '--all')];
  if (asked.length > 0) return runNode(JEST, asked);
  const isGood = runNode(JEST, ['--testPathIgnorePatterns', ...LONG]);
  const minutes = process.uptime() / 60;
  if (!isAll && minutes > SHORT_WITHIN_MINUTES) {
    say(`SKIPPED: the long suites, since this machine took ${Math.round(minutes)} minutes until here.`);
    say('SKIPPED: npm test -- --all runs them too.');
    return isGood;
  }
  return runNode(JEST, ['--testPathPatterns', ...LONG]) && isGood;
}
