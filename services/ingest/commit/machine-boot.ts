import { open, readFile } from 'node:fs/promises';

const BOOT_ID = '/proc/sys/kernel/random/boot_id';

/** Which start of the machine this is; undefined where the system does not say. */
async function bootId(): Promise<string | undefined> {
  return (await readFile(BOOT_ID, 'utf8').catch(() => undefined))?.trim();
}

/** Whether the machine runs without a break since `noteBoot` wrote the file; false where that cannot be known. */
export async function runsSince(file: string): Promise<boolean> {
  const current = await bootId();
  return current !== undefined && current === (await readFile(file, 'utf8').catch(() => undefined));
}

/** Writes down in the file that the machine runs now. */
export async function noteBoot(file: string): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    await handle.writeFile((await bootId()) ?? '');
    await handle.sync();
  } finally {
    await handle.close();
  }
}
