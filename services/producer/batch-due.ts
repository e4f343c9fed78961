/** What waits to be sent. */
export interface WaitingLines {
  readonly lines: number;
  readonly bytes: number;
  /** How long the oldest has waited. */
  readonly oldestWaitMs: number;
  /** Somebody waits for the oldest, so company is not worth waiting for. */
  readonly isFlushed: boolean;
}

export interface BatchPolicy {
  readonly maxEvents: number;
  /** Uncompressed. An event that is larger travels alone. */
  readonly maxBytes: number;
  /** How long an event waits for company. */
  readonly lingerMs: number;
}

/** In how many milliseconds is a batch due, if nothing is added? 0 for now, null where nothing waits. */
export function batchDueInMs(waiting: WaitingLines, policy: BatchPolicy): number | null {
  if (waiting.lines === 0) return null;
  const isFull = waiting.lines >= policy.maxEvents || waiting.bytes >= policy.maxBytes;
  return isFull || waiting.isFlushed ? 0 : Math.max(0, policy.lingerMs - waiting.oldestWaitMs);
}

/** How many of the lines, oldest first, go into one batch: at least one, as many as fit both limits. */
export function batchLength(lineBytes: Iterable<number>, policy: BatchPolicy): number {
  let bytes = 0;
  let length = 0;
  for (const size of lineBytes) {
    bytes += size;
    if (length === policy.maxEvents || (length > 0 && bytes > policy.maxBytes)) break;
    length += 1;
  }
  return length;
}
