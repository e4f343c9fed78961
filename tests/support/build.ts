import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const PREPARE = "import { prepare } from './scripts/bootstrap/prepare.mjs'; prepare();";

/** Compiles to dist/ unless that is up to date, as every npm command does, and answers the path of a compiled file. */
export function compiled(file: string): string {
  execFileSync(process.execPath, ['--input-type=module', '--eval', PREPARE], { cwd: ROOT, stdio: 'inherit' });
  return join(ROOT, 'dist', file);
}
