import { colourOf } from './colours';
import { count } from './figures';

const WIDTH = 640;
const ROW = 34;

/** Groups as bars on a canvas, to be saved as a picture. */
export function drawGroups(
  groups: readonly { readonly name: string; readonly users: number }[],
): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH * devicePixelRatio;
  canvas.height = Math.max(1, groups.length) * ROW * devicePixelRatio;
  const context = canvas.getContext('2d');
  if (!context) return canvas;
  context.scale(devicePixelRatio, devicePixelRatio);
  context.font = '13px system-ui, sans-serif';
  const most = Math.max(1, ...groups.map(({ users }) => users));
  groups.forEach(({ name, users }, row) => {
    const top = row * ROW;
    context.fillStyle = colourOf('line');
    context.fillRect(0, top + 20, WIDTH, 6);
    context.fillStyle = colourOf('series-1');
    context.fillRect(0, top + 20, (WIDTH * users) / most, 6);
    context.fillStyle = colourOf('ink');
    context.textAlign = 'left';
    context.fillText(name, 0, top + 13);
    context.textAlign = 'right';
    context.fillText(count(users), WIDTH, top + 13);
  });
  return canvas;
}
