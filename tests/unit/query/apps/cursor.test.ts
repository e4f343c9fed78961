import fc from 'fast-check';
import { QueryCursors } from '../../../../services/query/apps/cursor';
import { Refused } from '../../../../services/query/apps/errors';

const KEY = 'the key of an installation';
const QUERY = ['users-of-app', 'acme', { start_date: '2026-02-01' }];

const positions = fc.record({
  number: fc.option(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String)),
  name: fc.string({ unit: 'binary' }),
  id: fc.string({ unit: 'binary' }),
});

function refusalOf(read: () => unknown): unknown {
  try {
    read();
  } catch (error) {
    if (error instanceof Refused) return JSON.parse(String(error.answer.body));
    throw error;
  }
  return 'nothing was refused';
}

it('gives back every position exactly, in characters that need no escaping in an address', () => {
  const cursors = new QueryCursors(KEY, QUERY);
  fc.assert(
    fc.property(positions, (position) => {
      const cursor = cursors.seal(position);
      expect(cursor).toMatch(/^[\w-]+$/);
      expect(cursors.open(cursor)).toEqual(position);
    }),
  );
});

it('is the same for the same position, and null where none was sent', () => {
  const position = { number: '-5', name: 'anna', id: 'u1' };
  expect(new QueryCursors(KEY, QUERY).seal(position)).toBe(new QueryCursors(KEY, QUERY).seal(position));
  expect(new QueryCursors(KEY, QUERY).open(undefined)).toBeNull();
});

it('of another query or another key is refused', () => {
  const cursor = new QueryCursors(KEY, QUERY).seal({ number: null, name: 'anna', id: 'u1' });
  const details = { cursor };
  expect(refusalOf(() => new QueryCursors(KEY, [...QUERY, 'asc']).open(cursor))).toEqual({
    error: {
      code: 'invalid_cursor',
      message: 'cursor does not match this query; start again without cursor',
      details,
    },
  });
  expect(refusalOf(() => new QueryCursors('another key', QUERY).open(cursor))).toEqual({
    error: { code: 'invalid_cursor', message: 'cursor is not valid; start again without cursor', details },
  });
});

it('that was not written by us is refused, whatever it is', () => {
  const cursors = new QueryCursors(KEY, QUERY);
  const cursor = cursors.seal({ number: '12', name: 'anna', id: 'u1' });
  const refused = expect.objectContaining({
    error: expect.objectContaining({ code: 'invalid_cursor' }) as unknown,
  }) as unknown;
  for (let at = 0; at < cursor.length; at += 1) {
    for (const put of ['', 'A', 'B', '=', '+']) {
      const changed = cursor.slice(0, at) + put + cursor.slice(at + 1);
      if (changed !== cursor) expect(refusalOf(() => cursors.open(changed))).toEqual(refused);
    }
  }
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(refusalOf(() => cursors.open(text))).toEqual(refused);
    }),
  );
});
