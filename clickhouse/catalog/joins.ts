/**
 * How a column of an aggregate joins what is written to it: adding the same again changes nothing, in any order.
 * `minimum` and `maximum` of a nullable column take NULL for "nothing yet".
 */
export type JoinKind = 'set' | 'bits' | 'minimum' | 'maximum' | 'map_of_maxima' | 'bitmap';

/** A column's join, and the type of the value that it holds. */
export interface ColumnJoin {
  readonly kind: JoinKind;
  /** The type without its SimpleAggregateFunction wrapping; of a bitmap, the type of its numbers. */
  readonly valueType: string;
}

const SIMPLE_JOINS: Readonly<Record<string, JoinKind>> = {
  groupUniqArrayArray: 'set',
  groupBitOr: 'bits',
  min: 'minimum',
  max: 'maximum',
  maxMap: 'map_of_maxima',
};
const STATE_JOINS: Readonly<Record<string, JoinKind>> = { groupBitmap: 'bitmap' };
const STATE = /^(Simple)?AggregateFunction\((\w+),\s*([\s\S]+)\)$/;

/** The join of a column by its type; undefined where it is none, as of a sum, a count or a plain column. */
export function joinOf(type: string): ColumnJoin | undefined {
  const [, simple, name = '', valueType] = STATE.exec(type) ?? [];
  const known = simple === undefined ? STATE_JOINS : SIMPLE_JOINS;
  const kind = Object.hasOwn(known, name) ? known[name] : undefined;
  return kind && valueType !== undefined ? { kind, valueType } : undefined;
}
