import { placeholders } from './sql/parameters';

/** Of one user several numbers may be in use; of these, one stands for the user (clickhouse/migrations/0009_user_numbers.sql). */
export interface FurtherNumbers {
  readonly further_numbers: readonly number[];
  /** The one that stands for each, in the same order. */
  readonly canonical_numbers: readonly number[];
}

export interface FurtherNumberRow {
  readonly number: number;
  readonly canonical_number: number;
}

/** The question for them. */
export const FURTHER_NUMBERS = 'users/further-numbers';

/** Whether a question must be told them. */
export function takesFurtherNumbers(text: string): boolean {
  return placeholders(text).has('further_numbers' satisfies keyof FurtherNumbers);
}

/**
 * Asks with the further numbers of the moment. Each is written down before it is used anywhere: where none was added meanwhile, the
 * answer has seen no other.
 */
export async function withFurtherNumbers<Answer>(
  read: () => Promise<readonly FurtherNumberRow[]>,
  ask: (numbers: FurtherNumbers) => Promise<Answer>,
): Promise<Answer> {
  for (let before = await read(); ;) {
    const answer = await ask({
      further_numbers: before.map(({ number }) => number),
      canonical_numbers: before.map(({ canonical_number }) => canonical_number),
    });
    const after = await read();
    if (JSON.stringify(after) === JSON.stringify(before)) return answer;
    before = after;
  }
}
