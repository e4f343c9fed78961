import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Producer } from '../../../services/producer/producer';
import type { DeliveryCounts } from '../../../services/producer/producer';
import { createApi } from '../../support/api';
import { freePort, makeTempDir, mintToken, removeDir, startProcess } from '../../support/service';
import type { ServiceProcess } from '../../support/service';
import { startTypescript } from '../platform/typescript-process';

/** `npm run test:producer` kills 50 times. */
const KILLS = Number(process.env.PRODUCER_KILLS ?? '1');
const SAYS_FIGURES = process.env.PRODUCER_KILLS !== undefined;
/** Small, so that whoever sends waits for the service instead of piling up what is still to be sent when the kills are over. */
const MAX_WAITING_BYTES = 64 * 1024;
const PATIENT = { maxAttempts: Number.POSITIVE_INFINITY, firstDelayMs: 20, maxDelayMs: 200 };
jest.setTimeout(120_000 + KILLS * 60_000);

let directory: string;
let service: ServiceProcess;
let port: number;

beforeAll(async () => {
  directory = await makeTempDir();
  port = await freePort();
  service = await startProcess({ dataDir: join(directory, 'data'), port });
});
afterAll(async () => {
  await service.kill9();
  await removeDir(directory);
});

/** How often every session of a tenant was counted, and how many users it came from. */
async function counted(token: string): Promise<{ sessions: unknown; users: unknown }> {
  const api = createApi(service.url, token);
  const range = '?time_after=1773014400&time_before=1773100800';
  const sessions = await api.get(`/v3/enterprise/metrics/sessions${range}`);
  const users = await api.get(`/v3/enterprise/metrics/active-users${range}`);
  return {
    sessions: (sessions.body as { sessions_created_count: number }).sessions_created_count,
    users: (users.body as { active_users: number }).active_users,
  };
}

test.each([
  ['in memory', false],
  ['in a spool', true],
])(
  'with events %s, a service that is killed and started again loses nothing and counts nothing twice',
  async (where, hasSpool) => {
    const token = mintToken({ tenant: where });
    let delivered: DeliveryCounts = { sent: 0, accepted: 0, refused: 0 };
    const producer = await Producer.open({
      url: service.url,
      token,
      retry: PATIENT,
      requestsInFlight: 3,
      maxEvents: 40,
      maxPendingBytes: MAX_WAITING_BYTES,
      lingerMs: 5,
      onDelivered: (counts) => (delivered = counts),
      ...(hasSpool && { spoolDirectory: join(directory, 'spool'), maxSpoolBytes: MAX_WAITING_BYTES }),
    });
    let sent = 0;
    const done = new AbortController();
    const sending = (async () => {
      for (; !done.signal.aborted; sent += 1) {
        const created_at = '2026-03-09T10:00:00Z';
        await producer.send({ type: 'session', user_id: `user-${sent}`, org_id: 'org-a', created_at });
      }
    })();
    for (let kill = 0; kill < KILLS; kill += 1) {
      const target = delivered.sent + 100;
      while (delivered.sent < target) await pause(1);
      await pause((kill * 7) % 23);
      await service.kill9();
      service = await startProcess({ dataDir: service.dataDir, port });
    }
    done.abort();
    await sending;
    await producer.flush();
    await producer.close();
    expect(producer.counts()).toEqual({ sent, accepted: sent, refused: 0 });
    if (SAYS_FIGURES) console.log(`events ${where}: ${KILLS} kills, ${sent} events sent`);
    expect(await counted(token)).toEqual({ sessions: sent, users: sent });
  },
);

test('a producer with a spool that is killed and started again loses no event it had taken, and sends none that counts twice', async () => {
  const token = mintToken({ tenant: 'killed producer' });
  const spoolDirectory = join(directory, 'spool of the killed');
  let next = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const args = [service.url, token, spoolDirectory, String(next)];
    const program = startTypescript('tests/api/producer/producer-program.ts', args, {});
    await program.printed(new RegExp(`^${next + 200 + 31 * kill}$`, 'm'));
    program.child.kill('SIGKILL');
    await program.ended;
    const numbers = program.output.stdout.split('\n').slice(0, -1).map(Number);
    // What was in its hands when it died may be in the spool or not; a program that knows its events goes on after those taken.
    next = Math.max(...numbers) + 1;
  }
  const last = await Producer.open({ url: service.url, token, spoolDirectory });
  await last.send({
    type: 'session',
    id: `s-${next}`,
    user_id: `user-${next}`,
    org_id: 'org-a',
    created_at: '2026-03-09T10:00:00Z',
  });
  await last.close(60_000);
  expect(await counted(token)).toEqual({ sessions: next + 1, users: next + 1 });
  if (SAYS_FIGURES) console.log(`killed producer: ${KILLS} kills, ${next + 1} events sent`);
});
