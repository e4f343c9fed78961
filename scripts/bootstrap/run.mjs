import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { clearInterval, setInterval } from 'node:timers';
import { pathOf, say } from './project.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const PARENT_CHECK_MS = 250;

/**
 * Runs a built script as a child with our input and output, passes signals on to it and ends as it ends. A child and not an
 * import: only a fresh process can still choose the size of its thread pool.
 */
export function runScript(file, args) {
  return runChild(nodeArguments(file, args));
}

/** The same for a TypeScript file that is not built, such as a long test. */
export function runTypeScript(file, args) {
  return runChild(['-r', pathOf('tests/support/clickhouse-front/typescript.cjs'), pathOf(file), ...args]);
}

function runChild(args) {
  // The channel closes when this process dies, however it dies, so that the child is never left behind.
  const stdio = ['inherit', 'inherit', 'inherit', 'ipc'];
  const child = spawn(process.execPath, args, { stdio });
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
  stopWithNpm(child);
  return new Promise((resolve) => {
    child.once('error', (error) => {
      say(error.message);
      process.exitCode = 1;
      resolve();
    });
    child.once('exit', (code, signal) => {
      process.exitCode = code ?? 1;
      if (signal) {
        for (const handled of SIGNALS) process.removeAllListeners(handled);
        process.kill(process.pid, signal);
      }
      resolve();
    });
  });
}

/** A killed npm passes no signal on: its disappearance stands for one. */
function stopWithNpm(child) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    child.kill('SIGTERM');
  }, PARENT_CHECK_MS);
  watch.unref();
}

/** Runs built scripts one after the other; 0 where all succeeded. */
export function runScripts(files, args) {
  const results = files.map((file) =>
    spawnSync(process.execPath, nodeArguments(file, args), { stdio: 'inherit' }),
  );
  return results.every(({ status }) => status === 0) ? 0 : 1;
}

/** Settings in a file .env hold where the environment does not say otherwise. */
function nodeArguments(file, args) {
  const env = pathOf('.env');
  return [
    '--enable-source-maps',
    ...(existsSync(env) ? [`--env-file=${env}`] : []),
    pathOf(`dist/${file}`),
    ...args,
  ];
}
