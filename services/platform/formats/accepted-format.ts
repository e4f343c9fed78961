import { type Format, FORMATS, MEDIA_TYPES } from './format';

interface MediaRange {
  /** In lower case, without parameters. */
  readonly type: string;
  /** 0 to 1. */
  readonly quality: number;
  readonly position: number;
}

/**
 * The format that an `Accept` header prefers (RFC 9110 12.5.1): the highest quality, between equals the one named first, and
 * JSON where the header is absent or names nothing that we have.
 */
export function acceptedFormat(accept: string | undefined): Format {
  const ranges = (accept ?? '').split(',').map(readRange);
  let best: { readonly format: Format; readonly range: MediaRange } | undefined;
  for (const format of FORMATS) {
    const range = rangeFor(MEDIA_TYPES[format], ranges);
    if (range === undefined || range.quality === 0) continue;
    if (best === undefined || isBefore(range, best.range)) best = { format, range };
  }
  return best?.format ?? 'json';
}

function isBefore(a: MediaRange, b: MediaRange): boolean {
  return a.quality > b.quality || (a.quality === b.quality && a.position < b.position);
}

/** The most specific range that a media type falls into. */
function rangeFor(mediaType: string, ranges: readonly MediaRange[]): MediaRange | undefined {
  const [kind = ''] = mediaType.split('/');
  for (const wanted of [mediaType, `${kind}/*`, '*/*']) {
    const found = ranges.find(({ type }) => type === wanted);
    if (found) return found;
  }
  return undefined;
}

function readRange(text: string, position: number): MediaRange {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice('q='.length);
  return { type, quality: weight === undefined ? 1 : qualityOf(weight), position };
}

/** A weight that cannot be read makes its range count for nothing. */
function qualityOf(weight: string): number {
  return /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(weight) ? Number(weight) : 0;
}
