import { readClaims } from '../../../services/dashboard/page/api/token';
import { failureOf } from '../../../services/dashboard/page/api/failure';
import { stackedValues } from '../../../services/dashboard/page/charts/stacked';
import {
  change,
  changeBetween,
  count,
  duration,
  percent,
} from '../../../services/dashboard/page/charts/figures';
import { mintToken } from '../../support/tokens';

test.each([
  [null, '–'],
  [0, '0 s'],
  [59_400, '59 s'],
  [60_000, '1 m'],
  [3_599_000, '59 m'],
  [3_660_000, '1 h 01 m'],
  [359_940_000, '99 h 59 m'],
  [3_600_000_000, '1,000 h'],
])('%d ms is written %s', (ms, text) => {
  expect(duration(ms)).toBe(text);
});

test('figures are written plainly, and what is not there as a dash', () => {
  expect([count(1234567), count(null), percent(0.12345), percent(undefined)]).toEqual([
    '1,234,567',
    '–',
    '12.3%',
    '–',
  ]);
  expect([change(12.5), change(-4.1), change(0), change(null), change(2e9)]).toEqual([
    '+12.5%',
    '−4.1%',
    '±0.0%',
    '–',
    '+2B%',
  ]);
});

test.each([
  [110, 100, 10],
  [100, 110, -9.1],
  [1, 16, -93.8],
  [5, 5, 0],
  [5, 0, null],
  [5, null, null],
  [0, 7, -100],
])('from %2$s to %1$s is a change of %3$s percent', (value, before, expected) => {
  expect(changeBetween(value, before)).toBe(expected);
});

test('bars are stacked so that the last series stands at the bottom', () => {
  const series = (values: number[], isPrior = false): Parameters<typeof stackedValues>[0][number] => ({
    label: '',
    colour: '',
    values,
    isPrior,
  });
  expect(stackedValues([series([1, 2]), series([10, 0]), series([7, 7], true)])).toEqual([
    [11, 2],
    [10, 0],
    [7, 7],
  ]);
});

test('a token says who it is for, with its prefix or without, and nonsense says nothing', () => {
  const token = mintToken({ tenant: 'Größe', permissions: ['operate'], orgs: null });
  const claims = { tenant: 'Größe', subject: 'tester', permissions: ['operate'], orgs: [], clients: ['*'] };
  expect(readClaims(token)).toMatchObject(claims);
  expect(readClaims(`cog_${token}`)).toMatchObject(claims);
  for (const wrong of ['', 'a.b.c', 'x', token.slice(0, 40)]) expect(readClaims(wrong)).toBeNull();
});

test.each([
  [401, { detail: 'Not authenticated' }, 'unauthenticated', 'Not authenticated'],
  [403, { error: { code: 'forbidden', message: 'No.', details: {} } }, 'forbidden', 'No.'],
  [
    422,
    { detail: [{ loc: ['query', 'time_after'], msg: 'Field required' }] },
    'refused',
    'time_after: Field required',
  ],
  [400, { success: false, error: 'Match error' }, 'refused', 'Match error'],
  [503, { type: 'about:blank', detail: 'Later.' }, 'unavailable', 'Later.'],
  [500, '', 'refused', 'The service answered with status 500.'],
])('a refusal with status %d is told in the words of its family', (status, body, kind, message) => {
  expect(failureOf(status, body)).toEqual({ kind, message });
});
