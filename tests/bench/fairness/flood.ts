import { Agent } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { mintToken } from '../../support/tokens';
import { call, eventLines, NOW_SECONDS } from './call';

/** A flood of one tenant from a process of its own, until it is told to stop; then it says how often it was answered what. */
export type FloodKind = 'reads' | 'heavy' | 'writes' | 'both';

const [url, kind] = process.argv.slice(2) as [string, FloodKind];
/** Connections that ask the same question again and again, other expensive ones each time, or post 2,000 events at a time. */
const CONNECTIONS: Readonly<Record<FloodKind, Readonly<Record<'same' | 'heavy' | 'writes', number>>>> = {
  reads: { same: 64, heavy: 0, writes: 0 },
  heavy: { same: 0, heavy: 32, writes: 0 },
  writes: { same: 0, heavy: 0, writes: 8 },
  both: { same: 32, heavy: 16, writes: 4 },
};
const RANGE = `time_after=${NOW_SECONDS - 90 * 86_400}`;
const DAU = `/v3/enterprise/metrics/dau?${RANGE}&time_before=${NOW_SECONDS}`;
/** Sent over and over: events that are there cost as much as new ones. */
const BODIES =
  kind === 'writes' || kind === 'both' ? Array.from({ length: 40 }, () => eventLines('flood', 2_000)) : [];

const token = mintToken({ tenant: 'flood' });
const answers: Record<string, number> = {};
let isOn = true;
let turn = 0;

function heavyQuestion(): string {
  turn += 1;
  const range = `time_after=${NOW_SECONDS - 90 * 86_400 + (turn % 80_000)}&time_before=${NOW_SECONDS}`;
  return turn % 2 === 0
    ? `/v3/enterprise/metrics/dau?${range}&min_sessions=2`
    : `/v1/metrics/retention?${range}&bucket=week`;
}

async function loop(agent: Agent, next: () => { path: string; body?: string }): Promise<void> {
  while (isOn) {
    const status = await call({ url, agent, token, ...next() });
    answers[status] = (answers[status] ?? 0) + 1;
    if (status >= 429) await pause(20);
  }
}

async function main(): Promise<void> {
  const { same, heavy, writes } = CONNECTIONS[kind];
  const agent = new Agent({ keepAlive: true, maxSockets: same + heavy + writes });
  const loops = [
    ...Array.from({ length: same }, () => loop(agent, () => ({ path: DAU }))),
    ...Array.from({ length: heavy }, () => loop(agent, () => ({ path: heavyQuestion() }))),
    ...Array.from({ length: writes }, () =>
      loop(agent, () => ({ path: '/v1/events', body: BODIES[(turn += 1) % BODIES.length] ?? '' })),
    ),
  ];
  process.once('message', () => {
    isOn = false;
  });
  process.send?.('flooding');
  await Promise.all(loops);
  agent.destroy();
  process.send?.(answers);
  process.disconnect();
}

void main();
