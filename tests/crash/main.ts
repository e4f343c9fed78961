import { parseArgs } from 'node:util';
import { runSchedules } from './run/schedules';

/** `npm run test:crash`: the long forms. */
const { values } = parseArgs({
  options: {
    schedules: { type: 'string', default: '2000' },
    lanes: { type: 'string', default: '8' },
    seed: { type: 'string' },
  },
});

async function main(): Promise<boolean> {
  const { schedules, lanes, seed } = values;
  return runSchedules({
    schedules: Number(schedules),
    lanes: Number(lanes),
    seed: seed === undefined ? undefined : Number(seed),
  });
}

process.once('disconnect', () => process.exit(1));
void main().then((isGood) => process.exit(isGood ? 0 : 1));
