/** Why a call gave no figures. */
export interface Failure {
  readonly kind: 'unauthenticated' | 'forbidden' | 'refused' | 'unavailable' | 'unreachable';
  /** In the service's own words where it has some. */
  readonly message: string;
}

export const UNREACHABLE: Failure = {
  kind: 'unreachable',
  message: 'The service cannot be reached. Trying again ...',
};

const UNAVAILABLE = new Set([429, 502, 503, 504]);

export function failureOf(status: number, body: unknown): Failure {
  const message = messageIn(body) ?? `The service answered with status ${status}.`;
  if (status === 401) return { kind: 'unauthenticated', message };
  if (status === 403) return { kind: 'forbidden', message };
  return { kind: UNAVAILABLE.has(status) ? 'unavailable' : 'refused', message };
}

/** The families each have an error shape of their own. */
function messageIn(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { detail, error, message } = body as Readonly<Record<string, unknown>>;
  if (typeof detail === 'string') return detail;
  if (Array.isArray(detail)) {
    return (detail as readonly { readonly loc?: readonly (string | number)[]; readonly msg?: string }[])
      .map(({ loc, msg = '' }) => `${String(loc?.at(-1) ?? '')}: ${msg}`)
      .join('; ');
  }
  if (typeof error === 'string') return error;
  if (typeof error === 'object' && error !== null) return messageIn(error);
  return typeof message === 'string' ? message : undefined;
}
