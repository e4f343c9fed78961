import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { pathOf, runNode, say } from './project.mjs';

const SOURCES = ['services', 'schemas', 'clickhouse', 'scripts'];
const CONFIGURATION = ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json'];
const STAMP = 'dist/.built';

/** Was dist built from the sources as they are? */
export function isBuilt() {
  try {
    return readFileSync(pathOf(STAMP), 'utf8') === fingerprint();
  } catch {
    return false;
  }
}

/** Compiles the sources into dist, and bundles the dashboard's page. */
export function build() {
  say('Building ...');
  const before = fingerprint();
  if (!runNode('node_modules/typescript/bin/tsc', ['-p', 'tsconfig.build.json'])) return false;
  if (!runNode('scripts/bootstrap/bundle.mjs', [])) return false;
  writeFileSync(pathOf(STAMP), before);
  return true;
}

/** Changes whenever a source is added, removed or changed. */
function fingerprint() {
  const sources = SOURCES.flatMap((folder) =>
    readdirSync(pathOf(folder), { recursive: true })
      .filter((file) => /\.(tsx?|json|css|html|svg|mjs)$/.test(file))
      .map((file) => `${folder}/${file}`),
  );
  const hash = createHash('sha256');
  for (const file of [...sources.sort(), ...CONFIGURATION]) {
    const { size, mtimeMs } = statSync(pathOf(file));
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}
