import { createHash } from 'node:crypto';
import { realpath, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface JournalLock {
  release(): Promise<void>;
}

/** Two processes writing one journal would overwrite each other; each ingest process needs a DATA_DIR of its own. */
export class JournalInUse extends Error {
  constructor() {
    super(
      'Another process writes the journal in this DATA_DIR; each ingest process needs a DATA_DIR of its own.',
    );
    this.name = 'JournalInUse';
  }
}

/**
 * Holds the journal's directory for this process. A listening socket is a lock that ends with its process, however that
 * ends, and unlike a process id it is never mistaken for somebody else's.
 */
export async function lockJournal(directory: string): Promise<JournalLock> {
  const digest = createHash('sha256')
    .update(await realpath(directory))
    .digest('hex')
    .slice(0, 24);
  const path = join(tmpdir(), `headcount-journal-${digest}.sock`);
  let server = await listen(path);
  if (!server) {
    if (await answers(path)) throw new JournalInUse();
    await rm(path, { force: true });
    server = await listen(path);
  }
  if (!server) throw new JournalInUse();
  const held = server;
  return {
    release: () =>
      new Promise((resolve) => {
        held.close(() => {
          resolve();
        });
      }),
  };
}

/** Undefined if there is a socket at that path already, alive or left behind. */
function listen(path: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error) => {
      if ('code' in error && error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen(path, () => {
      server.unref();
      resolve(server);
    });
  });
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}
