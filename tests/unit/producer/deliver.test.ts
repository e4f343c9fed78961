import type { ServerResponse } from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { Batch } from '../../../services/producer/batch';
import { deliver } from '../../../services/producer/deliver';
import type { DeliveryOptions, DeliverySummary } from '../../../services/producer/deliver';
import { answerJson, startScriptedServer } from '../../support/scripted-server';
import type { ScriptedServer } from '../../support/scripted-server';

let server: ScriptedServer | undefined;
afterEach(() => server?.close());

function batch(number: number): Batch {
  return { body: Buffer.from(`{"n":${number}}\n`), lineNumbers: [10 * number] };
}

async function* batches(count: number): AsyncGenerator<Batch, void, undefined> {
  for (let number = 1; number <= count; number += 1) yield await Promise.resolve(batch(number));
}

const accepted = (response: ServerResponse): void => {
  answerJson(response, 200, { accepted: 1, rejected_count: 0, rejected: [] });
};

async function deliverTo(
  answer: Parameters<typeof startScriptedServer>[0],
  count: number,
  more: Partial<DeliveryOptions> = {},
): Promise<DeliverySummary> {
  server = await startScriptedServer(answer);
  return deliver(batches(count), {
    url: server.url,
    token: 'token',
    random: () => 0,
    requestsInFlight: 1,
    keepRefusals: 2,
    ...more,
  });
}

test("busy answers, cut connections and a proxy's errors are tried again with the same bytes", async () => {
  const summary = await deliverTo((response, request) => {
    if (request === 1) answerJson(response, 503, {}, { 'retry-after': '0' });
    else if (request === 2) response.destroy();
    else if (request === 3) answerJson(response, 429, {});
    else if (request === 4) response.writeHead(502).end('<html>');
    else accepted(response);
  }, 1);
  expect(summary).toEqual({ sent: 1, accepted: 1, refused: 0, firstRefusals: [], failure: null });
  expect(server?.bodies).toHaveLength(5);
  expect(new Set(server?.bodies.map((body) => body.toString('hex'))).size).toBe(1);
  expect(gunzipSync(server?.bodies[0] ?? Buffer.alloc(0)).toString()).toBe('{"n":1}\n');
});

test('refused events are counted and the first ones named by their line', async () => {
  const refusal = { index: 0, id: null, code: 'invalid_field', path: '/created_at', message: 'no' };
  const summary = await deliverTo((response) => {
    answerJson(response, 422, { accepted: 0, rejected_count: 1, rejected: [refusal] });
  }, 3);
  expect(summary).toMatchObject({ sent: 3, accepted: 0, refused: 3, failure: null });
  expect(summary.firstRefusals).toEqual([
    { ...refusal, lineNumber: 10 },
    { ...refusal, lineNumber: 20 },
  ]);
});

test('a request that is refused as a whole stops the delivery and says why', async () => {
  const summary = await deliverTo((response, request) => {
    if (request === 1) accepted(response);
    else answerJson(response, 403, { title: 'Forbidden', detail: 'The token may not do this.' });
  }, 100);
  expect(summary.failure).toBe('HTTP 403: Forbidden: The token may not do this.');
  expect(summary.sent).toBe(1);
  expect(server?.bodies).toHaveLength(2);
});

test('attempts end: a service that stays away is a failure, not a wait for ever', async () => {
  const retry = { maxAttempts: 3, firstDelayMs: 1, maxDelayMs: 1 };
  const summary = await deliverTo((response) => response.destroy(), 5, { retry });
  expect(summary.failure).not.toBeNull();
  expect(server?.bodies).toHaveLength(3);
});

test('never more requests are open than allowed, and all of them are used', async () => {
  const waiting: ServerResponse[] = [];
  const summary = await deliverTo(
    (response, request) => {
      waiting.push(response);
      if (waiting.length === 3 || request > 12) waiting.splice(0).forEach(accepted);
    },
    12,
    { requestsInFlight: 3 },
  );
  expect(summary.accepted).toBe(12);
  expect(server?.mostAtOnce()).toBe(3);
});
