import { openStore } from '../../clickhouse/open-store';

/** Opens the store on the directory, says so, and holds it until its input ends. */
async function main(dataDir: string): Promise<void> {
  const store = await openStore({ database: 'headcount', dataDir });
  console.log('open');
  process.stdin.resume();
  process.stdin.once('end', () => {
    void store.close();
  });
}

main(process.argv[2] ?? '').catch((error: unknown) => {
  console.error((error as Error).message);
  process.exitCode = 1;
});
