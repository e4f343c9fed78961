import type { JSX } from 'preact';
import { count, rate, seconds } from '../../charts/figures';
import { Tile } from '../../parts/tile';
import { ratePerSecond, sumOf, valuesBy } from '../../state/metrics-text';
import type { Scrape } from '../../state/metrics-text';

/** The newest figures, in the order in which things go wrong. */
export function Tiles({
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
        value={count(inQuarantine(latest))}
        note={`${count(sumOf(latest, 'headcount_ingest_events_refused_total'))} refused since the start`}
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

/** The events that wait there; an empty quarantine has no reasons, so that it has no samples either. */
function inQuarantine(latest: Scrape): number | undefined {
  const isKnown = sumOf(latest, 'headcount_engine_up') === 1;
  return sumOf(latest, 'headcount_quarantine_events') ?? (isKnown ? 0 : undefined);
}
