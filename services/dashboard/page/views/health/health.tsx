import type { JSX } from 'preact';
import { csvBlob } from '../../charts/csv';
import { tableOf } from '../../charts/chart-data';
import type { ChartData } from '../../charts/chart-data';
import { NoPermission, States } from '../../parts/states';
import { TimeChartCard } from '../../parts/time-chart-card';
import type { Scrape } from '../../state/metrics-text';
import { Details } from './details';
import { answerTimes, ingestLag, ingestRates } from './health-charts';
import { Tiles } from './tiles';
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
