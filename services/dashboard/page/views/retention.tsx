import type { JSX } from 'preact';
import { useCallback } from 'preact/hooks';
import type { Lifecycle, Retention as RetentionAnswer } from '../api/answers';
import { metricsPath } from '../api/paths';
import { useCall } from '../api/use-call';
import { ComparisonFilter, RangeFilter, ThresholdFilter, ZoneFilter } from '../parts/filters';
import { GridCard } from '../parts/grid-card';
import { METRICS_NEED as NEEDS, OrganizationFilter } from '../parts/organization-filter';
import { Segmented } from '../parts/segmented';
import { TimeChartCard } from '../parts/time-chart-card';
import { daysBetween } from '../state/dates';
import { periodOf } from '../state/range';
import { BUCKETS, curveOf, lifecycleOf, triangleOf } from './retention-data';
import type { Bucket } from './retention-data';
import type { ViewProps } from './view';

const BUCKET_NAMES: Readonly<Record<Bucket, string>> = { day: 'days', week: 'weeks', month: 'months' };

/** Who comes back. */
export function Retention({ address, go, claims }: ViewProps): JSX.Element {
  const now = new Date();
  const { own } = address;
  const { from, to } = periodOf(address.range, address.zone, now);
  const bucket = BUCKETS.find((one) => one === own.bucket) ?? (daysBetween(from, to) < 14 ? 'day' : 'week');
  const mode = own.mode === 'on_or_after' ? own.mode : 'on';
  const showsUsers = own.show === 'users';
  const choose = (choice: Readonly<Record<string, string>>): void => {
    go({ own: { ...own, ...choice } }, true);
  };
  const retention = useCall<RetentionAnswer>(
    metricsPath('retention', address, claims, now, { bucket, mode }),
  );
  const withoutPrior = { ...address, comparison: 'none' } as const;
  const lifecycle = useCall<Lifecycle>(metricsPath('lifecycle', withoutPrior, claims, now, { bucket }));
  const triangle = useCallback(
    (body: RetentionAnswer) => triangleOf(body, bucket, showsUsers),
    [bucket, showsUsers],
  );
  const curve = useCallback((body: RetentionAnswer) => curveOf(body, bucket), [bucket]);
  return (
    <>
      <header class="view-head">
        <h1>Retention</h1>
        <div class="filters">
          <RangeFilter address={address} go={go} />
          <ComparisonFilter address={address} go={go} />
          <OrganizationFilter address={address} go={go} claims={claims} />
          <ThresholdFilter address={address} go={go} />
          <ZoneFilter address={address} go={go} />
        </div>
        <div class="filters">
          <Segmented
            label="Cohorts by"
            choices={BUCKETS.map((one) => ({ id: one, name: BUCKET_NAMES[one] }))}
            chosen={bucket}
            choose={(id) => {
              choose({ bucket: id });
            }}
          />
          <Segmented
            label="Counted as back"
            choices={[
              { id: 'on', name: `in that very ${bucket}` },
              { id: 'on_or_after', name: 'then or later' },
            ]}
            chosen={mode}
            choose={(id) => {
              choose({ mode: id });
            }}
          />
          <Segmented
            label="Shown as"
            choices={[
              { id: 'rates', name: '%' },
              { id: 'users', name: 'people' },
            ]}
            chosen={showsUsers ? 'users' : 'rates'}
            choose={(id) => {
              choose({ show: id });
            }}
          />
        </div>
      </header>
      <GridCard
        title="Cohorts"
        subtitle={`Of the people whose first activity fell in a ${bucket}, how many were active so many ${BUCKET_NAMES[bucket]} later; italics are not over yet`}
        answered={retention}
        fileName="retention"
        needs={NEEDS}
        gridOf={triangle}
        isEmpty={hasNobody}
        emptyText="Nobody was active for the first time in this range."
      />
      <div class="columns">
        <TimeChartCard
          title="Retention curve"
          subtitle="All cohorts together; what is not over yet is left out"
          answered={retention}
          calls={[retention.path]}
          fileName="retention-curve"
          needs={NEEDS}
          shape="lines"
          chartOf={curve}
          timeHeading="Later"
          isEmpty={hasNobody}
          height={240}
          isWide={false}
        />
        <TimeChartCard
          title="Lifecycle"
          subtitle="Active people by what brought them, and those who stayed away"
          answered={lifecycle}
          calls={[lifecycle.path]}
          fileName="lifecycle"
          needs={NEEDS}
          shape="stacked"
          chartOf={lifecycleOf}
          height={240}
          isWide={false}
        />
      </div>
    </>
  );
}

function hasNobody({ data }: RetentionAnswer): boolean {
  return data.every(({ cohort_size }) => cohort_size === 0);
}
