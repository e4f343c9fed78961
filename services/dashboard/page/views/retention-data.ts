import type { Lifecycle, Retention, RetentionCohort } from '../api/answers';
import type { ChartData, Series } from '../charts/chart-data';
import { count, dayLabel, percent, shortDayLabel, wholePercent, WHOLE_STEPS } from '../charts/figures';
import { heatOf } from '../charts/grid-data';
import type { GridData } from '../charts/grid-data';

export const BUCKETS = ['day', 'week', 'month'] as const;
export type Bucket = (typeof BUCKETS)[number];

const NAMES: Readonly<Record<Bucket, string>> = { day: 'Day', week: 'Week', month: 'Month' };

/** The triangle, cohorts without anybody left out. */
export function triangleOf({ data, timezone }: Retention, bucket: Bucket, showsUsers: boolean): GridData {
  const cohorts = data.filter(({ cohort_size }) => cohort_size > 0);
  const longest = Math.max(0, ...cohorts.map(({ periods }) => periods.length));
  return {
    corner: bucket === 'day' ? 'First day' : bucket === 'week' ? 'Week of' : 'Month of',
    noteHeading: 'People',
    columns: Array.from({ length: longest }, (_, period) => `${NAMES[bucket]} ${period}`),
    rows: cohorts.map((cohort) => ({
      name: dayLabel(cohort.start_time, timezone).replace(/^\w+, |^\w+ /, ''),
      note: count(cohort.cohort_size),
      cells: cohort.periods.map(({ period, users, rate, provisional }) => ({
        text: showsUsers ? count(users) : wholePercent(rate),
        heat: heatOf(rate ?? 0, 1),
        hint: `${count(users)} of ${count(cohort.cohort_size)} (${percent(rate)}) in ${bucket} ${period}${provisional ? ', so far' : ''}`,
        isProvisional: provisional,
      })),
    })),
  };
}

/** Of all who could be there so many buckets later, how many were; buckets that are not over are left out. */
export function meanRates(cohorts: readonly RetentionCohort[]): (number | null)[] {
  const longest = Math.max(0, ...cohorts.map(({ periods }) => periods.length));
  return Array.from({ length: longest }, (_, period) => {
    let users = 0;
    let people = 0;
    for (const { cohort_size, periods } of cohorts) {
      const found = periods[period];
      if (!found || found.provisional) continue;
      users += found.users;
      people += cohort_size;
    }
    return people === 0 ? null : users / people;
  });
}

export function curveOf({ data, compare }: Retention, bucket: Bucket): ChartData {
  const main = meanRates(data);
  const prior = compare ? meanRates(compare.data) : null;
  const length = main.findLastIndex((rate) => rate !== null) + 1;
  const series: Series[] = [
    { label: 'Still active', colour: 'series-1', values: main.slice(0, length), isFilled: true },
  ];
  const values = main.slice(0, length).map((_, period) => prior?.[period] ?? null);
  // The first point is everybody, which says nothing.
  if (values.slice(1).some((value) => value !== null)) {
    series.push({ label: 'Before', colour: 'series-1', isPrior: true, values });
  }
  return {
    times: Array.from({ length }, (_, period) => period),
    series,
    write: percent,
    writeTick: wholePercent,
    nameTime: (period) => `${NAMES[bucket]} ${period}`,
    nameTick: (period) => `${NAMES[bucket]} ${period}`,
    maximum: 1,
  };
}

const KINDS = [
  { key: 'new_users', label: 'New', colour: 'series-2' },
  { key: 'resurrected_users', label: 'Resurrected', colour: 'series-3' },
  { key: 'returning_users', label: 'Returning', colour: 'series-1' },
] as const;

export function lifecycleOf({ data, timezone }: Lifecycle): ChartData {
  const unfinished = new Set(
    data.filter(({ provisional }) => provisional).map(({ start_time }) => start_time),
  );
  return {
    times: data.map(({ start_time }) => start_time),
    series: [
      ...KINDS.map(({ key, label, colour }) => ({
        label,
        colour,
        values: data.map((bucket) => bucket[key]),
      })),
      {
        label: 'Dormant',
        colour: 'ink',
        isPrior: true,
        values: data.map(({ dormant_users }) => dormant_users),
      },
    ],
    write: count,
    steps: WHOLE_STEPS,
    nameTime: (second) => `${dayLabel(second, timezone)}${unfinished.has(second) ? ' (so far)' : ''}`,
    nameTick: (second) => shortDayLabel(second, timezone),
  };
}
