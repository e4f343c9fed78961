import { rangeParams } from '../../../../services/query/devin/storable-range';

const DAY = 86_400;
const END = 65_536 * DAY;

test.each([
  ['a second', [5, 6], { first_day: '1970-01-01', last_day: '1970-01-01', time_after: 5, time_before: 6 }],
  [
    'to midnight',
    [DAY - 1, 2 * DAY],
    { first_day: '1970-01-01', last_day: '1970-01-02', time_after: DAY - 1, time_before: 2 * DAY },
  ],
  [
    'over midnight by a second',
    [DAY, 2 * DAY + 1],
    { first_day: '1970-01-02', last_day: '1970-01-03', time_after: DAY, time_before: 2 * DAY + 1 },
  ],
  [
    'all of time',
    [-(10 ** 15), 10 ** 15],
    { first_day: '1970-01-01', last_day: '2149-06-06', time_after: 0, time_before: END },
  ],
  ['before 1970', [-5, 0], null],
  ['after what can be stored', [END, END + 1], null],
  ['nothing', [7, 7], null],
] as const)('%s', (_case, [after, before], expected) => {
  expect(rangeParams({ timeAfter: BigInt(after), timeBefore: BigInt(before) })).toEqual(expected);
});
