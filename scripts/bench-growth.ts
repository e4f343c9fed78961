import { growthBench } from './bench/growth-bench';
import { machine } from './bench/machine';
import { growthGoals, growthTable, writeGrowthReport } from './bench/report/growth';
import { goalTable } from './bench/report/tables';
import { runBench } from './bench/run-bench';

/** How the time of the questions grows with the events and with the users. */
runBench('bench:growth', async ({ out, scale, ...asked }) => {
  const report = await growthBench(asked);
  if (out !== undefined) writeGrowthReport(out, report);
  console.log(`\n${machine()}; from scale ${scale}; milliseconds\n`);
  console.log(`${growthTable(report)}\n\n${goalTable(growthGoals(report))}`);
});
