/** One event as it goes over the wire: a line of NDJSON without its line break, and where it came from. */
export interface EventLine {
  readonly bytes: Buffer;
  /** Counted from 1, in whatever the line was read from. */
  readonly lineNumber: number;
}

/** Events that travel in one request. */
export interface Batch {
  /** NDJSON, not compressed. */
  readonly body: Buffer;
  /** The line number of each event, in the order of the body. */
  readonly lineNumbers: readonly number[];
}

export interface BatchLimits {
  readonly maxEvents: number;
  readonly maxBytes: number;
}

const LINE_BREAK = Buffer.from('\n');

/** Gathers lines into batches within both limits; a line that is larger than `maxBytes` travels alone. */
export async function* batchLines(
  lines: AsyncIterable<EventLine> | Iterable<EventLine>,
  { maxEvents, maxBytes }: BatchLimits,
): AsyncGenerator<Batch, void, undefined> {
  let gathered: EventLine[] = [];
  let gatheredBytes = 0;
  for await (const line of lines) {
    const lineBytes = line.bytes.length + LINE_BREAK.length;
    if (gathered.length === maxEvents || (gathered.length > 0 && gatheredBytes + lineBytes > maxBytes)) {
      yield toBatch(gathered);
      gathered = [];
      gatheredBytes = 0;
    }
    gathered.push(line);
    gatheredBytes += lineBytes;
  }
  if (gathered.length > 0) yield toBatch(gathered);
}

function toBatch(lines: readonly EventLine[]): Batch {
  return {
    body: Buffer.concat(lines.flatMap(({ bytes }) => [bytes, LINE_BREAK])),
    lineNumbers: lines.map(({ lineNumber }) => lineNumber),
  };
}
