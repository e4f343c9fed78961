import type { ChartData, Series } from '../../charts/chart-data';
import { rate, seconds, shortCount } from '../../charts/figures';
import { ratePerSecond, sumOf } from '../../state/metrics-text';
import type { Scrape } from '../../state/metrics-text';

const ACCEPTED = 'headcount_ingest_events_accepted_total';
const REFUSED = 'headcount_ingest_events_refused_total';

/** Between each two scrapes; there is nothing to say of the first one. */
export function ingestRates(scrapes: readonly Scrape[]): ChartData {
  const rates = (name: string): (number | null)[] =>
    scrapes.slice(1).map((scrape, index) => ratePerSecond(scrapes[index] ?? scrape, scrape, name));
  const chart = overTime(scrapes.slice(1), rate, [
    { label: 'Accepted', colour: 'series-1', values: rates(ACCEPTED), isFilled: true },
    { label: 'Refused', colour: 'series-4', values: rates(REFUSED) },
  ]);
  return { ...chart, writeTick: shortCount };
}

export function ingestLag(scrapes: readonly Scrape[]): ChartData {
  const values = scrapes.map((scrape) => sumOf(scrape, 'headcount_ingest_lag_seconds') ?? null);
  return overTime(scrapes, seconds, [{ label: 'Lag', colour: 'series-2', values, isFilled: true }]);
}

/** The mean time from a request's headers to the end of its answer, of those answered between two scrapes. */
export function answerTimes(scrapes: readonly Scrape[]): ChartData {
  const name = 'headcount_http_request_duration_seconds';
  const values = scrapes.slice(1).map((scrape, index) => {
    const earlier = scrapes[index] ?? scrape;
    const spent = ratePerSecond(earlier, scrape, `${name}_sum`);
    const answered = ratePerSecond(earlier, scrape, `${name}_count`);
    return spent === null || answered === null || answered === 0 ? null : spent / answered;
  });
  return overTime(scrapes.slice(1), seconds, [
    { label: 'Mean answer time', colour: 'series-3', values, isFilled: true },
  ]);
}

function overTime(
  scrapes: readonly Scrape[],
  write: ChartData['write'],
  series: readonly Series[],
): ChartData {
  const clock = (second: number): string => new Date(second * 1000).toLocaleTimeString('en-GB');
  return {
    times: scrapes.map(({ atMs }) => Math.round(atMs / 1000)),
    series,
    write,
    nameTime: clock,
    nameTick: clock,
  };
}
