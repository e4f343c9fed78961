// What every npm command runs: makes sure that dependencies and build are there, then does the asked thing. Plain
// JavaScript without dependencies, because on a fresh clone there is nothing else yet.
import { build } from './bootstrap/build.mjs';
import { checkMachine } from './bootstrap/machine.mjs';
import { prepare } from './bootstrap/prepare.mjs';
import { runScript, runScripts, runTypeScript } from './bootstrap/run.mjs';
import { generators, verify } from './bootstrap/verify.mjs';

const SCRIPTS = {
  start: 'services/main.js',
  'start:ingest': 'services/ingest.js',
  'start:query': 'services/query.js',
  demo: 'scripts/demo.js',
  import: 'scripts/import.js',
  token: 'scripts/token.js',
  licences: 'scripts/licences.js',
  migrate: 'scripts/migrate.js',
  move: 'scripts/move.js',
  bench: 'scripts/bench.js',
  'bench:ingest': 'scripts/bench-ingest.js',
  'bench:growth': 'scripts/bench-growth.js',
  reconcile: 'scripts/reconcile.js',
  quarantine: 'scripts/quarantine.js',
  backup: 'scripts/backup.js',
  restore: 'scripts/restore.js',
};

/** Long forms of tests: TypeScript that is not built, against the build. */
const LONG_TESTS = {
  'test:crash': 'tests/crash/main.ts',
  'test:newcomer': 'tests/browser/fresh-clone.ts',
  'test:image': 'tests/containers/image-steps.ts',
};

const [command = '', ...args] = process.argv.slice(2);

checkMachine();
if (command === 'test') {
  process.exitCode = verify(args);
} else if (command === 'build') {
  process.exitCode = build() ? 0 : 1;
} else if (command === 'generate') {
  prepare();
  process.exitCode = runScripts(generators(), args);
} else if (command in SCRIPTS) {
  prepare();
  await runScript(SCRIPTS[command], args);
} else if (command in LONG_TESTS) {
  prepare();
  await runTypeScript(LONG_TESTS[command], args);
} else {
  const known = [...Object.keys(SCRIPTS), ...Object.keys(LONG_TESTS), 'build', 'generate', 'test'];
  console.error(`Unknown command; one of: ${known.join(', ')}`);
  process.exitCode = 1;
}
