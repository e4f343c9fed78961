import { expectDescribed } from '../../support/described-answer';

/** The check that all API tests stand on has to refuse what is wrong. */
const DAU = {
  method: 'GET',
  path: '/v3/enterprise/metrics/dau?time_after=0&time_before=1',
  contentType: 'application/json',
};
const ENTRY = { start_time: 0, end_time: 86_399, active_users: 1 };

test.each([
  ['as described', { ...DAU, status: 200, body: [ENTRY] }],
  [
    'a problem list',
    { ...DAU, status: 422, body: { detail: [{ loc: ['query', 'a'], msg: 'b', type: 'c' }] } },
  ],
  ['in another format', { ...DAU, status: 200, contentType: 'text/csv; charset=utf-8', body: 'a,b' }],
  ['unchanged', { ...DAU, status: 304, contentType: null, body: '' }],
  ['of no operation', { ...DAU, path: '/v3/nothing', status: 404, body: { anything: true } }],
])('an answer %s passes', (_, answer) => {
  expect(() => {
    expectDescribed(answer);
  }).not.toThrow();
});

test.each([
  [
    'with a field too many',
    'must NOT have additional properties',
    { ...DAU, status: 200, body: [{ ...ENTRY, x: 1 }] },
  ],
  [
    'with a text for a number',
    'must be integer',
    { ...DAU, status: 200, body: [{ ...ENTRY, active_users: '1' }] },
  ],
  ['without a field', 'must have required property', { ...DAU, status: 200, body: [{ start_time: 0 }] }],
  ['of a status that is not described', 'is not described', { ...DAU, status: 418, body: {} }],
  [
    'of a media type that is not described',
    'is not described as text/html',
    { ...DAU, status: 200, contentType: 'text/html', body: '' },
  ],
])('an answer %s is refused', (_, reason, answer) => {
  expect(() => {
    expectDescribed(answer);
  }).toThrow(reason);
});
