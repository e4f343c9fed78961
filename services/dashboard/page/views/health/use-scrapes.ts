import { useEffect, useRef, useState } from 'preact/hooks';
import { useCall } from '../../api/use-call';
import type { Answered } from '../../api/use-call';
import { readMetrics } from '../../state/metrics-text';
import type { Scrape } from '../../state/metrics-text';

const EVERY_MS = 4_000;
/** A quarter of an hour. */
const MAX_KEPT = 225;

/** The scrapes since the view was opened, oldest first; they are kept by nobody else. */
export function useScrapes(): Answered<string> & { readonly scrapes: readonly Scrape[] } {
  const answered = useCall<string>('/metrics', EVERY_MS);
  const [scrapes, setScrapes] = useState<readonly Scrape[]>([]);
  const seen = useRef<string | undefined>(undefined);
  const { body } = answered;
  useEffect(() => {
    if (body === undefined || body === seen.current) return;
    seen.current = body;
    const scrape = { atMs: Date.now(), samples: readMetrics(body, 'headcount_') };
    setScrapes((earlier) => [...earlier, scrape].slice(-MAX_KEPT));
  }, [body]);
  return { ...answered, scrapes };
}
