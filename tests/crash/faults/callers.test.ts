import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { compiled } from '../../support/build';
import { makeTempDir, mintToken, removeDir } from '../../support/service';
import { Tenant } from '../traffic/tenant';
import { AT_SIZE, FaultyService } from './faulty-service';

// On a busy machine it takes long; nothing here is about speed.
jest.setTimeout(900_000);

const MEBIBYTE = 1024 * 1024;
const DAY = '2026-03-09';
const USERS = 200;
const LANES = AT_SIZE ? 10 : 5;

let dataDir: string;
let service: FaultyService;

beforeAll(async () => {
  compiled('services/main.js');
  dataDir = await makeTempDir();
  // Whoever sends too much a second is refused for that already; here it is about what is slow.
  const unlimited = { RATE_LIMIT_REQUESTS: '0', RATE_LIMIT_TENANT_REQUESTS: '0', RATE_LIMIT_EVENTS: '0' };
  service = await FaultyService.start({ dataDir, env: unlimited });
});
afterAll(async () => {
  await service.kill9();
  await removeDir(dataDir);
});

/** A connection of its own, with everything that came back on it, unless it is never read. */
class Line {
  answer = '';
  isClosed = false;
  private constructor(readonly socket: Socket) {}

  static async open(): Promise<Line> {
    const { hostname, port } = new URL(service.url());
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    const line = new Line(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => (line.isClosed = true));
    return line;
  }

  listen(): void {
    this.socket.setEncoding('latin1').on('data', (text: string) => (this.answer += text));
  }
}

async function openLines(count: number): Promise<Line[]> {
  const lines: Line[] = [];
  while (lines.length < count) {
    const some = Math.min(200, count - lines.length);
    lines.push(...(await Promise.all(Array.from({ length: some }, () => Line.open()))));
  }
  return lines;
}

function postHead(tenant: string, length: number): string {
  return (
    `POST /v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${mintToken({ tenant })}\r\n` +
    `Content-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`
  );
}

function memory(): Promise<number> {
  return service.metric('process_resident_memory_bytes');
}

/** Somebody else posts and reads as if nothing were. */
async function expectServed(tenant: string): Promise<void> {
  for (let number = 0; number < 5; number += 1) {
    expect(await service.post([`u${number}`], tenant)).toMatchObject({ status: 200 });
    expect(await service.counted(tenant)).toMatchObject({ sessions: number + 1, searches: number + 1 });
  }
  expect((await service.readiness()).status).toBe(200);
}

test('slow connections: others are served, what is too much is told so, and memory stays bounded', async () => {
  const connections = AT_SIZE ? 10_000 : 520;
  const isSlowInHeaders = (index: number): boolean => index % (AT_SIZE ? 2 : 6) === 0;
  const before = await memory();
  const refusedBefore = await service.metric('headcount_requests_refused_total', { limit: 'running' });
  const lines = await openLines(connections);
  for (const [index, line] of lines.entries()) {
    line.listen();
    if (isSlowInHeaders(index)) line.socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ');
    else line.socket.write(`${postHead('slow', 1000)}[{"type":`);
  }
  const posting = lines.filter((_, index) => !isSlowInHeaders(index));
  // One tenant may have 384 requests at once.
  const tooMany = posting.length - 384;
  const refused = (): Line[] => posting.filter(({ answer }) => answer.startsWith('HTTP/1.1 503 '));
  while (refused().length < tooMany) await sleep(20);
  expect(refused().every(({ answer }) => /\r\nRetry-After: 1\r\n/i.test(answer))).toBe(true);
  const refusedNow = await service.metric('headcount_requests_refused_total', { limit: 'running' });
  expect(refusedNow - refusedBefore).toBeGreaterThanOrEqual(tooMany);
  await expectServed('served beside slow ones');
  expect((await memory()) - before).toBeLessThan(200 * MEBIBYTE + connections * 24 * 1024);
  if (AT_SIZE) {
    // Headers that do not come in 20 s are given up, bodies after two minutes.
    while (lines.some(({ isClosed }) => !isClosed)) await sleep(500);
    expect(
      lines.filter((_, index) => isSlowInHeaders(index)).every(({ answer }) => answer.includes(' 408 ')),
    ).toBe(true);
  }
  for (const { socket } of lines) socket.destroy();
  while ((await service.metric('headcount_http_requests_running')) > 1) await sleep(20);
  expect((await service.counted('slow')).listed).toEqual([]);
});

test('a producer that never reads its answers holds up nobody, and its events count once', async () => {
  const requests = AT_SIZE ? 20_000 : 600;
  const tenant = 'deaf';
  const users = Array.from({ length: requests }, (_, number) => `user-${number % USERS}`);
  const before = await memory();
  const line = await Line.open();
  line.socket.pause();
  for (const [number, user] of users.entries()) {
    const common = { id: user, user_id: user, org_id: 'org-a', created_at: `${DAY}T10:00:00Z` };
    const body = JSON.stringify([
      { type: 'session', ...common },
      { type: 'search', ...common },
    ]);
    line.socket.write(postHead(tenant, body.length) + body);
    // Answers that fill whatever lies between.
    if (number % 10 === 0) line.socket.write('GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n');
  }
  await expectServed('served beside a deaf one');
  expect((await memory()) - before).toBeLessThan(300 * MEBIBYTE);
  if (AT_SIZE) {
    // After a minute in which nothing was read the service gives the connection up: nobody does here.
    while ((await service.metric('headcount_http_requests_running')) > 1) await sleep(500);
  }
  line.socket.destroy();
  while ((await service.metric('headcount_http_requests_running')) > 1) await sleep(20);
  const found = await service.counted(tenant);
  expect([found.sessions, found.searches]).toEqual([found.listed.length, found.listed.length]);
  const all = [...new Set(users)];
  expect(await service.post(all, tenant)).toMatchObject({ status: 200 });
  expect(await service.counted(tenant)).toMatchObject({ sessions: USERS, searches: USERS });
});

test('stopped under load it answers or refuses, ends with 0, and what it answered is there at the next start', async () => {
  const rounds = AT_SIZE ? 20 : 1;
  for (let round = 0; round < rounds; round += 1) {
    const tenant = new Tenant(
      Array.from({ length: LANES }, (_, lane) => 2_000_000_000 + round * LANES + lane),
    );
    const http = service.http();
    await tenant.register(http);
    const stopAt = Math.floor(tenant.size(0) / 3);
    let answers = 0;
    let stopping: Promise<number | null> | undefined;
    await tenant.produce(0, http, () => {
      answers += 1;
      if (answers >= stopAt) stopping ??= service.stop();
    });
    expect(await (stopping ?? service.stop())).toBe(0);
    expect(answers).toBeGreaterThanOrEqual(stopAt);
    await service.startAgain();
    const { answers: compared } = await tenant.compare(service.http(), 'all');
    expect(compared).toBeGreaterThan(0);
    expect(tenant.differences).toEqual([]);
  }
});
