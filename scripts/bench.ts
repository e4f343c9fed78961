import { readBench } from './bench/read-bench';
import { readGoals } from './bench/report/goals';
import { goalTable, readTable } from './bench/report/tables';
import { writeReadReport } from './bench/report/write-read-report';
import { runBench } from './bench/run-bench';

/** How fast the questions are answered: one run, one table. */
runBench('bench', async ({ out, scale, ...asked }) => {
  const report = await readBench(asked);
  if (out !== undefined) writeReadReport(out, report);
  console.log(`\n${report.machine}; ${report.versions.join(', ')}; scale ${scale}; milliseconds\n`);
  console.log(`${readTable(report)}\n\n${goalTable(readGoals(report))}`);
  for (const { question, disagree } of report.rows.filter((row) => row.disagree.length > 0)) {
    console.log(`DIFFERENT ANSWERS to "${question}": ${disagree.join(', ')}`);
    process.exitCode = 1;
  }
});
