import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, say } from './project.mjs';

const POLL_MS = 250;

/** Runs the work while no other command of this clone runs such work: two installs at once would destroy each other. */
export function alone(work) {
  const key = createHash('sha256').update(root.href).digest('hex').slice(0, 16);
  const lock = join(tmpdir(), `headcount-${key}.lock`);
  let hasSaid = false;
  while (!take(lock)) {
    if (!hasSaid) say('Waiting for another command that installs or builds ...');
    hasSaid = true;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, POLL_MS);
  }
  const release = () => rmSync(lock, { force: true });
  process.once('exit', release);
  try {
    return work();
  } finally {
    process.off('exit', release);
    release();
  }
}

function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (!isHeld(lock)) rmSync(lock, { force: true });
    return false;
  }
}

/** A lock whose holder is gone is nobody's; one that is just being written counts as held. */
function isHeld(lock) {
  try {
    const pid = Number(readFileSync(lock, 'utf8'));
    return pid === 0 || process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}
