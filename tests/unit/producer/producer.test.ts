import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { DeliveryError, Producer } from '../../../services/producer/producer';
import type { ProducerEvent, ProducerOptions, RefusedEvent } from '../../../services/producer/producer';
import { answerJson, startScriptedServer } from '../../support/scripted-server';
import type { ScriptedServer } from '../../support/scripted-server';

let server: ScriptedServer;
afterEach(() => server.close());

const QUICK = { maxAttempts: 20, firstDelayMs: 1, maxDelayMs: 1 };

async function openTo(
  answer: Parameters<typeof startScriptedServer>[0],
  options: Partial<ProducerOptions> = {},
): Promise<Producer> {
  server = await startScriptedServer(answer);
  return Producer.open({ url: server.url, token: 'token', retry: QUICK, requestsInFlight: 1, ...options });
}

function search(id?: string): ProducerEvent {
  const common = { user_id: 'ada', org_id: 'org-a', created_at: '2026-02-02T09:00:00Z' };
  return { type: 'search', ...common, ...(id !== undefined && { id }) };
}

function accept(response: ServerResponse, accepted = 1): void {
  answerJson(response, 200, { accepted, rejected_count: 0, rejected: [] });
}

function sentLines(): { id: string }[][] {
  return server.bodies.map((body) =>
    gunzipSync(body)
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string }),
  );
}

test("busy answers, cut connections and a proxy's errors are tried again with the same bytes and ids", async () => {
  const producer = await openTo((response, request) => {
    if (request === 1) answerJson(response, 503, {}, { 'retry-after': '0' });
    else if (request === 2) response.destroy();
    else if (request === 3) answerJson(response, 429, {});
    else if (request === 4) response.writeHead(502).end('<html>');
    else accept(response);
  });
  await producer.send(search());
  await producer.flush();
  expect(producer.counts()).toEqual({ sent: 1, accepted: 1, refused: 0 });
  expect(server.bodies).toHaveLength(5);
  expect(new Set(server.bodies.map((body) => body.toString('hex'))).size).toBe(1);
  expect(sentLines()[0]?.[0]?.id).toMatch(/^[0-9a-f-]{36}$/);
  await producer.close();
});

test('events are gathered into requests of the size asked for, in order', async () => {
  const producer = await openTo(
    (response) => {
      accept(response);
    },
    { maxEvents: 3, lingerMs: 60_000 },
  );
  for (let index = 1; index <= 7; index += 1) await producer.send(search(`q-${index}`));
  await producer.close();
  expect(sentLines().map((lines) => lines.map(({ id }) => id))).toEqual([
    ['q-1', 'q-2', 'q-3'],
    ['q-4', 'q-5', 'q-6'],
    ['q-7'],
  ]);
});

test('an event without company is sent after its linger, without a flush', async () => {
  const producer = await openTo(
    (response) => {
      accept(response);
    },
    { lingerMs: 5 },
  );
  await producer.send(search('q-1'));
  while (producer.counts().accepted === 0) await sleep(1);
  await producer.close();
});

test('who sends faster than the service takes waits, and memory stays bounded', async () => {
  const waiting: ServerResponse[] = [];
  const line = Buffer.from(JSON.stringify(search('q')));
  const options = { maxEvents: 1, maxPendingBytes: 4 * (line.length + 1) };
  const producer = await openTo((response) => {
    waiting.push(response);
  }, options);
  let taken = 0;
  const sending = Promise.all(
    Array.from({ length: 10 }, async () => {
      await producer.sendLine(line);
      taken += 1;
    }),
  );
  for (let answered = 0; answered < 10; answered += 1) {
    while (waiting.length === 0) await sleep(1);
    expect(taken).toBe(Math.min(10, 4 + answered));
    const response = waiting.shift();
    if (response) accept(response);
    while (producer.counts().sent === answered) await sleep(1);
  }
  await sending;
  await producer.close();
});

test('refused events are told with what they were, their reason and their label', async () => {
  const refusal = { index: 1, id: 'q-2', code: 'invalid_field', path: '/created_at', message: 'no' };
  const refused: RefusedEvent[] = [];
  const producer = await openTo(
    (response) => {
      answerJson(response, 207, { accepted: 1, rejected_count: 1, rejected: [refusal] });
    },
    { onRefused: (events) => refused.push(...events) },
  );
  const lines = ['q-1', 'q-2'].map((id) => JSON.stringify(search(id)));
  for (const [index, line] of lines.entries())
    await producer.sendLine(Buffer.from(line), `line ${index + 1}`);
  await producer.flush();
  const { code, path, message } = refusal;
  expect(refused).toEqual([{ line: lines[1], label: 'line 2', id: 'q-2', code, path, message }]);
  expect(producer.counts()).toEqual({ sent: 2, accepted: 1, refused: 1 });
  await producer.close();
});

test('a request that is refused as a whole fails everything and says why', async () => {
  const producer = await openTo((response) => {
    answerJson(response, 403, { title: 'Forbidden', detail: 'The token may not do this.' });
  });
  const message = 'HTTP 403: Forbidden: The token may not do this.';
  await producer.send(search());
  await expect(producer.flush()).rejects.toThrow(new DeliveryError(message));
  await expect(producer.send(search())).rejects.toThrow(message);
  await expect(producer.close()).rejects.toThrow(message);
  expect(server.bodies).toHaveLength(1);
});

test('attempts end where that is asked for', async () => {
  const retry = { ...QUICK, maxAttempts: 3 };
  const producer = await openTo((response) => response.destroy(), { retry });
  await producer.send(search());
  await expect(producer.close()).rejects.toThrow(DeliveryError);
  expect(server.bodies).toHaveLength(3);
});

test('a token that has run out is asked for again where it can be', async () => {
  const tokens = ['old', 'new'];
  const producer = await openTo(
    (response, _, request) => {
      if (request.headers.authorization === 'Bearer new') accept(response);
      else answerJson(response, 401, {});
    },
    { token: () => tokens.shift() ?? '' },
  );
  await producer.send(search());
  await producer.close();
  expect(producer.counts()).toEqual({ sent: 1, accepted: 1, refused: 0 });
});

test('never more requests are open than allowed, and all of them are used', async () => {
  const waiting: ServerResponse[] = [];
  const producer = await openTo(
    (response, request) => {
      waiting.push(response);
      if (waiting.length === 3 || request > 12)
        waiting.splice(0).forEach((each) => {
          accept(each);
        });
    },
    { requestsInFlight: 3, maxEvents: 1 },
  );
  for (let index = 1; index <= 12; index += 1) await producer.send(search());
  await producer.flush();
  expect(server.mostAtOnce()).toBe(3);
  await producer.close();
});
