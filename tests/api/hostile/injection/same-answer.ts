import type { Reply } from '../calls';

/** No word of the service has it. */
const HARMLESS = '中';
/** What separates the values of a list, and what a caller may put around one. */
const KEPT = /[,\s]/u;

/** Pieces that are this long stand in no text of the service by chance. */
const SHORTEST_TOLD_APART = 4;

/** When it was written. */
const MOMENTS = ['updated_at', 'erased_through'];

/** A text of the same shape that means nothing to anybody: as many characters, separated in the same places. */
export function harmlessTwin(text: string): string {
  return Array.from(text, (character) => (KEPT.test(character) ? character : HARMLESS)).join('');
}

/**
 * What an answer says but for the text that was sent, wherever it is repeated, and for the moment of writing. The few characters of a
 * short one may be the service's own: they are taken out once only where they are all there is, once everywhere.
 */
export function answersWithout(reply: Reply, text: string): readonly string[] {
  return [SHORTEST_TOLD_APART, 0].map((shortest) => answerWithout(reply, text, shortest));
}

function answerWithout({ status, headers, text: body }: Reply, text: string, shortest: number): string {
  const isJson = /^application\/(problem\+)?json$/.test(headers['content-type'] ?? '');
  if (!isJson || body === '') return `${status} ${headers['content-type'] ?? ''} ${body}`;
  const pieces = [text, ...text.split(',')]
    .flatMap((piece) => [piece, piece.trim()])
    .filter((piece) => piece !== '')
    .sort((one, other) => other.length - one.length);
  const without = (value: unknown): unknown => {
    if (typeof value === 'string')
      return pieces.reduce((rest, piece) => withoutPiece(rest, piece, shortest), pointed(value, text));
    if (Array.isArray(value)) return value.map(without);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).filter(([name]) => !MOMENTS.includes(name));
    return Object.fromEntries(entries.map(([name, one]) => [String(without(name)), without(one)]));
  };
  return `${status} ${JSON.stringify(without(JSON.parse(body)))}`;
}

function withoutPiece(value: string, piece: string, shortest: number): string {
  if (piece.length < shortest) return value === piece ? '¤' : value;
  return value.replaceAll(piece, '¤');
}

/** JSON pointers write two characters of a name in another way. */
function pointed(value: string, text: string): string {
  return value.replaceAll(text.replaceAll('~', '~0').replaceAll('/', '~1'), text);
}
