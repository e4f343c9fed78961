import type { RouteRequest } from '../../../platform/http/route';
import { acceptedFormat } from '../../../platform/formats/accepted-format';
import { type Format, FORMATS } from '../../../platform/formats/format';
import type { QueryReader } from './query-reader';

/** The format of a list: `format`, else by `Accept` (contract 9). Read before the parameters of the page. */
export function readFormat({ headers }: RouteRequest, query: QueryReader): Format {
  if (!query.has('format')) return acceptedFormat(headers.accept);
  return query.oneOf('format', FORMATS) ?? 'json';
}
