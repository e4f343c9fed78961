import type { RejectedEvent } from './ingest-answer';

/** What has come of everything so far. */
export interface DeliveryCounts {
  readonly sent: number;
  readonly accepted: number;
  readonly refused: number;
}

/** An event that the service refuses, with its reason; sending it again would be in vain. */
export interface RefusedEvent extends Omit<RejectedEvent, 'index'> {
  /** As it was sent: a line of NDJSON. */
  readonly line: string;
  /** What the caller called it. */
  readonly label: string | number | undefined;
}
