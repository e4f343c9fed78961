import { Readable } from 'node:stream';
import { Writes, type Written } from '../../../clickhouse/writes';
import { KeptAnswers } from '../../../services/platform/http/kept-answers';
import type { Answer, RouteRequest } from '../../../services/platform/http/route';

const MEBIBYTE = 1024 * 1024;
const nothing = (): void => undefined;

function asked(tenant: string, accept?: string): RouteRequest {
  return {
    principal: { tenant, subject: 's', permissions: new Set(), orgs: new Set(), clients: new Set() },
    headers: accept === undefined ? {} : { accept },
    path: {},
    query: new URLSearchParams(),
    body: Readable.from([]),
    requestId: '1',
    now: new Date(0),
    signal: new AbortController().signal,
    chargeEvents: nothing,
    nextTurn: () => Promise.resolve(),
  };
}

function about(tenant: string): Written {
  return { tenants: new Set([tenant]), days: 'all' };
}

function kept(maxBytes = MEBIBYTE) {
  const writes = new Writes();
  const answers = new KeptAnswers((tenant) => writes.generationOf(tenant), maxBytes);
  let computed = 0;
  const ask = async (target: string, request: RouteRequest, status = 200): Promise<Answer> =>
    answers.answer(target, request, () => {
      computed += 1;
      return Promise.resolve({ status, body: `answer ${computed}`, headers: { Vary: 'Accept' } });
    });
  return { writes, ask, count: () => computed };
}

test('an answer is kept with its headers and its tag until its tenant writes', async () => {
  const { ask, writes } = kept();
  const first = await ask('/q', asked('a'));
  expect(first).toMatchObject({ status: 200, headers: { Vary: 'Accept' } });
  expect(first.tag).toMatch(/^"/);
  expect(await ask('/q', asked('a'))).toBe(first);
  await writes.during(about('b'), () => Promise.resolve());
  expect(await ask('/q', asked('a'))).toBe(first);
  await writes.during(about('a'), () => Promise.resolve());
  const second = await ask('/q', asked('a'));
  expect(String(second.body)).toBe('answer 2');
  expect(second.tag).not.toBe(first.tag);
});

test('tenants, targets and formats have answers of their own', async () => {
  const { ask, count } = kept();
  const requests: [string, RouteRequest][] = [
    ['/q', asked('a')],
    ['/q', asked('b')],
    ['/q?x', asked('a')],
    ['/q', asked('a', 'text/csv')],
  ];
  for (const [target, request] of [...requests, ...requests]) await ask(target, request);
  expect(count()).toBe(requests.length);
});

test('refusals, and what was computed beside a write, are not kept', async () => {
  const { ask, count, writes } = kept();
  await ask('/q', asked('a'), 422);
  await ask('/q', asked('a'), 422);
  expect(count()).toBe(2);
  await writes.during(about('a'), async () => {
    await ask('/w', asked('a'));
    await ask('/w', asked('a'));
  });
  expect(count()).toBe(4);
});

test('the bytes kept are bounded', async () => {
  const { ask, count } = kept(100);
  await ask('/q', asked('a'));
  await ask('/q', asked('a'));
  expect(count()).toBe(2);
});
