import type { ColumnType } from '../../platform/formats/list';

/** A figure, the figure of the comparison period, and the change in percent with at most one decimal (contract 8). */
export interface MetricWithDelta {
  readonly value: number;
  readonly change_pct: number | null;
  readonly compare_value: number | null;
}

/** A row's metric in a flat list. */
export function metricColumns(name: string): Readonly<Record<string, ColumnType>> {
  return {
    [`${name}.value`]: 'integer',
    [`${name}.change_pct`]: 'number',
    [`${name}.compare_value`]: 'integer',
  };
}

/** From a question's columns: whole figures, and the change as tenths of a percent. 64-bit integers arrive as strings. */
export function metricWithDelta(
  value: string,
  compareValue: string | null,
  changeTenths: string | null,
): MetricWithDelta {
  return {
    value: Number(value),
    change_pct: changeTenths === null ? null : Number(changeTenths) / 10,
    compare_value: compareValue === null ? null : Number(compareValue),
  };
}
