import { acceptedFormat } from '../../platform/formats/accepted-format';
import { type Format, isFormat } from '../../platform/formats/format';
import type { Answer, RouteRequest } from '../../platform/http/route';
import { failure } from './family';

/** The format of a list, or the 400 that its request deserves. */
export type CheckedFormat = { readonly format: Format } | { readonly answer: Answer };

/** `format`, else by `Accept` (contract 9). Checked after the dates; given twice it is as wrong as an unknown one. */
export function checkFormat({ query, headers }: RouteRequest): CheckedFormat {
  const [text, ...repeats] = query.getAll('format');
  if (text === undefined) return { format: acceptedFormat(headers.accept) };
  if (repeats.length === 0 && isFormat(text)) return { format: text };
  return { answer: failure(400, 'Match error: Failed Match.Where validation in field format') };
}
