import {
  DATE32_SPAN,
  DATE_SPAN,
  dayOfIsoDate,
  isoDate,
  runsOf,
  storableDays,
} from '../../../../services/query/dates/storable-days';

test('the spans are those of ClickHouse', () => {
  expect([isoDate(DATE_SPAN.firstDay), isoDate(DATE_SPAN.lastDay)]).toEqual(['1970-01-01', '2149-06-06']);
  expect([isoDate(DATE32_SPAN.firstDay), isoDate(DATE32_SPAN.lastDay)]).toEqual(['1900-01-01', '2299-12-31']);
});

test('a span is cut to what a column can hold, at either end', () => {
  expect(storableDays({ firstDay: -5n, lastDay: 10n ** 30n }, DATE_SPAN)).toEqual(DATE_SPAN);
  expect(storableDays({ firstDay: 7, lastDay: 9 }, DATE_SPAN)).toEqual({ firstDay: 7, lastDay: 9 });
});

test('a span outside of what a column can hold, or the wrong way round, holds nothing', () => {
  expect(storableDays({ firstDay: -5n, lastDay: -1n }, DATE_SPAN)).toBeNull();
  expect(storableDays({ firstDay: 65_536n, lastDay: 10n ** 30n }, DATE_SPAN)).toBeNull();
  expect(storableDays({ firstDay: 9, lastDay: 8 }, DATE_SPAN)).toBeNull();
});

test('dates and day numbers stand for each other', () => {
  for (const date of ['1900-01-01', '1969-12-31', '1970-01-01', '2024-02-29', '2299-12-31']) {
    expect(isoDate(dayOfIsoDate(date))).toBe(date);
  }
});

test('spans that follow each other are one run, of at most so many', () => {
  const days = [1, 2, 3, 5, 6].map((day) => ({ firstDay: day, lastDay: day }));
  expect(runsOf(days)).toEqual([
    { firstDay: 1, lastDay: 3 },
    { firstDay: 5, lastDay: 6 },
  ]);
  expect(runsOf(days, 2)).toEqual([
    { firstDay: 1, lastDay: 2 },
    { firstDay: 3, lastDay: 3 },
    { firstDay: 5, lastDay: 6 },
  ]);
  expect(runsOf([])).toEqual([]);
});
