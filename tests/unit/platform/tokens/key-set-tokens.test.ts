import { createHmac } from 'node:crypto';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { holdsKeySet } from '../../../../services/platform/tokens/key-set';
import { KeySetUnavailable } from '../../../../services/platform/tokens/key-set-unavailable';
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

const keys = { RS256: makeKey('RS256', 'rsa'), ES256: makeKey('ES256', 'ec'), EdDSA: makeKey('EdDSA', 'ed') };
const all = Object.values(keys);
const folder = mkdtempSync(join(tmpdir(), 'headcount-keys-'));
const file = join(folder, 'jwks.json');
const common = { issuer: ISSUER, audience: AUDIENCE };

function writeKeys(members: readonly unknown[], path = file): void {
  writeFileSync(`${path}.new`, JSON.stringify({ keys: members }));
  renameSync(`${path}.new`, path);
}

beforeEach(() => {
  writeKeys(all.map(({ jwk }) => jwk));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('a key set file', () => {
  it.each(all)('checks $alg tokens', async (key) => {
    const verify = createTokenVerifier({ ...common, jwksFile: file });
    expect(await verify(await signWith(key), NOW)).toMatchObject({ subject: 'ann', tenant: 'acme' });
    expect(await verify(`cog_${await signWith(key)}`, NOW)).not.toBeNull();
  });

  it.each(all)('refuses bad $alg tokens', async (key) => {
    const verify = createTokenVerifier({ ...common, jwksFile: file });
    const bad = [
      await signWith(key, claims({ exp: NOW_SECONDS - 31 })),
      await signWith(key, claims({ exp: undefined })),
      await signWith(key, claims({ nbf: NOW_SECONDS + 31 })),
      await signWith(key, claims({ iss: 'other' })),
      await signWith(key, claims({ aud: 'other' })),
      await signWith(key, claims({ tenant: undefined })),
      await signWith(key, claims({ permissions: 'operate' })),
      await signWith(makeKey(key.alg as 'RS256', key.kid)),
      await signWith(key, claims(), { kid: 'unknown' }),
    ];
    for (const token of bad) expect(await verify(token, NOW)).toBeNull();
    expect(await verify(await signWith(key, claims({ exp: NOW_SECONDS - 29 })), NOW)).not.toBeNull();
  });

  it('finds the key of a token that names none', async () => {
    const twin = makeKey('ES256', 'twin');
    writeKeys([twin.jwk, keys.ES256.jwk]);
    const verify = createTokenVerifier({ ...common, jwksFile: file });
    expect(await verify(await signWith(keys.ES256, claims(), { kid: undefined }), NOW)).not.toBeNull();
    expect(await verify(await signWith(makeKey('ES256', 'x'), claims(), { kid: undefined }), NOW)).toBeNull();
  });

  it('is read again when it changes', async () => {
    const verify = createTokenVerifier({ ...common, jwksFile: file });
    const next = makeKey('EdDSA', 'next');
    expect(await verify(await signWith(next), NOW)).toBeNull();
    writeKeys([next.jwk]);
    expect(await verify(await signWith(next), NOW)).not.toBeNull();
    expect(await verify(await signWith(keys.EdDSA), NOW)).toBeNull();
  });

  it('keeps its former keys while its content is unusable', async () => {
    const verify = createTokenVerifier({ ...common, jwksFile: file });
    const token = await signWith(keys.ES256);
    expect(await verify(token, NOW)).not.toBeNull();
    writeFileSync(file, '{"keys": [');
    expect(await verify(token, NOW)).not.toBeNull();
    rmSync(file);
    expect(await verify(token, NOW)).not.toBeNull();
  });

  it('that never was usable leaves the question open instead of refusing', async () => {
    const verify = createTokenVerifier({ ...common, jwksFile: join(folder, 'missing.json') });
    await expect(verify(await signWith(keys.ES256), NOW)).rejects.toThrow(KeySetUnavailable);
  });

  it('is told from any other file at the start', () => {
    expect(holdsKeySet(file)).toBe(true);
    writeFileSync(join(folder, 'other.json'), '{"keys": []}');
    expect(holdsKeySet(join(folder, 'other.json'))).toBe(false);
    expect(holdsKeySet(join(folder, 'missing.json'))).toBe(false);
  });
});

describe('key kinds are not confused', () => {
  const pem = keys.RS256.publicKey.export({ format: 'pem', type: 'spki' });

  it.each([
    ['its PEM', pem],
    ['its JWK', JSON.stringify(keys.RS256.jwk)],
    ['its modulus', keys.RS256.jwk.n ?? ''],
  ])('an HMAC made with a public key (%s) is worth nothing', async (_case, material) => {
    const [head = '', body = ''] = (await signWithSecret()).split('.');
    const signature = createHmac('sha256', material).update(`${head}.${body}`).digest('base64url');
    for (const secret of [undefined, SECRET]) {
      const verify = createTokenVerifier({ ...common, secret, jwksFile: file });
      expect(await verify(`${head}.${body}.${signature}`, NOW)).toBeNull();
    }
  });

  it('a symmetric key in the set is worth nothing', async () => {
    const k = Buffer.from(SECRET).toString('base64url');
    writeKeys([{ kty: 'oct', k, kid: 'oct', alg: 'HS256' }, keys.RS256.jwk]);
    const verify = createTokenVerifier({ ...common, jwksFile: file });
    expect(await verify(await signWithSecret(claims(), { kid: 'oct' }), NOW)).toBeNull();
  });

  it('a signature of a key of another kind is worth nothing', async () => {
    const verify = createTokenVerifier({ ...common, secret: SECRET, jwksFile: file });
    const token = await signWith(keys.ES256, claims(), { kid: 'rsa' });
    expect(await verify(token, NOW)).toBeNull();
    const [, body, signature] = (await signWith(keys.RS256)).split('.');
    for (const alg of ['HS256', 'ES256', 'EdDSA', 'PS256', 'RS512', 'none']) {
      const head = Buffer.from(JSON.stringify({ alg, kid: 'rsa' })).toString('base64url');
      expect(await verify([head, body, signature].join('.'), NOW)).toBeNull();
    }
  });

  it('secret and key set work side by side', async () => {
    const verify = createTokenVerifier({ ...common, secret: SECRET, jwksFile: file });
    expect(await verify(await signWithSecret(), NOW)).not.toBeNull();
    expect(await verify(await signWith(keys.RS256), NOW)).not.toBeNull();
  });
});

describe('a key set behind an address', () => {
  let server: Server;
  let url: string;
  let requests: string[] = [];
  let respond: () => { status: number; body: string };

  beforeAll(async () => {
    server = createServer((req, res) => {
      requests.push(req.url ?? '');
      const { status, body } = respond();
      res.writeHead(status, { 'Content-Type': 'application/json' }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    requests = [];
    respond = () => ({ status: 200, body: JSON.stringify({ keys: all.map(({ jwk }) => jwk) }) });
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('is fetched once for many tokens, and once more for any number of unknown keys', async () => {
    const verify = createTokenVerifier({ ...common, jwksUrl: `${url}/keys` });
    for (const key of all) expect(await verify(await signWith(key), NOW)).not.toBeNull();
    for (let i = 0; i < 5; i++) expect(await verify(await signWith(makeKey('ES256', 'new')), NOW)).toBeNull();
    expect(requests).toEqual(['/keys', '/keys']);
  });

  it.each([
    ['an error', 500, '{}'],
    ['no JSON', 200, '<html>'],
    ['no key set', 200, '{}'],
  ])('that answers %s leaves the question open instead of refusing', async (_case, status, body) => {
    respond = () => ({ status, body });
    const verify = createTokenVerifier({ ...common, jwksUrl: `${url}/keys` });
    await expect(verify(await signWith(keys.ES256), NOW)).rejects.toThrow(KeySetUnavailable);
  });

  it('is never taken from a token', async () => {
    const mine = makeKey('RS256', 'mine');
    const verifiers = [{ jwksFile: file }, { jwksUrl: `${url}/keys` }].map((source) =>
      createTokenVerifier({ ...common, ...source }),
    );
    for (const verify of verifiers) {
      for (const header of [{ jku: `${url}/evil` }, { x5u: `${url}/evil` }, { jwk: mine.jwk }]) {
        expect(await verify(await signWith(mine, claims(), header), NOW)).toBeNull();
      }
      expect(await verify(await signWith(keys.RS256, claims(), { jku: `${url}/evil` }), NOW)).not.toBeNull();
    }
    expect(requests.filter((path) => path !== '/keys')).toEqual([]);
  });
});
