import { unsupported } from './request-refusal';

/** How the body of a request is to be read. */
export type BodyForm = 'json' | 'ndjson';

const CHARSETS = /;\s*charset\s*=\s*"?([^\s";]*)/gi;

/** The form that a Content-Type names. Throws RequestRefusal 415 for an absent or unknown type or another charset. */
export function bodyForm(contentType: string | undefined): BodyForm {
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase();
  if (contentType === undefined || (type !== 'application/json' && type !== 'application/x-ndjson')) {
    throw unsupported('The content type must be application/json or application/x-ndjson.');
  }
  for (const [, charset] of contentType.matchAll(CHARSETS)) {
    if (!/^utf-?8$/i.test(charset ?? '')) throw unsupported('The charset must be utf-8.');
  }
  return type === 'application/json' ? 'json' : 'ndjson';
}
