import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { KeySetUnavailable } from '../../../../services/platform/tokens/key-set-unavailable';
import { remoteKeySet } from '../../../../services/platform/tokens/remote-key-set';
import { createTokenVerifier } from '../../../../services/platform/tokens/token-verifier';
import { verifyWithKeySet } from '../../../../services/platform/tokens/verify-with-key-set';
import { AUDIENCE, ISSUER, NOW, SECRET, claims, makeKey, signWith, signWithSecret } from './test-keys';
import type { TestKey } from './test-keys';

const [oldKey, newKey] = [makeKey('ES256', 'old'), makeKey('ES256', 'new')];
const stranger = makeKey('ES256', 'stranger');
const MINUTE_MS = 60_000;

let server: Server;
let url: string;
let fetches = 0;
let published: readonly TestKey[] = [];
let isDown = false;
let nowMs = 0;

beforeAll(async () => {
  server = createServer((_req, res) => {
    fetches += 1;
    // Not at once, so that several requests meet while a fetch runs.
    setTimeout(() => {
      res.statusCode = isDown ? 500 : 200;
      res.end(JSON.stringify({ keys: published.map(({ jwk }) => jwk) }));
    }, 5);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

let isTaken: (token: string) => Promise<boolean>;
beforeEach(() => {
  [fetches, nowMs, isDown, published] = [0, 0, false, [oldKey]];
  const source = remoteKeySet(url, () => nowMs);
  isTaken = async (token) =>
    (await verifyWithKeySet(token, source, { issuer: ISSUER, audience: AUDIENCE, now: NOW })) !== null;
});

test('a key that replaces another works from its first token on, also for many at once, with one fetch', async () => {
  const [before, after] = [await signWith(oldKey), await signWith(newKey)];
  for (let used = 0; used < 20; used += 1) expect(await isTaken(before)).toBe(true);
  expect(fetches).toBe(1);
  published = [oldKey, newKey];
  expect(await Promise.all(Array.from({ length: 50 }, () => isTaken(after)))).toEqual(Array(50).fill(true));
  expect(await isTaken(before)).toBe(true);
  expect(fetches).toBe(2);
});

test('a flood of unknown key ids fetches at most once in 30 s, and a key published before the flood ends is found', async () => {
  const good = await signWith(oldKey);
  expect(await isTaken(good)).toBe(true);
  const flood = await Promise.all(
    Array.from({ length: 200 }, (_, id) => signWith(stranger, claims(), { kid: `${id}` })),
  );
  for (let second = 0; second < 120; second += 1) {
    nowMs = second * 1000;
    const answers = await Promise.all(flood.slice(second, second + 20).map(isTaken));
    expect(answers).toEqual(Array(20).fill(false));
    expect(await isTaken(good)).toBe(true);
    if (second === 60) published = [newKey, oldKey];
    // A key that was published for 30 s is known, flood or none.
    if (second >= 90) expect(await isTaken(await signWith(newKey))).toBe(true);
  }
  // One at the start, then one for each 30 s of the flood.
  expect(fetches).toBe(1 + 4);
});

test('a flood while the address is down does not ask it more often, and the keys that are known hold', async () => {
  const good = await signWith(oldKey);
  expect(await isTaken(good)).toBe(true);
  isDown = true;
  const unknown = await signWith(stranger);
  for (let asked = 0; asked < 50; asked += 1) expect(await isTaken(unknown)).toBe(false);
  expect(await isTaken(good)).toBe(true);
  expect(fetches).toBe(2);
});

test('keys older than ten minutes are fetched again while they are used, and hold for an hour where that fails', async () => {
  const good = await signWith(oldKey);
  expect(await isTaken(good)).toBe(true);
  isDown = true;
  nowMs = 11 * MINUTE_MS;
  expect(await isTaken(good)).toBe(true);
  await untilFetched(2);
  nowMs = 59 * MINUTE_MS;
  expect(await isTaken(good)).toBe(true);
  await untilFetched(3);
  nowMs = 61 * MINUTE_MS;
  await expect(isTaken(good)).rejects.toThrow(KeySetUnavailable);
  isDown = false;
  nowMs += 3_000;
  expect(await isTaken(good)).toBe(true);
});

test('a key that was withdrawn is not taken any more once the keys were fetched again', async () => {
  const withdrawn = await signWith(oldKey);
  expect(await isTaken(withdrawn)).toBe(true);
  published = [newKey];
  expect(await isTaken(await signWith(newKey))).toBe(true);
  expect(await isTaken(withdrawn)).toBe(false);
});

test('without any keys yet the address is asked again after a moment, and not for every request', async () => {
  isDown = true;
  const good = await signWith(oldKey);
  for (let asked = 0; asked < 10; asked += 1) await expect(isTaken(good)).rejects.toThrow(KeySetUnavailable);
  expect(fetches).toBe(1);
  isDown = false;
  nowMs = 2_000;
  expect(await isTaken(good)).toBe(true);
});

test('a secret is changed without refusing anybody: several are accepted, one signs', async () => {
  const [first, second, third] = [SECRET, `${SECRET}-second`, `${SECRET}-third`];
  const tokenOf = (secret: string): Promise<string> => signWithSecret(claims(), {}, secret);
  const verifierOf = (secret: string, ...previousSecrets: string[]): ReturnType<typeof createTokenVerifier> =>
    createTokenVerifier({ secret, previousSecrets, issuer: ISSUER, audience: AUDIENCE });
  const during = verifierOf(second, first);
  expect(await during(await tokenOf(first), NOW)).not.toBeNull();
  expect(await during(await tokenOf(second), NOW)).not.toBeNull();
  expect(await during(await tokenOf(third), NOW)).toBeNull();
  const after = verifierOf(third, second);
  expect(await after(await tokenOf(first), NOW)).toBeNull();
  expect(await after(await tokenOf(second), NOW)).not.toBeNull();
});

async function untilFetched(times: number): Promise<void> {
  while (fetches < times) await new Promise((resolve) => setTimeout(resolve, 5));
  await new Promise((resolve) => setTimeout(resolve, 50));
}
