import type { RouteRequest } from '../platform/http/route';
import type { Admission } from './commit/admission';
import { announcedBytes } from './commit/admission';
import { TryAgainLater } from './commit/commit-errors';
import type { Answer } from '../platform/http/route';
import { BODY_LIMITS } from './events/body-limits';
import { decodeBody } from './events/decode-body';
import type { BodyForm } from './events/media-type';
import { bodyForm } from './events/media-type';

export interface ReceivedBody {
  readonly bytes: Buffer;
  readonly form: BodyForm;
}

/**
 * Reads a request's body in one of the forms taken here, holding room for it in memory until it is worked off. Throws RequestRefusal (415, 413, 400), or
 * TryAgainLater before a byte is read when there is no room.
 */
export async function withBody(
  { headers, body, principal }: Pick<RouteRequest, 'headers' | 'body' | 'principal'>,
  admission: Admission,
  forms: readonly BodyForm[],
  work: (body: ReceivedBody) => Promise<Answer>,
): Promise<Answer> {
  const form = bodyForm(headers['content-type'], forms);
  const lease = admission.enter(announcedBytes(headers), principal.tenant);
  if (!lease) throw new TryAgainLater('Too many bodies are being read.');
  try {
    const bytes = await decodeBody(body, headers['content-encoding'], BODY_LIMITS.maxDecodedBytes);
    lease.resize(bytes.length);
    return await work({ bytes, form });
  } finally {
    lease.release();
  }
}
