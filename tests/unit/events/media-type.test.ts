import { bodyForm, EVENT_FORMS, PLAIN_FORMS } from '../../../services/ingest/events/media-type';
import { refusedWith } from './refused-with';

test.each([
  ['application/json', 'json'],
  ['Application/JSON; Charset=UTF-8', 'json'],
  ['application/json;charset="utf-8"', 'json'],
  ['application/json ; profile=x', 'json'],
  ['application/x-ndjson', 'ndjson'],
  ['APPLICATION/X-NDJSON;charset=utf8', 'ndjson'],
])('%s is read as %s', (contentType, form) => {
  expect(bodyForm(contentType, PLAIN_FORMS)).toBe(form);
});

test.each([
  ...[undefined, '', 'text/plain', 'application/jsonx', 'application', 'application/json+x', 'json'],
  ...[
    'application/json; charset=latin1',
    'application/json; charset=',
    'application/x-ndjson; charset="utf-16"',
  ],
  ...['application/json, application/json', 'application/json; charset=utf-8; charset=ascii'],
])('%j is not supported', (contentType) => {
  expect(() => bodyForm(contentType, EVENT_FORMS)).toThrow(refusedWith(415));
});

test.each([
  ['application/cloudevents+json; charset=utf-8', 'cloudevent'],
  ['application/CloudEvents-Batch+JSON', 'cloudevents'],
])('%s is read as %s where CloudEvents are taken, and nowhere else', (contentType, form) => {
  expect(bodyForm(contentType, EVENT_FORMS)).toBe(form);
  expect(() => bodyForm(contentType, PLAIN_FORMS)).toThrow(refusedWith(415));
});
