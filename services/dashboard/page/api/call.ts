import { failureOf, UNREACHABLE } from './failure';
import type { Failure } from './failure';

/** What a call gave: figures with the time they took, or why there are none. */
export type Outcome =
  | { readonly body: unknown; readonly tookMs: number; readonly isChanged: boolean }
  | { readonly failure: Failure };

interface Kept {
  readonly etag: string;
  readonly body: unknown;
}

/** The newest answers, in memory alone, so that an unchanged one costs a 304 and going back shows figures at once. */
const MAX_KEPT = 200;
const kept = new Map<string, Kept>();

export function keptBody(path: string): unknown {
  return kept.get(path)?.body;
}

export function forgetAnswers(): void {
  kept.clear();
}

/** Asks for JSON, or for text where the path answers no JSON. */
export async function call(token: string, path: string, signal: AbortSignal): Promise<Outcome> {
  const known = kept.get(path);
  const startedAt = performance.now();
  try {
    const response = await fetch(path, {
      headers: { Authorization: `Bearer ${token}`, ...(known?.etag && { 'If-None-Match': known.etag }) },
      cache: 'no-store',
      credentials: 'omit',
      signal,
    });
    const tookMs = performance.now() - startedAt;
    if (response.status === 304 && known) {
      keep(path, known);
      return { body: known.body, tookMs, isChanged: false };
    }
    const isJson = (response.headers.get('Content-Type') ?? '').includes('json');
    const body: unknown = isJson ? await response.json() : await response.text();
    if (!response.ok) return { failure: failureOf(response.status, body) };
    keep(path, { etag: response.headers.get('ETag') ?? '', body });
    return { body, tookMs, isChanged: true };
  } catch (error) {
    if (signal.aborted) throw error;
    return { failure: UNREACHABLE };
  }
}

/** The newest last; the oldest go. */
function keep(path: string, answer: Kept): void {
  kept.delete(path);
  kept.set(path, answer);
  const [oldest] = kept.keys();
  if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
}

/** The same list as a CSV file, whole, as the service writes it. */
export async function callForCsv(token: string, path: string): Promise<Blob> {
  const response = await fetch(`${path}${path.includes('?') ? '&' : '?'}format=csv`, {
    headers: { Authorization: `Bearer ${token}` },
    cache: 'no-store',
    credentials: 'omit',
  });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response.blob();
}
