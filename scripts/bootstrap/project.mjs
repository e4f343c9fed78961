import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The project's folder, as a URL that ends with a slash. */
export const root = new URL('../../', import.meta.url);

/** The path of a file of the project. */
export function pathOf(file) {
  return fileURLToPath(new URL(file, root));
}

/** Says what is going on, on standard error: standard output belongs to the asked command. */
export function say(line) {
  console.error(`headcount: ${line}`);
}

export function fail(line) {
  say(line);
  process.exit(1);
}

/** Runs a program of node_modules or npm in the project's folder, its output on standard error. True where it succeeded. */
export function run(program, args) {
  const result = spawnSync(program, args, { cwd: fileURLToPath(root), stdio: ['ignore', 2, 2] });
  if (result.error) say(`${program} cannot be run: ${result.error.message}`);
  return result.status === 0;
}

/** Runs a JavaScript file of the project with this Node. */
export function runNode(file, args) {
  return run(process.execPath, [pathOf(file), ...args]);
}
