import { meanRates } from '../../../services/dashboard/page/views/retention-data';

type Cohort = Parameters<typeof meanRates>[0][number];

function cohort(size: number, ...users: readonly (number | 'now')[]): Cohort {
  return {
    start_time: 0,
    end_time: 0,
    provisional: false,
    cohort_size: size,
    periods: users.map((some, period) => ({
      period,
      users: some === 'now' ? 1 : some,
      rate: null,
      provisional: some === 'now',
    })),
  };
}

test('cohorts weigh by their people, and what is not over yet is left out', () => {
  expect(meanRates([cohort(10, 10, 5, 'now'), cohort(30, 30, 'now')])).toEqual([1, 0.5, null]);
  expect(meanRates([cohort(10, 10, 5), cohort(30, 30, 25)])).toEqual([1, 0.75]);
});

test('nobody has no rate', () => {
  expect(meanRates([])).toEqual([]);
  expect(meanRates([cohort(0, 0)])).toEqual([null]);
});
