import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MIN_SECRET_BYTES } from '../policy';

/** The secret file is there and too short to be one. */
export class UnusableSecretFile extends Error {
  constructor() {
    super(
      `DATA_DIR/jwt-secret holds less than ${MIN_SECRET_BYTES} bytes; remove it to have a new secret made.`,
    );
    this.name = 'UnusableSecretFile';
  }
}

/**
 * The signing secret of an embedded installation, in `jwt-secret` in its data directory, mode 0600. The first to ask makes
 * it; of several at once one wins and all get that one's.
 */
export async function loadOrCreateSecret(dataDir: string): Promise<string> {
  const path = join(dataDir, 'jwt-secret');
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
    const secret = (await readFile(path, 'utf8')).trim();
    if (Buffer.byteLength(secret) < MIN_SECRET_BYTES) throw new UnusableSecretFile();
    return secret;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return (error as { code?: unknown }).code === code;
}
