import { parseArgs } from 'node:util';
import { BASELINE } from './baseline/subject';
import { SERVICE } from './process/subject';
import { runFaults } from './run/faults';
import { runKillPoints } from './run/kill-points';
import { runPowerLoss } from './run/power-loss';
import { runTwoWriters } from './run/two-writers-chain';
import { runSchedules } from './run/schedules';

/** `npm run test:crash`: the long forms. Results add up in .crash/. */
const { values } = parseArgs({
  options: {
    schedules: { type: 'string', default: '2000' },
    lanes: { type: 'string', default: '8' },
    seed: { type: 'string' },
    'kill-points': { type: 'boolean', default: false },
    'power-loss': { type: 'boolean', default: false },
    baseline: { type: 'boolean', default: false },
    faults: { type: 'boolean', default: false },
    'two-writers': { type: 'boolean', default: false },
    part: { type: 'string', default: '1/1' },
  },
});

async function main(): Promise<boolean> {
  const { schedules, lanes, seed, part } = values;
  if (values['kill-points']) {
    const [index = 1, of = 1] = part.split('/').map(Number);
    const subject = values.baseline ? BASELINE : SERVICE;
    return runKillPoints({ subject, part: { index, of }, stopAtDifference: !values.baseline });
  }
  if (values['two-writers']) return runTwoWriters(Number(schedules), Number(lanes), Number(seed ?? 1));
  if (values.faults) return runFaults();
  if (values['power-loss']) return runPowerLoss(Number(schedules), Number(seed ?? 1));
  return runSchedules({
    schedules: Number(schedules),
    lanes: Number(lanes),
    seed: seed === undefined ? undefined : Number(seed),
  });
}

// A process that a signal ends runs no exit handler, and would leave services behind.
for (const event of ['disconnect', 'SIGINT', 'SIGTERM'] as const) process.once(event, () => process.exit(1));
void main().then((isGood) => process.exit(isGood ? 0 : 1));
