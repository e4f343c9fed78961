import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../../clickhouse/project-root';

/** The tests of faults, at their full size. True where they passed. */
export function runFaults(): boolean {
  const jest = join(projectRoot(), 'node_modules', 'jest', 'bin', 'jest.js');
  const { status } = spawnSync(process.execPath, [jest, '--runInBand', 'tests/crash/faults'], {
    cwd: projectRoot(),
    env: { ...process.env, FAULTS_AT_SIZE: '1' },
    stdio: 'inherit',
  });
  return status === 0;
}
