import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const SOURCES = ['services', 'clickhouse', 'schemas', 'scripts'];

/** Compiles to dist/ unless it is newer than every source. Returns the path of the compiled service. */
export function buildOnce(): string {
  const main = join(ROOT, 'dist', 'services', 'main.js');
  const marker = join(ROOT, 'dist', '.tsbuildinfo');
  if (modifiedMs(main) === 0 || modifiedMs(marker) < newestSourceMs()) {
    execFileSync(join(ROOT, 'node_modules', '.bin', 'tsc'), ['-p', 'tsconfig.build.json'], {
      cwd: ROOT,
      stdio: 'inherit',
    });
  }
  return main;
}

function newestSourceMs(): number {
  const times = SOURCES.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|json)$/.test(entry.name))
      .map((entry) => modifiedMs(join(entry.parentPath, entry.name))),
  );
  return Math.max(0, ...times);
}

function modifiedMs(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
