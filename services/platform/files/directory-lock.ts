import { createHash } from 'node:crypto';
import { realpath, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface DirectoryLock {
  release(): Promise<void>;
}

/** Another process has the directory. */
export class DirectoryInUse extends Error {
  constructor() {
    super('Another process has this directory.');
    this.name = 'DirectoryInUse';
  }
}

/** What fits a socket's address on every system. */
const MAX_SOCKET_PATH_BYTES = 100;

/**
 * Holds a directory for this process. A listening socket is a lock that ends with its process, however that
 * ends, and unlike a process id it is never mistaken for somebody else's. Where the directory cannot hold one (its path is too
 * long, its file system knows none), it stands among the temporary files.
 */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  const real = await realpath(directory);
  const near = join(real, 'lock.sock');
  if (Buffer.byteLength(near) <= MAX_SOCKET_PATH_BYTES) {
    const server = await hold(near).catch((error: unknown) => {
      if (error instanceof DirectoryInUse) throw error;
      return undefined;
    });
    if (server) return lockOf(server);
  }
  const digest = createHash('sha256').update(real).digest('hex').slice(0, 24);
  return lockOf(await hold(join(tmpdir(), `headcount-${digest}.sock`)));
}

/** A socket that nobody answers on was left behind by a process that was killed. */
async function hold(path: string): Promise<Server> {
  let server = await listen(path);
  if (!server) {
    if (await answers(path)) throw new DirectoryInUse();
    await rm(path, { force: true });
    server = await listen(path);
  }
  if (!server) throw new DirectoryInUse();
  return server;
}

function lockOf(server: Server): DirectoryLock {
  return {
    release: () =>
      new Promise((resolve) => {
        server.close(() => {
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
