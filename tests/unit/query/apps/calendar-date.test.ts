import fc from 'fast-check';
import {
  daysInRange,
  isCalendarDate,
  storedDate,
} from '../../../../services/query/apps/parameters/calendar-date';

it('takes every real date and only in its one form', () => {
  const days = fc.date({
    min: new Date('0000-01-01T00:00:00Z'),
    max: new Date('9999-12-31T00:00:00Z'),
    noInvalidDate: true,
  });
  fc.assert(fc.property(days, (day) => isCalendarDate(day.toISOString().slice(0, 10))));
  fc.assert(fc.property(fc.string(), (text) => !isCalendarDate(text) || /^\d{4}-\d{2}-\d{2}$/.test(text)));
});

it.each([
  '2026-02-29',
  '2100-02-29',
  '2026-04-31',
  '2026-00-10',
  '2026-13-01',
  '2026-01-00',
  '2026-01-32',
  '2026-1-01',
  '2026-01-01 ',
  '2026-01-01\n',
  '-001-01-01',
  '２０２６-01-01',
])('does not take %j', (text) => {
  expect(isCalendarDate(text)).toBe(false);
});

it('counts both ends of a range', () => {
  expect(daysInRange('2026-02-28', '2026-02-28')).toBe(1);
  expect(daysInRange('2024-01-01', '2024-12-31')).toBe(366);
  expect(daysInRange('2025-01-01', '2026-01-02')).toBe(367);
  expect(daysInRange('2026-02-28', '2026-02-27')).toBe(0);
});

it('keeps the dates a column holds and puts the others on its ends', () => {
  const dates = [
    '0000-01-01',
    '1899-12-31',
    '1900-01-01',
    '2026-02-28',
    '2299-12-31',
    '2300-01-01',
    '9999-12-31',
  ];
  expect(dates.map(storedDate)).toEqual([
    ...['1900-01-01', '1900-01-01', '1900-01-01', '2026-02-28'],
    ...['2299-12-31', '2299-12-31', '2299-12-31'],
  ]);
});
