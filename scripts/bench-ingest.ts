import { ingestBench } from './bench/ingest/ingest-bench';
import { machine } from './bench/machine';
import { goalTable } from './bench/report/tables';
import { ingestGoals, ingestTable } from './bench/report/ingest-goals';
import { writeIngestReport } from './bench/report/write-ingest-report';
import { runBench } from './bench/run-bench';

/** How fast events are taken, and how fast reads are meanwhile: one run, one table. */
runBench('bench:ingest', async ({ workload, directory, seconds, peers, out, scale, say }) => {
  const withPostgres = peers.includes('postgres');
  const report = await ingestBench({ workload, directory, durationMs: seconds * 1000, withPostgres, say });
  if (out !== undefined) writeIngestReport(out, report);
  console.log(`\n${machine()}; on top of scale ${scale}\n`);
  console.log(`${ingestTable(report)}\n\nThe engine at its best: ${report.engineBest} events/s\n`);
  console.log(goalTable(ingestGoals(report)));
});
