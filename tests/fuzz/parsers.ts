import { parseArgs } from 'node:util';
import { coverage } from './parsers/watched';
import { fuzz } from './parsers/fuzz';
import { TARGETS } from './parsers/targets';

/**
 * Fuzzes the parsers, guided by the coverage of their code: `npm run fuzz:parsers -- [--minutes 10] [--seed TEXT]`. Prints for each how
 * many inputs it read, how many were kept and what of its code they reached. Ends with exit code 1 where a promise was broken, with the
 * input in base64.
 */
const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string', default: 'headcount' } },
});

async function main(): Promise<void> {
  const msEach = (Number(values.minutes) * 60_000) / TARGETS.length;
  const results = [];
  for (const target of TARGETS) {
    const until = performance.now() + msEach;
    const result = await fuzz(target, values.seed, coverage, () => performance.now() > until);
    results.push(result);
    console.log(JSON.stringify({ ...result, findings: result.findings.length }));
  }
  coverage.stop();
  const findings = results.flatMap((result) => result.findings);
  for (const finding of findings) console.error(finding);
  if (findings.length > 0) process.exitCode = 1;
}

void main();
