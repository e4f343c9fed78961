import fc from 'fast-check';
import { checkDates, parseInstant } from '../../../../services/query/engagement/date-parameters';

const GOOD = '2024-01-16T23:59:59.999Z';

function check(query: string): unknown {
  const checked = checkDates(new URLSearchParams(query), ['start', 'end']);
  if (!('answer' in checked)) return checked.instants;
  expect(checked.answer.status).toBe(400);
  return JSON.parse(String(checked.answer.body));
}

function failure(reason: string): unknown {
  return { success: false, error: `Match error: ${reason}` };
}

test.each([
  ['2023-10-05T14:48:00.000Z', 1_696_517_280_000],
  ['+012345-01-01T00:00:00.000Z', Date.UTC(12345, 0, 1)],
  ['-000001-01-01T00:00:00.000Z', -62_198_755_200_000],
  ['+275760-09-13T00:00:00.000Z', 8.64e15],
])('%s is an instant', (text, instant) => {
  expect(parseInstant(text)).toBe(instant);
});

test.each([
  '2023-10-05T14:48:00Z',
  '2023-10-05',
  '2023-10-05T14:48:00.00Z',
  '2023-10-05T14:48:00.000+00:00',
  '2023-10-05t14:48:00.000Z',
  '2023-10-05T14:48:00.000z',
  '2023-02-30T00:00:00.000Z',
  '2023-02-28T24:00:00.000Z',
  ' 2023-10-05T14:48:00.000Z',
  '2023-10-05T14:48:00.000Z ',
  '',
  '2023-05-T00:00:00.000Z',
  '+002023-10-05T14:48:00.000Z',
  '-000000-01-01T00:00:00.000Z',
  '+275760-09-13T00:00:00.001Z',
  '1696517280000',
  'Invalid Date',
])('%j is no instant', (text) => {
  expect(parseInstant(text)).toBeNull();
});

test('whatever JavaScript prints for an instant is read back as it', () => {
  fc.assert(
    fc.property(fc.date({ noInvalidDate: true }), (date) => {
      expect(parseInstant(date.toISOString())).toBe(date.getTime());
    }),
  );
});

test.each([
  ['', "Missing key 'start'"],
  [`start=${GOOD}`, "Missing key 'end'"],
  [`end=${GOOD}`, "Missing key 'start'"],
  ['start=', 'Failed Match.Where validation in field start'],
  ['end=bad', 'Failed Match.Where validation in field end'],
  ['end=bad&start=bad', 'Failed Match.Where validation in field end'],
  ['start=bad&end=bad', 'Failed Match.Where validation in field start'],
  [`start=${GOOD}&end=bad`, 'Failed Match.Where validation in field end'],
  [`start=${GOOD}&start=${GOOD}&end=${GOOD}`, 'Failed Match.Where validation in field start'],
  [`start=${GOOD}&end=${GOOD}&end=${GOOD}`, 'Failed Match.Where validation in field end'],
  [`start=${GOOD}&end=bad&start=${GOOD}`, 'Failed Match.Where validation in field start'],
  [`Start=${GOOD}&end=${GOOD}`, "Missing key 'start'"],
])('?%s answers %s', (query, reason) => {
  expect(check(query)).toEqual(failure(reason));
});

test('unknown keys are ignored and good instants pass in any order', () => {
  const instants = { start: Date.parse(GOOD), end: Date.parse(GOOD) };
  expect(check(`x=1&end=${GOOD}&offset=bad&start=${GOOD}`)).toEqual(instants);
});

test('a question that needs only `start` ignores a malformed `end`', () => {
  const query = new URLSearchParams(`end=bad&start=${GOOD}`);
  expect(checkDates(query, ['start'])).toEqual({ instants: { start: Date.parse(GOOD) } });
});
