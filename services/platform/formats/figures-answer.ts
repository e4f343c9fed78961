import { json } from '../http/answer';
import type { Answer } from '../http/route';
import type { Format } from './format';
import { columnsAt } from './list';
import { answerInFormat } from './list-answer';

/**
 * One object of figures: as JSON itself, in every other format a list of one row with a column for each figure, in their order.
 * `fractions` are the paths of those that are no whole numbers.
 */
export function answerFigures(
  format: Format,
  name: string,
  figures: object,
  fractions: readonly string[] = [],
): Promise<Answer> {
  return answerInFormat(
    format,
    () => json(200, figures),
    () => {
      const types = pathsIn(figures).map(
        (path) => [path, fractions.includes(path) ? 'number' : 'integer'] as const,
      );
      return { name, columns: columnsAt(Object.fromEntries(types)), rows: [figures] };
    },
  );
}

/** Where the figures stand, as columnsAt takes it. */
function pathsIn(figures: object): string[] {
  return Object.entries(figures).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null ? pathsIn(value).map((path) => `${key}.${path}`) : [key],
  );
}
