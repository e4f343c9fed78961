import { readFileSync } from 'node:fs';
import { fail, root } from './project.mjs';

const ENGINE_PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];

/** Ends with a clear line where Node is too old or the machine cannot run this. */
export function checkMachine() {
  const { engines } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
  const needed = engines.node.replace('>=', '');
  if (isOlder(process.versions.node, needed)) {
    fail(`Headcount needs Node ${needed} or newer; this is ${process.versions.node}.`);
  }
  if (process.platform === 'win32') {
    fail('Headcount runs on Linux and macOS; on Windows use WSL 2.');
  }
}

/** The package that holds the embedded engine for this machine, or null where there is none. */
export function enginePackage() {
  const platform = `${process.platform}-${process.arch}`;
  if (!ENGINE_PLATFORMS.includes(platform)) return null;
  if (process.platform === 'darwin') return `@chdb/lib-${platform}`;
  return process.report.getReport().header.glibcVersionRuntime ? `@chdb/lib-${platform}-gnu` : null;
}

function isOlder(version, needed) {
  const [have, want] = [version, needed].map((text) => text.split('.').map(Number));
  const differing = want.findIndex((part, index) => part !== (have[index] ?? 0));
  return differing >= 0 && (have[differing] ?? 0) < want[differing];
}
