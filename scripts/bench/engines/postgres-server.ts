import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where Debian keeps its versions. */
const DEBIAN = '/usr/lib/postgresql';
/** Who runs the server when the bench is run by root, whom it refuses. */
const NOBODY = 65_534;
/** As one would set them for a machine of two cores that also does other things. */
const SETTINGS = [
  'listen_addresses=',
  'shared_buffers=2GB',
  'effective_cache_size=8GB',
  'work_mem=256MB',
  'maintenance_work_mem=1GB',
  'max_wal_size=8GB',
  'wal_level=minimal',
  'max_wal_senders=0',
  'random_page_cost=1.1',
  'max_parallel_workers_per_gather=2',
  'max_parallel_maintenance_workers=2',
];

export interface PostgresServer {
  /** Of its unix socket. */
  readonly directory: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** The folder of PostgreSQL's programs, if it is installed. */
export function postgresPrograms(): string | undefined {
  const debian = existsSync(DEBIAN) ? readdirSync(DEBIAN).map((version) => join(DEBIAN, version, 'bin')) : [];
  const folders = [...debian.reverse(), ...(process.env.PATH ?? '').split(delimiter)];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

/** Starts a server of its own below the directory, reached through a socket there. */
export function startPostgres(programs: string, below: string): PostgresServer {
  const directory = join(below, 'postgres');
  const cluster = join(directory, 'cluster');
  const who = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  mkdirSync(directory, { recursive: true });
  if (who.uid !== undefined) {
    chmodSync(below, 0o755);
    chownSync(directory, who.uid, who.gid);
  }
  if (!existsSync(cluster)) {
    const options = ['-D', cluster, '-A', 'trust', '-U', 'bench', '--locale=C', '-E', 'UTF8'];
    execFileSync(join(programs, 'initdb'), options, { ...who, cwd: directory, stdio: 'ignore' });
  }
  const server = spawn(
    join(programs, 'postgres'),
    ['-D', cluster, '-k', directory, ...SETTINGS.flatMap((setting) => ['-c', setting])],
    { ...who, cwd: directory, stdio: 'ignore' },
  );
  const gone = once(server, 'exit');
  return {
    directory,
    pid: server.pid ?? 0,
    stop: async () => {
      server.kill('SIGINT');
      await gone;
    },
  };
}
