import { unwrapCloudEvent } from '../../../services/ingest/events/cloud-event';
import type { Sample } from './sample-events';
import { without } from './sample-events';

const DATA = { user_id: 'ada', org_id: 'org-a' };
const WRAPPED: Sample = {
  specversion: '1.0',
  id: 'ce-1',
  source: '/devices/7',
  type: 'com.example.session',
  time: '2026-02-02T09:00:00Z',
  datacontenttype: 'application/json',
  traceparent: 'an extension',
  data: DATA,
};

function eventIn(wrapped: Sample): unknown {
  const unwrapped = unwrapCloudEvent(wrapped);
  return 'code' in unwrapped ? unwrapped : unwrapped.event;
}

test('what the data does not say comes from the attributes, and nothing else does', () => {
  const filled = { type: 'session', id: 'ce-1', created_at: '2026-02-02T09:00:00Z' };
  expect(eventIn(WRAPPED)).toEqual({ ...filled, ...DATA });
});

test('what the data says wins', () => {
  const data = { ...DATA, type: 'search', id: 'own', created_at: '2020-01-01T00:00:00Z' };
  expect(eventIn({ ...WRAPPED, data })).toEqual(data);
});

test('app usage has times of its own: the time of the CloudEvent is none of them', () => {
  const wrapped = { ...WRAPPED, type: 'app_usage', data: DATA };
  expect(eventIn(wrapped)).toEqual({ type: 'app_usage', id: 'ce-1', ...DATA });
});

test.each([
  ['session', 'session'],
  ['com.example.search', 'search'],
  ['com.example.app_usage.v1', 'app_usage'],
  ['com.example.session.V12', 'session'],
  ['com.example.session.created', 'created'],
  ['v1', undefined],
])('the type %s names %s', (type, named) => {
  expect((eventIn({ ...WRAPPED, type }) as { type?: string }).type).toBe(named);
});

test.each([
  ['an array', [WRAPPED], 'invalid_event', ''],
  ['null', null, 'invalid_event', ''],
  ['no specversion', without(WRAPPED, 'specversion'), 'missing_field', '/specversion'],
  ['no id', without(WRAPPED, 'id'), 'missing_field', '/id'],
  ['no source', without(WRAPPED, 'source'), 'missing_field', '/source'],
  ['a null type', { ...WRAPPED, type: null }, 'missing_field', '/type'],
  ['no data', without(WRAPPED, 'data'), 'missing_field', '/data'],
  ['bytes', { ...without(WRAPPED, 'data'), data_base64: 'e30=' }, 'unknown_field', '/data_base64'],
  ['another version', { ...WRAPPED, specversion: '0.3' }, 'invalid_field', '/specversion'],
  ['an empty id', { ...WRAPPED, id: '' }, 'invalid_field', '/id'],
  ['a number for a source', { ...WRAPPED, source: 1 }, 'invalid_field', '/source'],
  ['XML', { ...WRAPPED, datacontenttype: 'text/xml' }, 'invalid_field', '/datacontenttype'],
  ['no time at all', { ...WRAPPED, time: 'now' }, 'invalid_field', '/time'],
  ['a text for data', { ...WRAPPED, data: '{}' }, 'invalid_field', '/data'],
])('a CloudEvent with %s is refused, and where is said', (_, wrapped, code, path) => {
  expect(unwrapCloudEvent(wrapped)).toMatchObject({ code, path });
});

test('the problem of a field is placed where the field stands', () => {
  const unwrapped = unwrapCloudEvent(WRAPPED);
  if ('code' in unwrapped) throw new Error(unwrapped.message);
  const places = ['', '/type', '/id', '/created_at', '/user_id', '/pull_requests/0/id'].map(unwrapped.pathOf);
  expect(places).toEqual(['/data', '/type', '/id', '/time', '/data/user_id', '/data/pull_requests/0/id']);
});

test('no name in the data reaches an object that others share', () => {
  const data = JSON.parse('{"__proto__":{"polluted":1},"constructor":1}') as object;
  const event = eventIn({ ...WRAPPED, data }) as object;
  expect(Object.hasOwn(event, '__proto__')).toBe(true);
  expect('polluted' in {}).toBe(false);
});
