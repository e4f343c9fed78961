import { runNode, say } from './project.mjs';
import { SHORT_SECONDS, STAGES } from './stages.mjs';

const JEST = 'node_modules/jest/bin/jest.js';
/** Every test file has a process of its own, since an engine binds one directory; units need none. */
const SHARED_PROCESS = '--workerIdleMemoryLimit=2GB';
/** Installation included; no stage begins that would end later. What no stage names runs in any case. */
const WITHIN_MINUTES = 13;

/**
 * Runs the tests: what is asked for, else every suite, in stages. Where the time is not enough for a stage on this machine, it is left
 * out, loudly, unless `--all` is asked for. True where all that ran passed.
 */
export function runSuites(args) {
  const [isAll, asked] = [args.includes('--all'), args.filter((arg) => arg !== '--all')];
  if (asked.length > 0) return runNode(JEST, asked);
  const startedAt = process.uptime();
  const named = STAGES.flatMap(({ suites }) => suites);
  const isGood = [
    runNode(JEST, [SHARED_PROCESS, 'tests/unit/']),
    runNode(JEST, ['--testPathIgnorePatterns', 'tests/unit/', ...named]),
  ];
  const leftOut = [];
  const pace = (process.uptime() - startedAt) / SHORT_SECONDS;
  for (const stage of STAGES) {
    const endsAt = process.uptime() + stage.seconds * pace;
    if (isAll || endsAt <= WITHIN_MINUTES * 60)
      isGood.push(runNode(JEST, ['--testPathPatterns', ...stage.suites]));
    else leftOut.push(stage.name);
  }
  for (const name of leftOut)
    say(`SKIPPED: ${name}: this machine has no time for it within ${WITHIN_MINUTES} minutes.`);
  if (leftOut.length > 0) say('SKIPPED: npm test -- --all runs them too.');
  return isGood.every(Boolean);
}
