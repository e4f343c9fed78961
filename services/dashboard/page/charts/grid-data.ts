/** A cell of a coloured grid. */
export interface Cell {
  readonly text: string;
  /** 0 (nothing) to 7 (most); null for what is not there at all. */
  readonly heat: number | null;
  /** In words, for a pointer that rests on it. */
  readonly hint: string;
  /** Not over yet. */
  readonly isProvisional?: boolean;
}

export interface GridRow {
  readonly name: string;
  /** A figure of the whole row. */
  readonly note?: string;
  readonly cells: readonly Cell[];
}

export interface GridData {
  /** Of the rows' names, and of their notes where they have any. */
  readonly corner: string;
  readonly noteHeading?: string;
  readonly columns: readonly string[];
  readonly rows: readonly GridRow[];
}

export const HEAT_STEPS = 7;
/** From this step on the text on it is of the other colour. */
export const BRIGHT_FROM = 5;

/** Which of the steps a value takes; nothing is 0, and anything at least 1. */
export function heatOf(value: number, most: number): number {
  if (value <= 0 || most <= 0) return 0;
  return Math.min(HEAT_STEPS, 1 + Math.floor((value / most) * (HEAT_STEPS - 0.001)));
}

/** Rows of texts, the header first. */
export function gridTable({ corner, noteHeading, columns, rows }: GridData): string[][] {
  const header = [corner, ...(noteHeading === undefined ? [] : [noteHeading]), ...columns];
  const body = rows.map(({ name, note, cells }) => [
    name,
    ...(noteHeading === undefined ? [] : [note ?? '']),
    ...columns.map((_, index) => cells[index]?.text ?? ''),
  ]);
  return [header, ...body];
}
