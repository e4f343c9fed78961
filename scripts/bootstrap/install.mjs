import { existsSync, readFileSync } from 'node:fs';
import { enginePackage } from './machine.mjs';
import { pathOf, run, say } from './project.mjs';

/** Does node_modules hold what package-lock.json asks for, and this machine's engine? */
export function isInstalled() {
  const wanted = packagesIn('package-lock.json');
  const present = packagesIn('node_modules/.package-lock.json');
  if (wanted === null || present === null) return false;
  const areCurrent = Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true;
    return present[path] ? present[path].version === version : optional === true;
  });
  return areCurrent && hasEngine();
}

/**
 * Installs what package-lock.json asks for. No install script is run: none is needed. A lock file written on another platform
 * may lack packages that only this one needs; then the plain install adds them.
 */
export function install() {
  say('Installing the dependencies, once (the engine is large) ...');
  const options = ['--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  if (npm(['ci', ...options, '--loglevel=silent']) && hasEngine()) return true;
  say('Installing what the lock file lacks ...');
  return npm(['install', '--no-save', ...options, '--loglevel=error']);
}

function hasEngine() {
  const name = enginePackage();
  return name === null || existsSync(pathOf(`node_modules/${name}/package.json`));
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(pathOf(file), 'utf8')).packages;
  } catch {
    return null;
  }
}

/** The npm that runs us, where one does. */
function npm(args) {
  const cli = process.env.npm_execpath ?? '';
  return cli.endsWith('npm-cli.js') ? run(process.execPath, [cli, ...args]) : run('npm', args);
}
