import { createHmac } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { PERMISSIONS } from '../../../services/platform/principal';
import { TEST_SECRET } from '../../support/tokens';
import { makeKey, signWith } from '../../unit/platform/tokens/test-keys';

/** What the examples ask about. */
export const ORGANIZATION = 'org-abc123def456';
export const CLIENT = 'aa7cf840-9ca9-46a3-9778-9015d6580d50';
export const TENANT = 'acme';

/** What a good token says. */
export interface Holder {
  readonly tenant: string;
  readonly permissions: readonly string[];
  readonly orgs?: readonly string[];
  readonly clients?: readonly string[];
}

/** One way to call: its headers, and whom they stand for on routes that take the pair of headers and on those that do not. */
export interface Credential {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A query string with a token, which nothing may take. */
  readonly query?: string;
  readonly holder: Holder | null;
  /** Where another than `holder` on routes that take X-Auth-Token with X-User-Id. */
  readonly holderByPair?: Holder | null;
}

/** The keys of the key set, and the set. */
export const KEYS = [makeKey('RS256', 'rsa'), makeKey('ES256', 'ec'), makeKey('EdDSA', 'ed')];
export const KEY_SET = JSON.stringify({ keys: KEYS.map(({ jwk }) => jwk) });
const [RSA = makeKey('RS256', 'rsa')] = KEYS;

const ALL: Holder = { tenant: TENANT, permissions: PERMISSIONS, orgs: ['*'], clients: ['*'] };
const SUBJECT = 'ann';

function claimsOf(holder: Holder, nowSeconds: number): Record<string, unknown> {
  return { iss: 'headcount', aud: 'headcount', sub: SUBJECT, exp: nowSeconds + 3600, ...holder };
}

function hmac(payload: object, secret: string | Buffer = TEST_SECRET, header: object = {}): string {
  const input = [{ alg: 'HS256', typ: 'JWT', ...header }, payload]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
}

const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });

/** Every kind of credential there is, good and bad, for a service that has TEST_SECRET and KEY_SET. */
export async function credentials(now: Date): Promise<Credential[]> {
  const nowSeconds = Math.floor(now.getTime() / 1000);
  const payload = claimsOf(ALL, nowSeconds);
  return [...(await refused(payload, nowSeconds)), ...(await taken(payload, nowSeconds)), ...pairs(payload)];
}

/** Whoever sends one of these is nobody. */
async function refused(payload: Record<string, unknown>, nowSeconds: number): Promise<Credential[]> {
  const good = hmac(payload);
  const [head = '', body = '', signature = ''] = good.split('.');
  const otherBody = Buffer.from(JSON.stringify({ ...payload, tenant: 'other' })).toString('base64url');
  const publicKey = RSA.publicKey.export({ format: 'pem', type: 'spki' });
  const stranger = makeKey('RS256', 'stranger');
  const unknownKeys = Array.from({ length: 3 }, (_, index) => `unknown-${index}`);
  const flood = await Promise.all(unknownKeys.map((kid) => signWith(stranger, payload, { kid })));
  const tokens: Record<string, string> = {
    'no token but a word': 'x',
    'two parts': `${head}.${body}`,
    'four parts': `${good}.${signature}`,
    'a token cut short': good.slice(0, -5),
    'another signature': `${head}.${body}.${signature.split('').reverse().join('')}`,
    'another body': `${head}.${otherBody}.${signature}`,
    'no signature': `${head}.${body}.`,
    expired: hmac({ ...payload, exp: nowSeconds - 31 }),
    'without exp': hmac({ ...payload, exp: undefined }),
    'not yet valid': hmac({ ...payload, nbf: nowSeconds + 31 }),
    'of another issuer': hmac({ ...payload, iss: 'other' }),
    'without an issuer': hmac({ ...payload, iss: undefined }),
    'for another audience': hmac({ ...payload, aud: 'other' }),
    'without an audience': hmac({ ...payload, aud: undefined }),
    'without a tenant': hmac({ ...payload, tenant: undefined }),
    'without a subject': hmac({ ...payload, sub: undefined }),
    'without permissions': hmac({ ...payload, permissions: undefined }),
    'permissions as a text': hmac({ ...payload, permissions: 'operate' }),
    'signed by another secret': hmac(payload, `${TEST_SECRET}x`),
    'signed by an empty secret': hmac(payload, ''),
    'algorithm none': jwt.sign(payload, null, { algorithm: 'none' }),
    'algorithm none, in capitals': `${Buffer.from('{"alg":"NONE"}').toString('base64url')}.${body}.`,
    'HMAC keyed with the public key': hmac(payload, Buffer.from(publicKey), { kid: RSA.kid }),
    'RS256 over an HMAC': hmac(payload, TEST_SECRET, { alg: 'RS256', kid: RSA.kid }),
    'HS512, which is not offered': jwt.sign(payload, TEST_SECRET, { algorithm: 'HS512' }),
    'a stranger by a known key id': await signWith(stranger, payload, { kid: RSA.kid }),
    'a stranger with a key of their own inside': await signWith(stranger, payload, { jwk: stranger.jwk }),
    'a stranger with an address of keys': await signWith(stranger, payload, { jku: 'http://127.0.0.1:9/k' }),
    'an extension that must be understood': hmac(payload, TEST_SECRET, { crit: ['x'], x: 1 }),
    ...Object.fromEntries(flood.map((token, index) => [`unknown key id ${index}`, token])),
  };
  return [
    { name: 'nothing', headers: {}, holder: null },
    { name: 'an empty bearer', headers: { authorization: 'Bearer' }, holder: null },
    { name: 'basic credentials', headers: { authorization: 'Basic YTpi' }, holder: null },
    { name: 'a token without its scheme', headers: { authorization: good }, holder: null },
    { name: 'a token in a cookie', headers: { cookie: `token=${good}; access_token=${good}` }, holder: null },
    {
      name: 'a token in the address',
      headers: {},
      query: `access_token=${good}&token=${good}`,
      holder: null,
    },
    ...Object.entries(tokens).map(([name, token]) => ({ name, headers: bearer(token), holder: null })),
  ];
}

/** Good tokens that say different things. */
async function taken(payload: Record<string, unknown>, nowSeconds: number): Promise<Credential[]> {
  const holders: Record<string, Holder> = {
    everything: ALL,
    'another tenant': { ...ALL, tenant: 'other' },
    'no permission': { ...ALL, permissions: [] },
    'an unknown permission': { ...ALL, permissions: ['*', 'admin', 'VIEWACCOUNTMETRICS'] },
    'no organization': { ...ALL, permissions: without('ViewAccountMetrics'), orgs: [] },
    'another organization': { ...ALL, permissions: without('ViewAccountMetrics'), orgs: ['org-other'] },
    'its organization': { ...ALL, permissions: ['ViewOrgMetrics'], orgs: ['org-other', ORGANIZATION] },
    'organizations not named': { tenant: TENANT, permissions: ['ViewOrgMetrics'], clients: ['*'] },
    'no client': { ...ALL, clients: [] },
    'another client': { ...ALL, clients: ['f1a2b3c4-d5e6-7890-abcd-ef1234567890'] },
    'its client in capitals': { ...ALL, clients: [CLIENT.toUpperCase()] },
    'clients not named': { tenant: TENANT, permissions: PERMISSIONS, orgs: ['*'] },
    ...Object.fromEntries(PERMISSIONS.map((one) => [`only ${one}`, { ...ALL, permissions: [one] }])),
    ...Object.fromEntries(
      PERMISSIONS.map((one) => [`all but ${one}`, { ...ALL, permissions: without(one) }]),
    ),
  };
  const good = hmac(payload);
  return [
    ...Object.entries(holders).map(([name, holder]) => ({
      name,
      headers: bearer(hmac(claimsOf(holder, nowSeconds))),
      holder,
    })),
    { name: 'the prefix cog_', headers: bearer(`cog_${good}`), holder: ALL },
    { name: 'a scheme in capitals', headers: { authorization: `BEARER ${good}` }, holder: ALL },
    ...(await Promise.all(
      KEYS.map(async (key) => ({
        name: key.alg,
        headers: bearer(await signWith(key, payload)),
        holder: ALL,
      })),
    )),
  ];
}

/** X-Auth-Token with X-User-Id, where the family takes it. */
function pairs(payload: Record<string, unknown>): Credential[] {
  const good = hmac(payload);
  const mine = { 'x-auth-token': good, 'x-user-id': SUBJECT };
  const anothers = { 'x-auth-token': good, 'x-user-id': 'bob' };
  return [
    { name: 'the pair', headers: mine, holder: null, holderByPair: ALL },
    { name: "the pair with another's id", headers: anothers, holder: null },
    { name: 'half a pair', headers: { 'x-auth-token': good }, holder: null },
    {
      name: "a bearer beside another's pair",
      headers: { ...bearer(good), ...anothers },
      holder: ALL,
      holderByPair: null,
    },
    {
      name: 'a pair beside a bad bearer',
      headers: { ...bearer('x'), ...mine },
      holder: null,
      holderByPair: ALL,
    },
  ];
}

function without(permission: string): string[] {
  return PERMISSIONS.filter((one) => one !== permission);
}
