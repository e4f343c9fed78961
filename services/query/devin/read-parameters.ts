import { missing, negative, notAnInteger, tooShort, type Problem } from './problems';

/** An optional minus and ASCII digits, of any length; nothing else (contract 6). */
const INTEGER = /^-?[0-9]+$/;

/** The rules of single parameters. Each reader notes what is wrong in `problems` and answers undefined then. */

/** A required integer. Of one given twice the last counts. */
export function readRequiredInteger(
  query: URLSearchParams,
  name: string,
  problems: Problem[],
): bigint | undefined {
  const text = query.getAll(name).at(-1);
  if (text === undefined) {
    problems.push(missing(name));
    return undefined;
  }
  return parseInteger(text, name, problems);
}

/** An optional threshold, at least 0, by default 1. */
export function readThreshold(query: URLSearchParams, name: string, problems: Problem[]): bigint | undefined {
  const text = query.getAll(name).at(-1);
  if (text === undefined) return 1n;
  const value = parseInteger(text, name, problems);
  if (value !== undefined && value < 0n) {
    problems.push(negative(name));
    return undefined;
  }
  return value;
}

/** An optional integer; null if absent. */
export function readOptionalInteger(
  query: URLSearchParams,
  name: string,
  problems: Problem[],
): bigint | null | undefined {
  const text = query.getAll(name).at(-1);
  return text === undefined ? null : parseInteger(text, name, problems);
}

/** An optional text that is not empty; null if absent. */
export function readText(
  query: URLSearchParams,
  name: string,
  problems: Problem[],
): string | null | undefined {
  const text = query.getAll(name).at(-1);
  if (text === undefined) return null;
  if (text !== '') return text;
  problems.push(tooShort(name));
  return undefined;
}

/** An optional list of texts, repeated or separated by commas or both; null if absent. An empty element is a problem, noted once. */
export function readTextList(
  query: URLSearchParams,
  name: string,
  problems: Problem[],
): readonly string[] | null | undefined {
  if (!query.has(name)) return null;
  const elements = query.getAll(name).flatMap((text) => text.split(','));
  if (elements.includes('')) {
    problems.push(tooShort(name));
    return undefined;
  }
  return elements;
}

function parseInteger(text: string, name: string, problems: Problem[]): bigint | undefined {
  if (INTEGER.test(text)) return BigInt(text);
  problems.push(notAnInteger(name));
  return undefined;
}
