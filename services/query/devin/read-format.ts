import type { IncomingHttpHeaders } from 'node:http';
import { acceptedFormat } from '../../platform/formats/accepted-format';
import { type Format, FORMATS, isFormat } from '../../platform/formats/format';
import { notOneOf, type Problem } from './problems';

/** The format of a list: `format`, the last if given twice, else by `Accept` (contract 9). Undefined after a problem. */
export function readFormat(
  request: { readonly query: URLSearchParams; readonly headers: IncomingHttpHeaders },
  problems: Problem[],
): Format | undefined {
  const text = request.query.getAll('format').at(-1);
  if (text === undefined) return acceptedFormat(request.headers.accept);
  if (isFormat(text)) return text;
  problems.push(notOneOf('format', FORMATS));
  return undefined;
}
