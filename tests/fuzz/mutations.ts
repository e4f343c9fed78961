import type { Random } from '../../scripts/demo/random';
import { HOSTILE_TEXTS } from '../api/hostile/hostile-texts';

/** Values of the wrong kind, at the edge of a kind, or that mean something to a program. */
const ODD_VALUES: readonly unknown[] = [
  null, true, false, 0, -0, -1, 1.5, 1e308, 2 ** 53, -(2 ** 53), 1e21, 4_102_444_800, '', ' ', '0', '-1', 'NaN', 'true', [], {},
  [[]], [null], { a: 1 }, '1970-01-01T00:00:00Z', '1969-12-31T23:59:59Z', '9999-12-31T23:59:59Z', '2026-02-30', '2026-02-29T24:00:00Z',
  '2026-13-01', '0000-00-00', '+002026-01-01', '2026-01-01T00:00:00+14:01', 'x'.repeat(257), 'x'.repeat(5_000), '\u0000', '\ud800',
  '\uffff', 'session', 'app_usage', '__proto__', 'constructor',
]; // prettier-ignore

/** Texts as parameters: odd, long, hostile. */
export function oddText(random: Random): string {
  if (random.chance(0.6)) return random.pick(HOSTILE_TEXTS);
  if (random.chance(0.02)) return 'x'.repeat(random.pick([1_000, 20_000]));
  const value = random.pick(ODD_VALUES);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The same value with one place in it changed: dropped, renamed, doubled, of another kind. */
export function withOneChange(value: unknown, random: Random): unknown {
  if (Array.isArray(value) && value.length > 0 && random.chance(0.85)) {
    const at = random.below(value.length);
    return value.map((one: unknown, index) => (index === at ? withOneChange(one, random) : one));
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && random.chance(0.95)) {
    return withOneFieldChanged(value as Readonly<Record<string, unknown>>, random);
  }
  return random.chance(0.5) ? random.pick(ODD_VALUES) : random.pick(HOSTILE_TEXTS);
}

function withOneFieldChanged(object: Readonly<Record<string, unknown>>, random: Random): unknown {
  const entries = Object.entries(object);
  const at = random.below(entries.length + 1);
  const [name, value] = entries[at] ?? ['', undefined];
  if (value === undefined || random.chance(0.1)) {
    const added = random.pick([
      'unknown',
      '__proto__',
      'constructor',
      'tenant',
      'toString',
      '',
      random.pick(HOSTILE_TEXTS),
    ]);
    return Object.fromEntries([...entries, [added, random.pick(ODD_VALUES)]]);
  }
  if (random.chance(0.2)) return Object.fromEntries(entries.filter(([one]) => one !== name));
  return Object.fromEntries(
    entries.map(([one, old]) => [one, one === name ? withOneChange(old, random) : old]),
  );
}

/** JSON that is not quite JSON, or more than it seems. */
export function oddJson(text: string, random: Random): Buffer {
  const bytes = Buffer.from(text);
  const at = random.below(bytes.length + 1);
  const kinds: readonly (() => Buffer | string)[] = [
    () => bytes.subarray(0, at),
    () => Buffer.concat([bytes.subarray(0, at), Buffer.from([random.below(256)]), bytes.subarray(at)]),
    () => Buffer.concat([bytes.subarray(0, at), Buffer.from([random.below(256)]), bytes.subarray(at + 1)]),
    () => Buffer.concat([bytes.subarray(0, at), bytes]),
    () => '['.repeat(random.pick([1, 100, 50_000])),
    () => `${'{"a":'.repeat(random.pick([10, 10_000]))}1`,
    () => `${text}${text}`,
    () => `[${text}`,
    () => text.replaceAll(/:(\d+)/g, ':1e999'),
    () => text.replaceAll(/:(\d+)/g, ':90071992547409931'),
    () => text.replace('{', '{"id":"first","id":"second",'),
    () => text.replace('{', '{"__proto__":{"tenant":"other"},'),
    () => `\ufeff${text}`,
    () => Buffer.from(text, 'utf16le'),
    () => text.replaceAll(',', ',\u0000'),
    () => `  \n\t${text}\r\n `,
    () =>
      random.pick([
        '',
        ' ',
        'null',
        '7',
        '"text"',
        'true',
        '[]',
        '{}',
        '\n\n',
        '[{}]',
        '[null]',
        'NaN',
        "{'a':1}",
      ]),
  ];
  return Buffer.from(random.pick(kinds)());
}
