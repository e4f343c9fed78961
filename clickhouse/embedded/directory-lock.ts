import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Whether another process has the engine open on this directory. The engine locks its `status` file; Linux lists all locks
 * in /proc/locks with the inode. Elsewhere the process named in the file is looked for.
 * Asked before opening, because the engine itself answers only with a line on stderr and an error without a reason.
 */
export function isHeldByAnotherProcess(directory: string): boolean {
  const statusFile = join(directory, 'status');
  try {
    const { ino } = statSync(statusFile);
    const locks = readIfThere('/proc/locks');
    if (locks !== undefined) return holdersOf(ino, locks).some((pid) => pid !== process.pid);
    const pid = Number(/^PID:\s*(\d+)/m.exec(readFileSync(statusFile, 'utf8'))?.[1]);
    return pid !== process.pid && isAlive(pid);
  } catch {
    return false;
  }
}

/** The process ids in lines like `1: FLOCK  ADVISORY  WRITE 4711 fd:01:131090 0 EOF` (0 or -1: of another container). */
function holdersOf(inode: number, locks: string): number[] {
  return locks
    .split('\n')
    .filter((line) => !line.includes('->'))
    .map((line) => /\s(-?\d+)\s+[0-9a-f]+:[0-9a-f]+:(\d+)\s/.exec(line))
    .filter((match) => match !== null && Number(match[2]) === inode)
    .map((match) => Number(match?.[1]));
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    return Number.isInteger(pid) && process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
