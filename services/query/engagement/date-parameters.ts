import type { Answer } from '../../platform/http/route';
import { failure } from './family';

/** A required date parameter's instant in Unix milliseconds, or the 400 that its request deserves. */
export type CheckedDates<Name extends string> =
  { readonly instants: Readonly<Record<Name, number>> } | { readonly answer: Answer };

/**
 * Checks the date parameters of a question, all required (contract 7). Those present are checked in the order of the query
 * string; a missing one is reported only if every present one is valid, in the order of `names`. Unknown keys are ignored.
 */
export function checkDates<Name extends string>(
  query: URLSearchParams,
  names: readonly Name[],
): CheckedDates<Name> {
  const values = new Map<Name, string[]>();
  for (const [key, value] of query) {
    const name = names.find((candidate) => candidate === key);
    if (name !== undefined) values.set(name, [...(values.get(name) ?? []), value]);
  }
  const instants = new Map<Name, number>();
  for (const [name, [value = '', ...repeats]] of values) {
    const instant = repeats.length === 0 ? parseInstant(value) : null;
    if (instant === null) return { answer: matchError(`Failed Match.Where validation in field ${name}`) };
    instants.set(name, instant);
  }
  const missing = names.find((name) => !instants.has(name));
  if (missing !== undefined) return { answer: matchError(`Missing key '${missing}'`) };
  return { instants: Object.fromEntries(instants) as Record<Name, number> };
}

/**
 * The instant in Unix milliseconds, or null: a text is valid if and only if it is what JavaScript prints for the instant it
 * stands for, `YYYY-MM-DDTHH:mm:ss.sssZ` or the form with a sign and six digits of year.
 */
export function parseInstant(text: string): number | null {
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime()) || instant.toISOString() !== text) return null;
  return instant.getTime();
}

function matchError(reason: string): Answer {
  return failure(400, `Match error: ${reason}`);
}
