import { acceptedFormat } from '../../platform/formats/accepted-format';
import { FORMATS, isFormat } from '../../platform/formats/format';
import type { Format } from '../../platform/formats/format';
import { problem } from '../../platform/http/answer';
import type { Answer, PublicRequest } from '../../platform/http/route';

/** The format of a list: `format`, the last if given twice, else by `Accept`; or the 422 that another deserves. */
export function readListFormat({
  query,
  headers,
}: Pick<PublicRequest, 'query' | 'headers'>): Format | { readonly refused: Answer } {
  const text = query.getAll('format').at(-1);
  if (text === undefined) return acceptedFormat(headers.accept);
  if (isFormat(text)) return text;
  const refused = problem(422, 'Unprocessable Content', `format must be one of ${FORMATS.join(', ')}.`);
  return { refused };
}
