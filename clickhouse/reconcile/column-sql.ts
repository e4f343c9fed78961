import type { JoinedColumn } from '../catalog/catalog';
import { stringLiteral } from '../sql/literal';

/**
 * What comparing and repairing a column needs of its join, as SQL. `e` is the value that the facts account for, `f` the one
 * that the table holds. Of sets, maps and bitmaps only the elements that differ are shown.
 */
export interface ColumnSql {
  /** The type of the value that is joined. */
  readonly type: string;
  /** A value that adds nothing, for a view that does not fill the column. */
  readonly nothing: string;
  /** The join of `column` over the rows that meet `condition`. */
  readonly joinIf: (column: string, condition: string) => string;
  /** Does `a` hold what `b` lacks? */
  readonly exceeds: (a: string, b: string) => string;
  /** The same of the table's value `f` beside `e`, where the table may hold something more than the facts; else `exceeds`. */
  readonly strays?: (f: string, e: string) => string;
  /** `a` as text, as far as it matters beside `b`. */
  readonly shown: (a: string, b: string) => string;
  readonly shownStrays?: (f: string, e: string) => string;
  /** The stored value `column` without what exceeds the facts, by the shown texts; `expected` is null where the facts have no row. */
  readonly without: (column: string, shown: { expected: string | null; found: string }) => string;
}

export function columnSql({ join: { kind, valueType: type } }: JoinedColumn): ColumnSql {
  const value = (text: string): string => `CAST(${stringLiteral(text)} AS ${type})`;
  const simple = { type, nothing: `defaultValueOfTypeName(${stringLiteral(type)})` };
  const whole = (a: string): string => `toString(${a})`;
  switch (kind) {
    case 'set':
      return {
        ...simple,
        joinIf: (column, condition) => `groupUniqArrayArrayIf(${column}, ${condition})`,
        exceeds: (a, b) => `length(arrayIntersect(${a}, ${b})) < length(${a})`,
        shown: (a, b) => `toString(arraySort(arrayFilter(x -> NOT has(${b}, x), ${a})))`,
        without: (column, { found }) => `arrayFilter(x -> NOT has(${value(found)}, x), ${column})`,
      };
    case 'bits':
      return {
        ...simple,
        joinIf: (column, condition) => `groupBitOrIf(${column}, ${condition})`,
        exceeds: (a, b) => `bitAnd(${a}, bitNot(${b})) != 0`,
        shown: whole,
        without: (column, { expected }) => `bitAnd(${column}, ${value(expected ?? '0')})`,
      };
    case 'minimum':
    case 'maximum':
      return { ...simple, ...extreme(kind, type, value), shown: whole };
    case 'map_of_maxima':
      return { ...simple, ...mapOfMaxima(type) };
    case 'bitmap': {
      const state = `AggregateFunction(groupBitmap, ${type})`;
      return {
        type: state,
        nothing: `arrayReduce('groupBitmapState', CAST([] AS Array(${type})))`,
        joinIf: (column, condition) => `groupBitmapMergeStateIf(${column}, ${condition})`,
        exceeds: (a, b) => `bitmapAndnotCardinality(${a}, ${b}) > 0`,
        shown: (a, b) => `toString(arraySort(bitmapToArray(bitmapAndnot(${a}, ${b}))))`,
        ...STRAY_NUMBERS,
        without: (column, { found }) =>
          `bitmapAndnot(${column}, bitmapBuild(CAST(${stringLiteral(found)} AS Array(${type}))))`,
      };
    }
  }
}

/** The array of (tenant, number) that a statement with bitmaps defines: users' further numbers and those they stand beside. */
export const ALIASES = 'user_aliases';

/** A number that stands for the same user as another may have taken the other's place in the fact. */
const STRAY_NUMBERS: Pick<ColumnSql, 'strays' | 'shownStrays'> = {
  strays: (f, e) => `notEmpty(${strayNumbers(f, e)})`,
  shownStrays: (f, e) => `toString(${strayNumbers(f, e)})`,
};

function strayNumbers(f: string, e: string): string {
  return `arrayFilter(x -> NOT has(${ALIASES}, (tenant, x)), arraySort(bitmapToArray(bitmapAndnot(${f}, ${e}))))`;
}

type Extreme = Pick<ColumnSql, 'joinIf' | 'exceeds' | 'without'>;

/** NULL stands for "nothing yet": nothing is exceeded by it. */
function extreme(kind: 'minimum' | 'maximum', type: string, value: (text: string) => string): Extreme {
  const [name, beyond] = kind === 'minimum' ? ['minIf', '<'] : ['maxIf', '>'];
  return {
    joinIf: (column, condition) => `${name}(${column}, ${condition})`,
    exceeds: (a, b) => `ifNull(${a} ${beyond} ${b}, isNotNull(${a}) AND isNull(${b}))`,
    without: (column, { expected }) => {
      if (expected === null) return type.startsWith('Nullable(') ? 'NULL' : column;
      return `if(ifNull(${column} ${beyond} ${value(expected)}, 0), ${value(expected)}, ${column})`;
    },
  };
}

function mapOfMaxima(type: string): Pick<ColumnSql, 'joinIf' | 'exceeds' | 'shown' | 'without'> {
  // A text becomes pairs, and pairs become a map, but a text no map.
  const pairs = type.replace(/^Map\(([\s\S]+)\)$/, 'Array(Tuple($1))');
  const value = (text: string): string => `CAST(CAST(${stringLiteral(text)} AS ${pairs}) AS ${type})`;
  const beyond = (b: string): string => `NOT mapContains(${b}, k) OR ${b}[k] < v`;
  const differing = (b: string): string => `NOT mapContains(${b}, k) OR ${b}[k] != v`;
  return {
    joinIf: (column, condition) => `maxMapIf(${column}, ${condition})`,
    exceeds: (a, b) => `mapExists((k, v) -> ${beyond(b)}, ${a})`,
    shown: (a, b) => `toString(CAST(mapSort(mapFilter((k, v) -> ${differing(b)}, ${a})) AS ${pairs}))`,
    without: (column, { expected, found }) => {
      const [allowed, surplus] = [value(expected ?? '[]'), value(found)];
      const lowered = `mapApply((k, v) -> (k, if(mapContains(${allowed}, k) AND v > ${allowed}[k], ${allowed}[k], v)), ${column})`;
      return `mapFilter((k, v) -> NOT mapContains(${surplus}, k) OR mapContains(${allowed}, k), ${lowered})`;
    },
  };
}
