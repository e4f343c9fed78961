import type { ReplayOutcome } from '../../services/ingest/quarantine/replay';
import type { OperatedService } from '../operator/local-service';
import { postForLines } from '../operator/ndjson-answer';

const PAGE_SIZE = '500';

/** Offers page after page until none is left, and answers after each how many were taken and refused so far. */
export async function* replayPages(
  service: OperatedService,
  filter: Readonly<Record<string, string>>,
): AsyncGenerator<{ readonly taken: number; readonly refused: number }> {
  let [taken, refused] = [0, 0];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const query = { ...filter, page_size: PAGE_SIZE, ...(cursor !== undefined && { cursor }) };
    cursor = null;
    for await (const page of postForLines<ReplayOutcome>(service, '/v1/quarantine/replay', query)) {
      taken += page.taken;
      refused += page.refused;
      cursor = page.next_cursor;
      yield { taken, refused };
    }
  }
}
