import type { ComponentChildren, JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Answered } from '../api/use-call';
import { drawGrid } from '../charts/draw-grid';
import { BRIGHT_FROM, gridTable, HEAT_STEPS } from '../charts/grid-data';
import type { Cell, GridData } from '../charts/grid-data';
import { captioned } from '../charts/png';
import { Card } from './card';
import { States } from './states';

interface GridCardProps<Body> {
  readonly title: string;
  readonly subtitle: string;
  readonly answered: Answered<Body>;
  readonly fileName: string;
  readonly needs: string;
  /** Must be the same function as long as it reads the same. */
  readonly gridOf: (body: Body) => GridData;
  readonly isEmpty: (body: Body) => boolean;
  readonly emptyText?: string;
  readonly controls?: ComponentChildren;
}

/** A table whose cells are coloured by how much they hold. */
export function GridCard<Body>(props: GridCardProps<Body>): JSX.Element {
  const { title, subtitle, answered, gridOf, isEmpty } = props;
  const { body } = answered;
  const grid = useMemo(
    () => (body === undefined || isEmpty(body) ? null : gridOf(body)),
    [body, gridOf, isEmpty],
  );
  const picture = (): HTMLCanvasElement | null =>
    grid && captioned(drawGrid(grid), { title, subtitle, legend: [] });
  return (
    <Card
      {...props}
      calls={[answered.path]}
      picture={grid ? picture : undefined}
      table={grid ? gridTable(grid) : undefined}
    >
      <States {...props}>
        {() =>
          grid && (
            <>
              <Grid grid={grid} title={title} />
              <Scale />
            </>
          )
        }
      </States>
    </Card>
  );
}

function Grid({ grid, title }: { readonly grid: GridData; readonly title: string }): JSX.Element {
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label={`${title}: the grid`}>
      <table class="grid">
        <thead>
          <tr>
            <th scope="col">{grid.corner}</th>
            {grid.noteHeading !== undefined && <th scope="col">{grid.noteHeading}</th>}
            {grid.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grid.rows.map(({ name, note, cells }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {grid.noteHeading !== undefined && <td class="grid-note">{note}</td>}
              {cells.map((cell, column) => (
                <td key={column} class={classOf(cell)} title={cell.hint}>
                  {cell.text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function classOf({ heat, isProvisional }: Cell): string {
  if (heat === null) return '';
  const ink = heat < BRIGHT_FROM ? 'low' : 'high';
  return `heat heat-${heat} heat-ink-${ink}${isProvisional ? ' heat-provisional' : ''}`;
}

function Scale(): JSX.Element {
  return (
    <p class="scale" aria-hidden="true">
      less
      {Array.from({ length: HEAT_STEPS + 1 }, (_, heat) => (
        <span key={heat} class={`heat-${heat}`} />
      ))}
      more
    </p>
  );
}
