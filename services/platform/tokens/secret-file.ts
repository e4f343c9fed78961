import { readFileSync } from 'node:fs';
import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MIN_SECRET_BYTES } from '../policy';

const NAME = 'jwt-secret';
const TOO_SHORT = `DATA_DIR/${NAME} holds less than ${MIN_SECRET_BYTES} bytes; remove it to have a new secret made.`;
const UNREADABLE = `DATA_DIR/${NAME} must be a readable file.`;

/** Why the secret file of an embedded installation cannot be used; undefined where it can, or is still to be made. */
export function secretFileProblem(dataDir: string): string | undefined {
  try {
    return isTooShort(readFileSync(join(dataDir, NAME), 'utf8')) ? TOO_SHORT : undefined;
  } catch (error) {
    return hasCode(error, 'ENOENT') ? undefined : UNREADABLE;
  }
}

/**
 * The signing secret of an embedded installation, in `jwt-secret` in its data directory, mode 0600. The first to ask makes
 * it; of several at once one wins and all get that one's.
 */
export async function loadOrCreateSecret(dataDir: string): Promise<string> {
  const path = join(dataDir, NAME);
  const existing = await readSecret(path);
  if (existing !== null) return existing;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await createSecret(path);
  const created = await readSecret(path);
  if (created === null) throw new Error('the secret file vanished while it was made');
  return created;
}

/** Writes a file of another name and links it, so that nobody ever sees half a secret. */
async function createSecret(path: string): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${randomBytes(48).toString('base64url')}\n`);
    await file.sync();
    await link(draft, path);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    await file.close();
    await rm(draft, { force: true });
  }
}

async function readSecret(path: string): Promise<string | null> {
  try {
    const text = await readFile(path, 'utf8');
    if (isTooShort(text)) throw new Error(TOO_SHORT);
    return text.trim();
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

function isTooShort(text: string): boolean {
  return Buffer.byteLength(text.trim()) < MIN_SECRET_BYTES;
}

function hasCode(error: unknown, code: string): boolean {
  return (error as { code?: unknown }).code === code;
}
