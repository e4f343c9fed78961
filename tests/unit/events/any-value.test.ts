import fc from 'fast-check';
import { checkEvent } from '../../../services/ingest/events/check-event';
import { eventId } from '../../../services/ingest/events/event-id';
import { REJECTION_CODES } from '../../../services/ingest/rejection';
import { FULL_SAMPLES, OPEN } from './sample-events';

const anySample = fc.constantFrom(...FULL_SAMPLES.map(([, sample]) => sample));
const anyJson = fc.string({ unit: 'binary' }).chain((text) => fc.oneof(fc.jsonValue(), fc.constant(text)));

test('whatever JSON stands where, an event is accepted or refused with a code and a pointer to a field', () => {
  const names = fc.constantFrom(
    ...FULL_SAMPLES.flatMap(([, sample]) => Object.keys(sample)),
    'x',
    '__proto__',
  );
  const changes = fc.dictionary(names, anyJson, { maxKeys: 3 });
  fc.assert(
    fc.property(anySample, changes, fc.subarray(['id', 'type', 'created_at']), (sample, changed, removed) => {
      const event = JSON.parse(JSON.stringify({ ...sample, ...changed })) as Record<string, unknown>;
      for (const name of removed) Reflect.deleteProperty(event, name);
      const result = checkEvent(event, OPEN);
      if (!('code' in result)) return;
      expect(REJECTION_CODES).toContain(result.code);
      expect(result.path).toMatch(/^\//);
      expect(result.message).not.toBe('');
    }),
    { numRuns: 3_000 },
  );
});

test('whatever JSON is sent instead of an event is refused', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(checkEvent(value, OPEN)).toHaveProperty('code');
    }),
  );
});

test.each([
  [{ id: 'x' }, 'x'],
  [{ id: 'x', type: 5 }, 'x'],
  [{ id: '\u{1f600}'.repeat(128) }, '\u{1f600}'.repeat(128)],
  [{ id: '' }, null],
  [{ id: 'x'.repeat(129) }, null],
  [{ id: '\ud800' }, null],
  [{ id: 5 }, null],
  [{ id: null }, null],
  [{}, null],
  [['x'], null],
  ['x', null],
  [null, null],
])('an answer names %j by %j', (value, id) => {
  expect(eventId(value)).toBe(id);
});
