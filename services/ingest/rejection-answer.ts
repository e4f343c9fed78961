import { json } from '../platform/http/answer';
import type { Answer } from '../platform/http/route';
import type { Refusal } from './rejection';

export const MAX_LISTED_REJECTIONS = 1_000;

/** A refused event or directory entry: its place in the body, what to call it, and why. */
export interface Rejection {
  readonly index: number;
  readonly id: string | null;
  readonly refusal: Refusal;
}

/** What became of a body's events or entries (contract 4): 200 nothing refused, 207 some, 422 all. */
export function bodyAnswer(accepted: number, rejections: readonly Rejection[]): Answer {
  const rejected = rejections.slice(0, MAX_LISTED_REJECTIONS).map(({ index, id, refusal }) => {
    const { code, path, message } = refusal;
    return { index, id, code, path, message };
  });
  const status = rejections.length === 0 ? 200 : accepted === 0 ? 422 : 207;
  return json(status, { accepted, rejected_count: rejections.length, rejected });
}
