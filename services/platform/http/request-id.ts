/** A UUID, a ULID, or a trace id with what surrounds it: what a machine makes and no person is called. */
const MACHINE_MADE =
  /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-7][0-9a-hjkmnp-tv-z]{25}|(?:[0-9a-f]{1,16}-){0,3}[0-9a-f]{24,64}(?:-[0-9a-f]{1,16}){0,3})$/i;

/**
 * The caller's own request id where it can be repeated in a header and a log line, else a new one. It may hold anything: where it
 * is not of a form that machines make, it may be about a person, and logs hold nothing of the kind.
 */
export function requestIdOf(sent: string | string[] | undefined, makeId: () => string): string {
  return typeof sent === 'string' && MACHINE_MADE.test(sent) ? sent : makeId();
}
