import type { JSX } from 'preact';
import { csvBlob } from '../../charts/csv';
import { count, shortBytes } from '../../charts/figures';
import { Card, PlainTable } from '../../parts/card';
import { sumOf, valuesBy } from '../../state/metrics-text';
import type { Scrape } from '../../state/metrics-text';

/** What was refused and why, and what the store holds. */
export function Details({ latest }: { readonly latest: Scrape }): JSX.Element {
  const refused = new Map(valuesBy(latest, 'headcount_ingest_events_refused_total', 'code'));
  const waiting = new Map(valuesBy(latest, 'headcount_quarantine_events', 'code'));
  const reasons = [...new Set([...refused.keys(), ...waiting.keys()])].filter(
    (code) => (refused.get(code) ?? 0) + (waiting.get(code) ?? 0) > 0,
  );
  const refusals = [
    ['Reason', 'In quarantine', 'Since the start'],
    ...reasons.map((code) => [code, count(waiting.get(code) ?? 0), count(refused.get(code) ?? 0)]),
  ];
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
        subtitle="Events that wait in the quarantine, and all that came since the start"
        calls={['/metrics']}
        fileName="refused"
        csv={() => csvBlob(refusals)}
      >
        {reasons.length === 0 ? (
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
