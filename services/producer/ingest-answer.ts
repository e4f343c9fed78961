/** The answer of `POST /v1/events` (contract 4). */
export interface IngestAnswer {
  readonly accepted: number;
  readonly rejected_count: number;
  /** At most the first 1,000. */
  readonly rejected: readonly RejectedEvent[];
}

export interface RejectedEvent {
  /** Place of the event in the request, from 0. */
  readonly index: number;
  readonly id: string | null;
  readonly code: string;
  readonly path: string;
  readonly message: string;
}

/** Reads the body of an answer that counts events; null when it is anything else. */
export function readIngestAnswer(body: unknown): IngestAnswer | null {
  if (typeof body !== 'object' || body === null) return null;
  const answer = body as Partial<IngestAnswer>;
  const counts = typeof answer.accepted === 'number' && typeof answer.rejected_count === 'number';
  return counts && Array.isArray(answer.rejected) ? (answer as IngestAnswer) : null;
}

/** What a problem document (RFC 9457) says, in one line. */
export function problemText(status: number, body: unknown): string {
  const problem = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const texts = [problem.title, problem.detail].filter((text) => typeof text === 'string');
  return [`HTTP ${status}`, ...texts].join(': ');
}
