import { keptAnswer } from './kept-answer';
import type { AnswerSource } from './kept-answer';
import type { Metrics } from './registry';
import { sampledGauges } from './sampled';

/** A row of the question operator/quarantine-figures. */
interface ReasonRow {
  readonly reason_code: string;
  readonly events: number;
}

const HELP = 'Refused events that wait in the quarantine, not taken since, by the newest reason.';

/** What the quarantine holds; absent where it is empty or the engine does not answer. */
export function quarantineMetrics(metrics: Metrics, source: AnswerSource): void {
  const reasons = keptAnswer<ReasonRow>(source, 'operator/quarantine-figures', {});
  sampledGauges(
    metrics,
    { name: 'headcount_quarantine_events', help: HELP, label: 'code' },
    async () => (await reasons())?.map(({ reason_code, events }) => [reason_code, events]) ?? [],
  );
}
