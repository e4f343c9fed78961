import { colourOf } from './colours';
import { BRIGHT_FROM, gridTable } from './grid-data';
import type { GridData } from './grid-data';

const CELL = { width: 44, height: 28, gap: 2 };
const NAME_WIDTH = 104;
const NOTE_WIDTH = 64;

/** A coloured grid on a canvas, to be saved as a picture. */
export function drawGrid(grid: GridData): HTMLCanvasElement {
  const left = NAME_WIDTH + (grid.noteHeading === undefined ? 0 : NOTE_WIDTH);
  const canvas = document.createElement('canvas');
  canvas.width = (left + grid.columns.length * CELL.width) * devicePixelRatio;
  canvas.height = (grid.rows.length + 1) * CELL.height * devicePixelRatio;
  const context = canvas.getContext('2d');
  if (!context) return canvas;
  context.scale(devicePixelRatio, devicePixelRatio);
  context.font = '12px system-ui, sans-serif';
  context.textBaseline = 'middle';
  const muted = colourOf('muted');
  const ink = colourOf('ink');
  const [header = [], ...body] = gridTable(grid);
  [header, ...body].forEach((texts, row) => {
    const middle = (row + 0.5) * CELL.height;
    const heads = texts.length - grid.columns.length;
    texts.forEach((text, column) => {
      if (column < heads) {
        context.textAlign = 'left';
        context.fillStyle = row === 0 || column > 0 ? muted : ink;
        context.fillText(text, column * NAME_WIDTH, middle);
        return;
      }
      const x = left + (column - heads) * CELL.width;
      const cell = row === 0 ? undefined : grid.rows[row - 1]?.cells[column - heads];
      context.textAlign = 'center';
      context.fillStyle = muted;
      if (cell && cell.heat !== null) {
        context.fillStyle = colourOf(`heat-${cell.heat}`);
        context.fillRect(x, row * CELL.height, CELL.width - CELL.gap, CELL.height - CELL.gap);
        context.fillStyle = colourOf(cell.heat < BRIGHT_FROM ? 'heat-ink-low' : 'heat-ink-high');
      }
      context.fillText(text, x + CELL.width / 2 - 1, middle);
    });
  });
  return canvas;
}
