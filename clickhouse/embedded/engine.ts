import { mkdirSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { drainPending, Session } from 'chdb';
import { StoreError } from '../errors';
import { auditSettings, exportSettings, MAX_QUERY_BYTES, readSettings, TIME_SETTINGS } from '../limits';
import type { StoreLimits } from '../limits';
import { checkDatabaseName } from '../sql/database';
import { isHeldByAnotherProcess } from './directory-lock';
import { engineConfigXml } from './engine-config';
import { EngineSession } from './engine-session';
import { SessionPool } from './session-pool';

/** Inserts that may wait for a writer. The group commit above lets far fewer through. */
const MAX_WAITING_WRITES = 1024;

export interface Engine {
  /** readonly=1, with limits: whatever text reaches them can change nothing. */
  readonly readers: SessionPool;
  /** As readers, for answers of any length. */
  readonly exporters: SessionPool;
  /** As readers, one, slow: for comparing the store with itself. */
  readonly auditor: SessionPool;
  readonly writers: SessionPool;
  /** For statements that change the schema or repair data; a long one holds up neither reads nor inserts. */
  readonly maintenance: SessionPool;
  /** For KILL QUERY and ping alone, so that they never wait. */
  readonly control: EngineSession;
  close(): Promise<void>;
}

export interface EngineOptions {
  readonly dataDir: string;
  readonly database: string;
  readonly limits: StoreLimits;
  /** Where the engine may write and read backups; `<dataDir>/backups` unless another is given. */
  readonly backupDirectory?: string;
}

let openDirectory: string | undefined;

/**
 * Opens the engine on `<dataDir>/engine`, making it if needed, with the database as an Atomic one.
 * One directory is open per process: the engine binds itself to it. Throws StoreError `locked` if the directory, or the
 * process, is taken.
 */
export async function openEngine({ dataDir, database, limits, ...options }: EngineOptions): Promise<Engine> {
  if (!isAbsolute(dataDir))
    throw new StoreError('invalid', { message: 'The data directory must be an absolute path.' });
  checkDatabaseName(database);
  if (openDirectory !== undefined) {
    throw new StoreError('locked', { message: 'This process has a data directory open already.' });
  }
  openDirectory = dataDir;
  const sessions = sessionsOn(join(dataDir, 'engine'), join(dataDir, 'engine.xml'), limits);
  const all = [
    sessions.control,
    sessions.maintenance,
    ...sessions.writers,
    ...sessions.exporters,
    ...sessions.readers,
    sessions.auditor,
  ];
  const closeAll = async (): Promise<void> => {
    for (const session of all) await session.close();
    await drainPending();
    openDirectory = undefined;
  };
  try {
    await prepare(dataDir, limits, options.backupDirectory ?? join(dataDir, 'backups'));
    // The first session starts the engine, with its configuration.
    await sessions.control.run((native) =>
      native.queryAsync(`CREATE DATABASE IF NOT EXISTS ${database} ENGINE = Atomic`),
    );
    for (const session of all) await session.run((native) => native.queryAsync('SELECT 1'));
  } catch (error) {
    await closeAll();
    throw error;
  }
  const pools = {
    readers: new SessionPool(sessions.readers, limits.maxWaitingReads),
    exporters: new SessionPool(sessions.exporters, limits.maxWaitingExports),
    auditor: new SessionPool([sessions.auditor], limits.maxWaitingReads),
    writers: new SessionPool(sessions.writers, MAX_WAITING_WRITES),
    maintenance: new SessionPool([sessions.maintenance], MAX_WAITING_WRITES),
  };
  return {
    ...pools,
    control: sessions.control,
    close: async () => {
      await Promise.all(Object.values(pools).map((pool) => pool.close()));
      await closeAll();
    },
  };
}

async function prepare(dataDir: string, limits: StoreLimits, backupDirectory: string): Promise<void> {
  const directory = join(dataDir, 'engine');
  mkdirSync(directory, { recursive: true });
  if (isHeldByAnotherProcess(directory)) throw new StoreError('locked');
  writeFileSync(join(dataDir, 'engine.xml'), engineConfigXml({ backupDirectory, limits }));
  await drainPending();
}

interface Sessions {
  readonly control: EngineSession;
  readonly maintenance: EngineSession;
  readonly writers: readonly EngineSession[];
  readonly auditor: EngineSession;
  readonly exporters: readonly EngineSession[];
  readonly readers: readonly EngineSession[];
}

function sessionsOn(directory: string, configFile: string, limits: StoreLimits): Sessions {
  const connect = (): Session => connectNative(directory, configFile);
  const reading = { ...readSettings(limits), max_query_size: MAX_QUERY_BYTES };
  const exporting = { ...exportSettings(limits), max_query_size: MAX_QUERY_BYTES };
  return {
    control: new EngineSession('control', connect, []),
    maintenance: new EngineSession('maintenance', connect, [
      { ...TIME_SETTINGS, max_query_size: MAX_QUERY_BYTES },
    ]),
    auditor: new EngineSession('auditor', connect, [auditSettings(limits), { readonly: 1 }]),
    writers: numbered(limits.writers, 'writer').map(
      (name) => new EngineSession(name, connect, [TIME_SETTINGS]),
    ),
    exporters: numbered(limits.exporters, 'exporter').map(
      (name) => new EngineSession(name, connect, [exporting, { readonly: 1 }]),
    ),
    readers: numbered(limits.readers, 'reader').map(
      (name) => new EngineSession(name, connect, [reading, { readonly: 1 }]),
    ),
  };
}

function connectNative(directory: string, configFile: string): Session {
  try {
    return new Session(directory, { connectionArgs: [`--config-file=${configFile}`] });
  } catch (error) {
    throw new StoreError(isHeldByAnotherProcess(directory) ? 'locked' : 'unavailable', { cause: error });
  }
}

function numbered(count: number, name: string): string[] {
  return Array.from({ length: count }, (_, index) => `${name}-${index + 1}`);
}
