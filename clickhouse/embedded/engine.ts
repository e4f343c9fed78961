import { mkdirSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { drainPending, Session } from 'chdb';
import { StoreError } from '../errors';
import { readSettings, type EngineSettings, type StoreLimits } from '../limits';
import { checkDatabaseName } from '../sql/database';
import { stringLiteral } from '../sql/literal';
import { isHeldByAnotherProcess } from './directory-lock';
import { engineConfigXml } from './engine-config';
import { SessionPool, type NamedSession } from './session-pool';

/** Inserts that may wait for a writer. The group commit above lets far fewer through. */
const MAX_WAITING_WRITES = 1024;
/** A question's text with its values written in: long lists of ids are long texts. */
const MAX_QUERY_BYTES = 64 * 1024 * 1024;
const WRITERS = 2;

export interface Engine {
  /** readonly=1, with limits: whatever text reaches them can change nothing. */
  readonly readers: SessionPool;
  readonly writers: SessionPool;
  /** For statements that change the schema or repair data; a long one holds up neither reads nor inserts. */
  readonly maintenance: SessionPool;
  /** For KILL QUERY and ping alone, so that they never wait. */
  readonly control: NamedSession;
  close(): Promise<void>;
}

export interface EngineOptions {
  readonly dataDir: string;
  readonly database: string;
  readonly limits: StoreLimits;
}

let openDirectory: string | undefined;

/**
 * Opens the engine on `<dataDir>/engine`, making it if needed, with the database as an Atomic one.
 * One directory is open per process: the engine binds itself to it. Throws StoreError `locked` if the directory, or the
 * process, is taken.
 */
export async function openEngine({ dataDir, database, limits }: EngineOptions): Promise<Engine> {
  if (!isAbsolute(dataDir))
    throw new StoreError('invalid', { message: 'The data directory must be an absolute path.' });
  checkDatabaseName(database);
  if (openDirectory !== undefined) {
    throw new StoreError('locked', { message: 'This process has a data directory open already.' });
  }
  openDirectory = dataDir;
  const opened: Session[] = [];
  try {
    return await start({ dataDir, database, limits }, opened);
  } catch (error) {
    await closeSessions(opened);
    throw error;
  }
}

async function start({ dataDir, database, limits }: EngineOptions, opened: Session[]): Promise<Engine> {
  const directory = join(dataDir, 'engine');
  mkdirSync(directory, { recursive: true });
  if (isHeldByAnotherProcess(directory)) throw new StoreError('locked');
  await drainPending();
  const configFile = join(dataDir, 'engine.xml');
  writeFileSync(configFile, engineConfigXml({ backupDirectory: join(dataDir, 'backups'), limits }));

  const open = (name: string, connectionArgs?: string[]): NamedSession => {
    const native = openNative(directory, connectionArgs);
    opened.push(native);
    return { name, native };
  };
  const control = open('control', [`--config-file=${configFile}`]);
  await control.native.queryAsync(`CREATE DATABASE IF NOT EXISTS ${database} ENGINE = Atomic`);
  const writers = numbered(WRITERS, 'writer').map((name) => open(name));
  const maintenance = open('maintenance');
  const readers = numbered(limits.readers, 'reader').map((name) => open(name));
  for (const session of [...writers, maintenance]) {
    await set(session.native, { log_comment: session.name, cast_string_to_date_time_mode: 'best_effort' });
  }
  for (const reader of readers) {
    await set(reader.native, {
      ...readSettings(limits),
      cast_string_to_date_time_mode: 'best_effort',
      max_query_size: MAX_QUERY_BYTES,
      log_comment: reader.name,
    });
    await set(reader.native, { readonly: 1 });
  }

  const pools = {
    readers: new SessionPool(readers, limits.maxWaitingReads),
    writers: new SessionPool(writers, MAX_WAITING_WRITES),
    maintenance: new SessionPool([maintenance], MAX_WAITING_WRITES),
  };
  return {
    ...pools,
    control,
    close: async () => {
      await Promise.all(Object.values(pools).map((pool) => pool.drain()));
      await closeSessions(opened);
    },
  };
}

/** Threads that Node's pool must have (UV_THREADPOOL_SIZE) so that no session waits for another, with some left for files. */
export function requiredThreads(limits: StoreLimits): number {
  const sessions = limits.readers + WRITERS + 2;
  return sessions + 4;
}

function openNative(directory: string, connectionArgs: string[] | undefined): Session {
  try {
    return connectionArgs ? new Session(directory, { connectionArgs }) : new Session(directory);
  } catch (error) {
    throw new StoreError(isHeldByAnotherProcess(directory) ? 'locked' : 'unavailable', { cause: error });
  }
}

async function closeSessions(sessions: readonly Session[]): Promise<void> {
  for (const session of sessions) session.close();
  await drainPending();
  openDirectory = undefined;
}

async function set(session: Session, settings: EngineSettings): Promise<void> {
  const list = Object.entries(settings).map(
    ([name, value]) => `${name} = ${typeof value === 'number' ? value : stringLiteral(value)}`,
  );
  await session.queryAsync(`SET ${list.join(', ')}`);
}

function numbered(count: number, name: string): string[] {
  return Array.from({ length: count }, (_, index) => `${name}-${index + 1}`);
}
