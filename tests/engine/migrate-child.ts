import { migrate } from '../../clickhouse/migrate';
import { openStore } from '../../clickhouse/open-store';

/** Migrates the directory and kills itself, as kill -9 does, right after the given statement of the given file. */
async function main(dataDir: string, file: string, killAfter: number): Promise<void> {
  const store = await openStore({ database: 'headcount', dataDir });
  await migrate(store, {
    onStatement: (name, statement) => {
      if (name === file && statement === killAfter) process.kill(process.pid, 'SIGKILL');
    },
  });
}

void main(process.argv[2] ?? '', process.argv[3] ?? '', Number(process.argv[4]));
