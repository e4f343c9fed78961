import { createHmac } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { createTokenVerifier } from '../../../../services/platform/tokens/token-verifier';
import { signToken } from '../../../../services/platform/tokens/sign-token';
import { AUDIENCE, ISSUER, NOW, NOW_SECONDS, SECRET, claims, signWithSecret } from './test-keys';

const verify = createTokenVerifier({ secret: SECRET, issuer: ISSUER, audience: AUDIENCE });

/** A token put together by hand, as no library would. */
function forge(header: unknown, payload: unknown, sign: (input: string) => string): string {
  const input = [header, payload]
    .map((part) => (typeof part === 'string' ? part : JSON.stringify(part)))
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.');
  return `${input}.${sign(input)}`;
}
const hmac = (input: string): string => createHmac('sha256', SECRET).update(input).digest('base64url');

test('claims in bytes that are no text are nobody, though the secret signed them', async () => {
  const payload = JSON.stringify(claims());
  for (const byte of [0xff, 0xcf]) {
    const bytes = Buffer.concat([
      Buffer.from(payload.slice(0, -1)),
      Buffer.from(',"x'),
      Buffer.from([byte]),
      Buffer.from('":1}'),
    ]);
    const input = `${Buffer.from('{"alg":"HS256"}').toString('base64url')}.${bytes.toString('base64url')}`;
    expect(await verify(`${input}.${hmac(input)}`, NOW)).toBeNull();
  }
});

describe('a good token', () => {
  it('says who asks', async () => {
    const token = await signWithSecret(claims({ orgs: ['org-A'], clients: ['AB12'] }));
    expect(await verify(token, NOW)).toEqual({
      subject: 'ann',
      tenant: 'acme',
      permissions: new Set(['operate']),
      orgs: new Set(['org-A']),
      clients: new Set(['ab12']),
    });
  });

  it('names everything with ["*"], nothing with [] and leaves absent scopes open', async () => {
    const all = await verify(await signWithSecret(claims({ orgs: ['*'], clients: ['*'] })), NOW);
    expect([all?.orgs, all?.clients]).toEqual(['all', 'all']);
    const none = await verify(await signWithSecret(claims({ orgs: [], clients: [] })), NOW);
    expect([none?.orgs, none?.clients]).toEqual([new Set(), new Set()]);
    const absent = await verify(await signWithSecret(), NOW);
    expect([absent?.orgs, absent?.clients]).toEqual([undefined, undefined]);
  });

  it('may bear the prefix cog_, once', async () => {
    const token = await signWithSecret();
    expect(await verify(`cog_${token}`, NOW)).not.toBeNull();
    expect(await verify(`cog_cog_${token}`, NOW)).toBeNull();
  });

  it('may be meant for several audiences', async () => {
    expect(await verify(await signWithSecret(claims({ aud: ['other', AUDIENCE] })), NOW)).not.toBeNull();
  });

  it('is what our own signing makes', async () => {
    const token = signToken(
      { tenant: 'acme', subject: 'ann', permissions: ['operate'], orgs: ['*'] },
      { secret: SECRET, issuer: ISSUER, audience: AUDIENCE, now: NOW, expiresInSeconds: 60 },
    );
    expect(await verify(token, NOW)).toMatchObject({ subject: 'ann', orgs: 'all', clients: undefined });
  });
});

describe('time', () => {
  it.each([
    ['ends at exp', { exp: NOW_SECONDS - 31 }, false],
    ['within the tolerance of 30 s', { exp: NOW_SECONDS - 29 }, true],
    ['begins at nbf', { nbf: NOW_SECONDS + 31 }, false],
    ['within the tolerance before nbf', { nbf: NOW_SECONDS + 29 }, true],
  ])('%s', async (_case, times, isValid) => {
    expect((await verify(await signWithSecret(claims(times)), NOW)) !== null).toBe(isValid);
  });
});

describe('a token is refused', () => {
  it.each([
    ['exp is absent', { exp: undefined }],
    ['iss is another', { iss: 'other' }],
    ['iss is absent', { iss: undefined }],
    ['aud is another', { aud: 'other' }],
    ['aud is absent', { aud: undefined }],
    ['sub is absent', { sub: undefined }],
    ['sub is empty', { sub: '' }],
    ['tenant is absent', { tenant: undefined }],
    ['tenant is empty', { tenant: '' }],
    ['tenant is a number', { tenant: 7 }],
    ['tenant is a list', { tenant: ['acme'] }],
    ['permissions are absent', { permissions: undefined }],
    ['permissions are a text', { permissions: 'operate' }],
    ['permissions hold a number', { permissions: ['operate', 1] }],
    ['permissions are an object', { permissions: { operate: true } }],
    ['orgs are a text', { orgs: '*' }],
    ['orgs are null', { orgs: null }],
    ['orgs hold a number', { orgs: [1] }],
    ['clients are a text', { clients: '*' }],
    ['clients hold null', { clients: [null] }],
  ])('where %s', async (_case, overrides) => {
    expect(await verify(await signWithSecret(claims(overrides)), NOW)).toBeNull();
  });

  it.each([
    ['exp', { exp: String(NOW_SECONDS + 60) }],
    ['exp', { exp: null }],
    ['nbf', { nbf: 'now' }],
    ['sub', { sub: 1 }],
    ['sub', { sub: ['ann'] }],
  ])('where %s is of another type: case %#', async (_claim, overrides) => {
    expect(await verify(forge({ alg: 'HS256' }, claims(overrides), hmac), NOW)).toBeNull();
  });

  it.each([
    'none',
    'None',
    'NONE',
    'HS384',
    'HS512',
    'RS256',
    'ES256',
    'EdDSA',
    'PS256',
    '',
    'hs256',
    null,
    1,
  ])('where it claims the algorithm %p and bears a good HMAC', async (alg) => {
    expect(await verify(forge({ alg }, claims(), hmac), NOW)).toBeNull();
  });

  it('where it is unsigned', async () => {
    expect(await verify(jwt.sign(claims(), null, { algorithm: 'none' }), NOW)).toBeNull();
    expect(
      await verify(
        forge({ alg: 'HS256' }, claims(), () => ''),
        NOW,
      ),
    ).toBeNull();
  });

  it('where another secret signed it', async () => {
    expect(await verify(await signWithSecret(claims(), {}, `${SECRET}x`), NOW)).toBeNull();
  });

  it('where a longer HMAC signed it', async () => {
    expect(await verify(jwt.sign(claims(), SECRET, { algorithm: 'HS512' }), NOW)).toBeNull();
  });

  it('where it was changed', async () => {
    const [head, , signature] = (await signWithSecret()).split('.');
    const payload = Buffer.from(JSON.stringify(claims({ tenant: 'other' }))).toString('base64url');
    expect(await verify([head, payload, signature].join('.'), NOW)).toBeNull();
  });

  it('where it needs an extension', async () => {
    expect(await verify(forge({ alg: 'HS256', crit: ['x'], x: 1 }, claims(), hmac), NOW)).toBeNull();
  });

  it.each(['', 'cog_', '.', '..', 'a.b.c', 'x', 'e30.e30.', '💥.💥.💥'])(
    'where it is no token: %p',
    async (text) => {
      expect(await verify(text, NOW)).toBeNull();
    },
  );

  it('where its payload is no object', async () => {
    for (const payload of ['null', '"text"', '[]', '7', '{']) {
      expect(await verify(forge({ alg: 'HS256' }, payload, hmac), NOW)).toBeNull();
      expect(await verify(forge({ alg: 'HS256', typ: 'JWT' }, payload, hmac), NOW)).toBeNull();
    }
  });

  it('where no secret is configured', async () => {
    const keyless = createTokenVerifier({ issuer: ISSUER, audience: AUDIENCE });
    expect(await keyless(await signWithSecret(), NOW)).toBeNull();
    expect(await keyless(await signWithSecret(claims(), {}, Buffer.alloc(32)), NOW)).toBeNull();
  });
});
