import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The project's folder, found from wherever this file runs: the sources under test, or dist/. */
export function projectRoot(from: string = __dirname): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error('package.json not found above the running code');
  return projectRoot(parent);
}
