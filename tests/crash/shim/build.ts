import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Compiles the shim, once for each version of it. Answers why not where that cannot be done. */
export function buildShim(): { readonly path: string } | { readonly missing: string } {
  if (process.platform !== 'linux') return { missing: 'it works on Linux alone' };
  const source = join(__dirname, 'shim.c');
  const digest = createHash('sha256').update(readFileSync(source)).digest('hex').slice(0, 16);
  const path = join(tmpdir(), `headcount-crash-shim-${digest}.so`);
  if (existsSync(path)) return { path };
  try {
    execFileSync('cc', ['-O2', '-shared', '-fPIC', '-o', `${path}.${process.pid}`, source, '-ldl'], {
      stdio: 'pipe',
    });
  } catch {
    return { missing: 'no C compiler (Debian: apt-get install gcc libc6-dev)' };
  }
  renameSync(`${path}.${process.pid}`, path);
  return { path };
}

/** What makes a process load the shim and watch a directory. */
export function shimEnv(
  path: string,
  dataDir: string,
  more: Readonly<Record<string, string>>,
): Record<string, string> {
  return { LD_PRELOAD: path, CRASH_DIR: dataDir, ...more };
}
