/** A figure beside that of the comparison, which may be absent. */
export interface Compared {
  readonly value: bigint;
  readonly base: bigint | null;
  /** Tenths of a percent. */
  readonly change: bigint | null;
}

/** The change is rounded half away from zero, from the published integers; null where the comparison is absent or 0 (contract 8). */
export function compared(value: bigint, base: bigint | null): Compared {
  return { value, base, change: changeTenths(value, base) };
}

/** What lists are sorted by: each figure under its name, its change under `<name>_change`. */
export function sortFigures(figures: Readonly<Record<string, Compared>>): Record<string, bigint | null> {
  return Object.fromEntries(
    Object.entries(figures).flatMap(([name, { value, change }]) => [
      [name, value],
      [`${name}_change`, change],
    ]),
  );
}

/** As a question's rows carry it. */
export function textOf(value: bigint | null): string | null {
  return value === null ? null : String(value);
}

function changeTenths(value: bigint, base: bigint | null): bigint | null {
  if (base === null || base === 0n) return null;
  const difference = value - base;
  const size = difference < 0n ? -difference : difference;
  const tenths = (2000n * size + base) / (2n * base);
  return difference < 0n ? -tenths : tenths;
}
