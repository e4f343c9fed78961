/** Why an event or a directory entry is refused, in the order in which the reasons apply (contract 4). */
export const REJECTION_CODES = [
  'malformed_json',
  'invalid_event',
  'unknown_type',
  'missing_field',
  'unknown_field',
  'invalid_field',
  'future_event',
  'empty_report',
  'not_allowed',
  'unknown_client',
] as const;
export type RejectionCode = (typeof REJECTION_CODES)[number];

export interface Refusal {
  readonly code: RejectionCode;
  /** JSON pointer of the field, also of a missing one; '' where the whole event is meant. */
  readonly path: string;
  /** What is wrong, without any value that the caller sent. */
  readonly message: string;
}
