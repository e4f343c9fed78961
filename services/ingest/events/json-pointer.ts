/** RFC 6901: a field's name as one step of a pointer. A lone surrogate, which no answer can carry, becomes U+FFFD. */
export function pointerStep(name: string): string {
  const escaped = name.replaceAll('~', '~0').replaceAll('/', '~1');
  return `/${escaped.replace(/\p{Surrogate}/gu, '\u{fffd}')}`;
}
