import type { JSX } from 'preact';
import { count, rate, seconds, shortBytes } from '../../charts/figures';
import { csvBlob } from '../../charts/csv';
import { tableOf } from '../../charts/chart-data';
import type { ChartData } from '../../charts/chart-data';
import { Card, PlainTable } from '../../parts/card';
import { NoPermission, States } from '../../parts/states';
import { Tile } from '../../parts/tile';
import { TimeChartCard } from '../../parts/time-chart-card';
import { ratePerSecond, sumOf, valuesBy } from '../../state/metrics-text';
import type { Scrape } from '../../state/metrics-text';
import { answerTimes, ingestLag, ingestRates } from './health-charts';
import { useScrapes } from './use-scrapes';

const NEEDS = 'operate';

/** Whether the service does its work: what comes in, how late it is seen, what was refused, whether all figures still agree. */
export function Health(): JSX.Element {
  const { scrapes, ...answered } = useScrapes();
  const latest = scrapes.at(-1);
  const charts = { answered: { ...answered, body: latest && scrapes }, needs: NEEDS } as const;
  return (
    <>
      <header class="view-head">
        <h1>Health</h1>
      </header>
      {answered.failure?.kind === 'forbidden' ? (
        <div class="card">
          <NoPermission needs={NEEDS} />
        </div>
      ) : (
        <>
          <States answered={{ ...answered, body: latest }} needs={NEEDS}>
            {(scrape) => <Tiles latest={scrape} earlier={scrapes.at(-2)} />}
          </States>
          <HealthChart
            {...charts}
            title="Events a second"
            subtitle="Since this page was opened"
            fileName="events-per-second"
            chartOf={ingestRates}
            isEmpty={isTooFew}
            emptyText="The second look at the service comes in a few seconds."
          />
          <div class="columns">
            <HealthChart
              {...charts}
              title="Lag"
              subtitle="How long the oldest request waits to be written"
              fileName="ingest-lag"
              chartOf={ingestLag}
              isWide={false}
            />
            <HealthChart
              {...charts}
              title="Answer time"
              subtitle="Mean of all answers between two looks"
              fileName="answer-time"
              chartOf={answerTimes}
              isEmpty={isTooFew}
              emptyText="The second look at the service comes in a few seconds."
              isWide={false}
            />
          </div>
          {latest && <Details latest={latest} />}
        </>
      )}
    </>
  );
}

interface HealthChartProps {
  readonly answered: Parameters<typeof TimeChartCard<readonly Scrape[]>>[0]['answered'];
  readonly needs: string;
  readonly title: string;
  readonly subtitle: string;
  readonly fileName: string;
  readonly chartOf: (scrapes: readonly Scrape[]) => ChartData;
  readonly isEmpty?: (scrapes: readonly Scrape[]) => boolean;
  readonly emptyText?: string;
  readonly isWide?: boolean;
}

/** No call answers a course of the metrics: the file holds what the page has seen. */
function HealthChart(props: HealthChartProps): JSX.Element {
  const scrapes = props.answered.body ?? [];
  const csv = (): Blob => csvBlob(tableOf(props.chartOf(scrapes), 'Time'));
  return (
    <TimeChartCard {...props} calls={['/metrics']} csv={csv} shape="lines" timeHeading="Time" height={200} />
  );
}

function isTooFew(scrapes: readonly Scrape[]): boolean {
  return scrapes.length < 2;
}

function Tiles({
  latest,
  earlier,
}: {
  readonly latest: Scrape;
  readonly earlier: Scrape | undefined;
}): JSX.Element {
  const accepted = earlier && ratePerSecond(earlier, latest, 'headcount_ingest_events_accepted_total');
  const drift = sumOf(latest, 'headcount_drift_rows');
  const comparisons = sumOf(latest, 'headcount_audit_comparisons_total') ?? 0;
  const isReady = sumOf(latest, 'headcount_ready') === 1;
  const reasons = valuesBy(latest, 'headcount_not_ready', 'reason').filter(([, is]) => is === 1);
  return (
    <dl class="tiles">
      <Tile
        label="Service"
        value={isReady ? 'Ready' : 'Not ready'}
        note={
          isReady ? 'engine, migrations and write path work' : reasons.map(([reason]) => reason).join(', ')
        }
      />
      <Tile
        label="Events a second"
        value={rate(accepted)}
        note={`${count(sumOf(latest, 'headcount_ingest_events_accepted_total'))} accepted since the start`}
      />
      <Tile
        label="Lag"
        value={seconds(sumOf(latest, 'headcount_ingest_lag_seconds'))}
        note={`${count(sumOf(latest, 'headcount_ingest_queue_requests'))} requests waiting`}
      />
      <Tile
        label="In quarantine"
        value={count(sumOf(latest, 'headcount_ingest_events_refused_total'))}
        note="events refused since the start"
      />
      <Tile
        label="Drift"
        value={drift === undefined || comparisons === 0 ? 'Not checked' : drift === 0 ? 'None' : count(drift)}
        note={
          comparisons === 0
            ? 'no comparison with the facts yet'
            : `${count(comparisons)} comparisons with the facts`
        }
      />
    </dl>
  );
}

/** What was refused and why, and what the store holds. */
function Details({ latest }: { readonly latest: Scrape }): JSX.Element {
  const refused = valuesBy(latest, 'headcount_ingest_events_refused_total', 'code').filter(
    ([, events]) => events > 0,
  );
  const refusals = [['Reason', 'Events'], ...refused.map(([code, events]) => [code, count(events)])];
  const rows = new Map(valuesBy(latest, 'headcount_engine_table_rows', 'table'));
  const parts = new Map(valuesBy(latest, 'headcount_engine_table_parts', 'table'));
  const bytes = valuesBy(latest, 'headcount_engine_table_bytes', 'table').toSorted(
    ([, one], [, other]) => other - one,
  );
  const tables = [
    ['Table', 'Rows', 'Parts', 'On disk'],
    ...bytes.map(([table, size]) => [
      table,
      count(rows.get(table)),
      count(parts.get(table)),
      shortBytes(size),
    ]),
  ];
  const memory = shortBytes(sumOf(latest, 'headcount_engine_memory_bytes'));
  const free = shortBytes(sumOf(latest, 'headcount_engine_disk_free_bytes'));
  return (
    <div class="columns">
      <Card
        title="Refused"
        subtitle="Events kept in the quarantine, by reason, since the start"
        calls={['/metrics']}
        fileName="refused"
        csv={() => csvBlob(refusals)}
      >
        {refused.length === 0 ? (
          <p class="quiet-text">None.</p>
        ) : (
          <PlainTable rows={refusals} caption="Refused" />
        )}
      </Card>
      <Card
        title="Store"
        subtitle={`${memory} of memory in use, ${free} of disk free`}
        calls={['/metrics']}
        fileName="store"
        csv={() => csvBlob(tables)}
      >
        <PlainTable rows={tables} caption="Store" />
      </Card>
    </div>
  );
}
