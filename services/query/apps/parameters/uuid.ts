const FORM = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A UUID of any version, in either case (contract 1). */
export function isUuid(text: string): boolean {
  return FORM.test(text);
}
