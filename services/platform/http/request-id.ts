const SANE = /^[A-Za-z0-9._-]{1,128}$/;

/** The caller's own request id where it is safe to repeat in a header and a log line, else a new one. */
export function requestIdOf(sent: string | string[] | undefined, makeId: () => string): string {
  return typeof sent === 'string' && SANE.test(sent) ? sent : makeId();
}
