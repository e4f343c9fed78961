import type { ComponentChildren, JSX } from 'preact';

export interface Column<Row> {
  readonly name: string;
  /** What it is called in `sort_by`; absent where it cannot be sorted by. */
  readonly sort?: string;
  readonly isNumber?: boolean;
  /** A small curve, left out where there is little room. */
  readonly isTrend?: boolean;
  readonly show: (row: Row) => ComponentChildren;
}

export interface Sorting {
  readonly by: string;
  readonly order: 'asc' | 'desc';
}

interface SortedTableProps<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly sorting: Sorting;
  readonly sort: (sorting: Sorting) => void;
}

/** A table that the service sorts: a head's button asks for its order, and then for the other one. */
export function SortedTable<Row>(props: SortedTableProps<Row>): JSX.Element {
  const { caption, columns, rows, keyOf, sorting, sort } = props;
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label={caption}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.name} column={column} sorting={sorting} sort={sort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column, index) =>
                index === 0 ? (
                  <th key={column.name} scope="row">
                    {column.show(row)}
                  </th>
                ) : (
                  <td key={column.name} class={shapeOf(column)}>
                    {column.show(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function shapeOf({ isNumber, isTrend }: Omit<Column<never>, 'show'>): string {
  return isNumber ? 'number' : isTrend ? 'trend' : '';
}

interface HeadProps {
  readonly column: Omit<Column<never>, 'show'>;
  readonly sorting: Sorting;
  readonly sort: (sorting: Sorting) => void;
}

function Head({ column, sorting, sort }: HeadProps): JSX.Element {
  const { name, sort: by, isNumber } = column;
  const shape = shapeOf(column);
  if (by === undefined) {
    return (
      <th scope="col" class={shape}>
        {name}
      </th>
    );
  }
  const isSorted = sorting.by === by;
  const direction = isSorted ? (sorting.order === 'asc' ? 'ascending' : 'descending') : undefined;
  const other = sorting.order === 'asc' ? 'desc' : 'asc';
  return (
    <th scope="col" class={shape} aria-sort={direction}>
      <button
        type="button"
        class="sort"
        onClick={() => {
          sort({ by, order: isSorted ? other : isNumber ? 'desc' : 'asc' });
        }}
      >
        {name}
        <span aria-hidden="true">{isSorted ? (sorting.order === 'asc' ? '↑' : '↓') : ''}</span>
      </button>
    </th>
  );
}
