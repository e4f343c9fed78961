import { windowParams } from '../../../../services/query/engagement/creation-window';

const DAY = 86_400_000;
const END = 65_536 * DAY;

test.each([
  ['an instant', [5, 5], { first_day: '1970-01-01', last_day: '1970-01-01', first_ms: 5, last_ms: 5 }],
  [
    'to midnight, which belongs to the next day',
    [DAY - 1, DAY],
    { first_day: '1970-01-01', last_day: '1970-01-02', first_ms: DAY - 1, last_ms: DAY },
  ],
  [
    'all of time',
    [-8.64e15, 8.64e15],
    { first_day: '1970-01-01', last_day: '2149-06-06', first_ms: 0, last_ms: END - 1 },
  ],
  ['before 1970', [-5, -1], null],
  ['after what can be stored', [END, END], null],
  ['reversed', [6, 5], null],
] as const)('%s', (_case, [firstMs, lastMs], expected) => {
  expect(windowParams('acme', { firstMs, lastMs })).toEqual(expected && { tenant: 'acme', ...expected });
});
