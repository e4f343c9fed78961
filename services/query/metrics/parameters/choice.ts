import { notOneOf, type Problem } from '../../devin/problems';

/** One of a few words, or the default if absent. Of one given twice the last counts. */
export function readChoice<Word extends string>(
  query: URLSearchParams,
  name: string,
  words: readonly Word[],
  defaultWord: Word,
  problems: Problem[],
): Word | undefined {
  const text = query.getAll(name).at(-1);
  if (text === undefined) return defaultWord;
  const word = words.find((known) => known === text);
  if (word === undefined) problems.push(notOneOf(name, words));
  return word;
}
