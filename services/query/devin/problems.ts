import { json } from '../../platform/http/answer';
import type { Answer } from '../../platform/http/route';

/** What is wrong with one parameter: an entry of a 422, exactly these keys in this order (contract 6). */
export interface Problem {
  readonly loc: readonly ['query', string];
  readonly msg: string;
  readonly type:
    'missing' | 'int_parsing' | 'greater_than_equal' | 'value_error' | 'string_too_short' | 'literal_error';
}

export function missing(name: string): Problem {
  return { loc: ['query', name], msg: 'Field required', type: 'missing' };
}

export function notAnInteger(name: string): Problem {
  const msg = 'Input should be a valid integer, unable to parse string as an integer';
  return { loc: ['query', name], msg, type: 'int_parsing' };
}

export function negative(name: string): Problem {
  const msg = 'Input should be greater than or equal to 0';
  return { loc: ['query', name], msg, type: 'greater_than_equal' };
}

export function tooShort(name: string): Problem {
  return { loc: ['query', name], msg: 'String should have at least 1 character', type: 'string_too_short' };
}

/** Worded as Pydantic words a Literal: 'a', 'b' or 'c'. */
export function notOneOf(name: string, words: readonly string[]): Problem {
  const quoted = words.map((word) => `'${word}'`);
  const msg = `Input should be ${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1) ?? ''}`;
  return { loc: ['query', name], msg, type: 'literal_error' };
}

/** A rule between parameters that is broken. */
export function valueError(name: string, rule: string): Problem {
  return { loc: ['query', name], msg: `Value error, ${rule}`, type: 'value_error' };
}

/** 422 with all problems at once. */
export function unprocessable(problems: readonly Problem[]): Answer {
  return json(422, { detail: problems });
}
