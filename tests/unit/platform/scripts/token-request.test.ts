import { UsageError, readTokenRequest } from '../../../../scripts/token/token-request';

const base = ['--tenant', 'acme', '--sub', 'ann', '--permissions', 'operate,ingest-events'];
const client = '0F8FAD5B-D9CB-469F-A165-70867728950E';

it('asks for an hour and leaves absent scopes out', () => {
  expect(readTokenRequest(base)).toEqual({
    claims: {
      tenant: 'acme',
      subject: 'ann',
      permissions: ['operate', 'ingest-events'],
      orgs: undefined,
      clients: undefined,
    },
    expiresInSeconds: 3600,
  });
});

it('takes lists and the star', () => {
  const { claims } = readTokenRequest([...base, '--orgs', '*', '--clients', `${client},${client}`]);
  expect([claims.orgs, claims.clients]).toEqual([['*'], [client, client]]);
});

it.each([
  ['45', 45],
  ['45s', 45],
  ['30m', 1800],
  ['2h', 7200],
  ['7d', 604_800],
])('reads the time %s', (text, seconds) => {
  expect(readTokenRequest([...base, '--expires-in', text]).expiresInSeconds).toBe(seconds);
});

it.each([
  ['no tenant', base.slice(2)],
  ['an empty tenant', [...base, '--tenant', '']],
  ['no permissions', base.slice(0, 4)],
  ['an unknown permission', [...base, '--permissions', 'operate,fly']],
  ['an empty permission', [...base, '--permissions', 'operate,']],
  ['the star among others', [...base, '--orgs', 'a,*']],
  ['empty orgs', [...base, '--orgs', '']],
  ['a client that is no UUID', [...base, '--clients', 'x']],
  ['no time', [...base, '--expires-in', '0']],
  ['an unknown unit', [...base, '--expires-in', '1w']],
  ['an unknown option', [...base, '--admin', 'yes']],
  ['a stray word', [...base, 'yes']],
])('refuses %s', (_case, args) => {
  expect(() => readTokenRequest(args)).toThrow(UsageError);
});
