import { acceptedFormat } from '../../platform/formats/accepted-format';
import { FORMATS, isFormat } from '../../platform/formats/format';
import type { Format } from '../../platform/formats/format';
import { problem } from '../../platform/http/answer';
import type { Answer, PublicRequest } from '../../platform/http/route';

/** The format of a list: `format`, else by `Accept`; or the 400 that an unknown or a repeated one deserves. */
export function readListFormat({
  query,
  headers,
}: Pick<PublicRequest, 'query' | 'headers'>): Format | { readonly refused: Answer } {
  const [text, ...more] = query.getAll('format');
  if (text === undefined) return acceptedFormat(headers.accept);
  if (more.length > 0) return { refused: problem(400, 'Bad Request', 'format must be given only once.') };
  if (isFormat(text)) return text;
  return { refused: problem(400, 'Bad Request', `format must be one of ${FORMATS.join(', ')}.`) };
}
