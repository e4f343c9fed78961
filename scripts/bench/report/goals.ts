import type { ReadReport, ReadRow } from '../read-bench';
import { median, type Times } from '../statistics';

export interface Goal {
  readonly goal: string;
  readonly measured: string;
  readonly isMet: boolean;
}

/** What the read side promises, held against one run. Medians; the service's are those right after new events. */
export function readGoals({ rows, floor }: ReadReport): Goal[] {
  const of = (...groups: ReadRow['group'][]): ReadRow[] => rows.filter(({ group }) => groups.includes(group));
  const times = (row: ReadRow): number => row.fresh.p50Ms / floor.p50Ms;
  const worst = (
    name: string,
    most: number,
    over: readonly ReadRow[],
    ratio: (row: ReadRow) => number,
  ): Goal[] => {
    const slowest = over.toSorted((a, b) => ratio(b) - ratio(a))[0];
    if (!slowest) return [];
    const value = ratio(slowest);
    return [{ goal: name, measured: `${shown(value)} (${slowest.question})`, isMet: value <= most }];
  };
  const wau = of('enterprise-thresholds').filter(({ question }) => question.startsWith('WAU'));
  return [
    ...worst('enterprise, thresholds 1/1: at most 0.02 of the raw scan', 1 / 50, of('enterprise'), rawRatio),
    ...worst('enterprise, thresholds 1/1: at most 40 x the floor', 40, of('enterprise'), times),
    ...worst('one organization, thresholds 1/1: at most 8 x the floor', 8, of('organization'), times),
    ...worst('thresholds 3/3, enterprise WAU: at most 0.167 of the raw scan', 1 / 6, wau, rawRatio),
    ...worst(
      'repeated, nothing new ingested: at most 2 x the floor',
      2,
      rows,
      (row) => row.repeated.p50Ms / floor.p50Ms,
    ),
    ...worst('users of an app, any page and sort: at most 15 x the floor', 15, of('users-of-app'), times),
    ...peerGoals('DuckDB', rows, (row) => row.duckdb),
    ...peerGoals('PostgreSQL', rows, (row) => row.postgres),
  ];
}

function rawRatio(row: ReadRow): number {
  return row.fresh.p50Ms / row.raw.p50Ms;
}

function peerGoals(
  name: string,
  rows: readonly ReadRow[],
  timesOf: (row: ReadRow) => Times | undefined,
): Goal[] {
  const ratios = rows.flatMap((row) => {
    const other = timesOf(row);
    return other ? [{ row, ahead: other.p50Ms / row.fresh.p50Ms }] : [];
  });
  const least = ratios.toSorted((a, b) => a.ahead - b.ahead)[0];
  if (!least) return [];
  const middle = median(ratios.map(({ ahead }) => ahead));
  return [
    {
      goal: `ahead of ${name} on every row`,
      measured: `${shown(least.ahead)} x (${least.row.question})`,
      isMet: least.ahead > 1,
    },
    {
      goal: `at least 20 x ahead of ${name} on the median row`,
      measured: `${shown(middle)} x`,
      isMet: middle >= 20,
    },
  ];
}

export function shown(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toPrecision(2);
}
