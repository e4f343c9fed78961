import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { createLogger } from '../../../../services/platform/logger';
import { holdsRevocations, parseRevocations } from '../../../../services/platform/tokens/revocations';
import { createTokenVerifier } from '../../../../services/platform/tokens/token-verifier';
import {
  AUDIENCE,
  ISSUER,
  NOW,
  NOW_SECONDS,
  SECRET,
  claims,
  makeKey,
  signWith,
  signWithSecret,
} from './test-keys';

const folder = mkdtempSync(join(tmpdir(), 'headcount-revoked-'));
const file = join(folder, 'revoked.ndjson');
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function writeList(...entries: readonly object[]): void {
  writeFileSync(`${file}.new`, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  renameSync(`${file}.new`, file);
}

const ANN = { tenant: 'acme', sub: 'ann', iat: 100, jti: 'one' };

test.each([
  ['its own id', { jti: 'one' }, true],
  ['another id', { jti: 'two' }, false],
  ['its tenant', { tenant: 'acme' }, true],
  ['another tenant', { tenant: 'other' }, false],
  ['its holder', { tenant: 'acme', sub: 'ann' }, true],
  ['the same subject of another tenant', { tenant: 'other', sub: 'ann' }, false],
  ['another subject', { tenant: 'acme', sub: 'bob' }, false],
  ['its holder, issued before a later moment', { tenant: 'acme', sub: 'ann', issued_before: 101 }, true],
  ['its holder, issued before that very moment', { tenant: 'acme', sub: 'ann', issued_before: 100 }, false],
])('a line with %s', (_what, entry, isRevoked) => {
  expect(parseRevocations(JSON.stringify(entry))(ANN)).toBe(isRevoked);
});

test('the strictest of several lines counts, and a token that does not say when it was issued is an old one', () => {
  const lines = [
    { tenant: 'acme', issued_before: 200 },
    { tenant: 'acme', issued_before: 50 },
  ];
  const isRevoked = parseRevocations(lines.map((one) => JSON.stringify(one)).join('\n\n'));
  expect(isRevoked(ANN)).toBe(true);
  expect(isRevoked({ ...ANN, iat: 200 })).toBe(false);
  expect(isRevoked({ ...ANN, iat: undefined })).toBe(true);
});

test.each([
  '{',
  '[]',
  'null',
  '7',
  '{}',
  '{"sub":"ann"}',
  '{"jti":1}',
  '{"jti":"a","tenant":"b"}',
  '{"tenant":"a","x":1}',
])('a list with the line %s is no list: half of it would let others in', (line) => {
  writeFileSync(join(folder, 'broken'), `{"jti":"one"}\n${line}\n`);
  expect(holdsRevocations(join(folder, 'broken'))).toBe(false);
});

test('an empty list is one, and an absent one is none', () => {
  writeFileSync(join(folder, 'empty'), '\n');
  expect(holdsRevocations(join(folder, 'empty'))).toBe(true);
  expect(holdsRevocations(join(folder, 'absent'))).toBe(false);
});

test('a token is refused from the moment that the list names it, whichever key signed it', async () => {
  const key = makeKey('ES256', 'ec');
  const jwksFile = join(folder, 'keys.json');
  writeFileSync(jwksFile, JSON.stringify({ keys: [key.jwk] }));
  writeList();
  const verify = createTokenVerifier({
    secret: SECRET,
    jwksFile,
    revokedFile: file,
    issuer: ISSUER,
    audience: AUDIENCE,
  });
  const tokens = [
    await signWithSecret(claims({ jti: 'hmac', iat: NOW_SECONDS })),
    await signWith(key, claims({ jti: 'ec', iat: NOW_SECONDS })),
  ];
  const taken = (): Promise<boolean[]> =>
    Promise.all(tokens.map(async (token) => (await verify(token, NOW)) !== null));
  expect(await taken()).toEqual([true, true]);
  writeList({ jti: 'ec' });
  expect(await taken()).toEqual([true, false]);
  writeList({ jti: 'ec' }, { tenant: 'acme', sub: 'ann', issued_before: NOW_SECONDS + 1 });
  expect(await taken()).toEqual([false, false]);
  writeList();
  expect(await taken()).toEqual([true, true]);
});

test('while the list is unusable the former one holds, and the log says so once', async () => {
  let log = '';
  const logger = createLogger(
    'warn',
    new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        log += chunk.toString();
        done();
      },
    }),
  );
  writeList({ jti: 'one' });
  const verify = createTokenVerifier({
    secret: SECRET,
    revokedFile: file,
    issuer: ISSUER,
    audience: AUDIENCE,
    logger,
  });
  const revoked = await signWithSecret(claims({ jti: 'one' }));
  expect(await verify(revoked, NOW)).toBeNull();
  writeFileSync(file, '{"jti":');
  for (let asked = 0; asked < 3; asked += 1) expect(await verify(revoked, NOW)).toBeNull();
  rmSync(file);
  expect(await verify(revoked, NOW)).toBeNull();
  expect(await verify(await signWithSecret(claims({ jti: 'two' })), NOW)).not.toBeNull();
  expect(log.match(/unusable/g)).toHaveLength(2);
});
