import type { ChartData } from './chart-data';
import { colourOf } from './colours';

/** What is written around a picture, so that it can stand alone. */
export interface Caption {
  readonly title: string;
  readonly subtitle: string;
  readonly legend: readonly { readonly label: string; readonly colour: string }[];
}

const PADDING = 24;
const HEAD = 84;

export function legendOf({ series }: ChartData): Caption['legend'] {
  return series.filter(({ isHidden }) => !isHidden).map(({ label, colour }) => ({ label, colour }));
}

/** The picture with its caption in the theme's colours, at the screen's own resolution. */
export function captioned(
  picture: HTMLCanvasElement,
  { title, subtitle, legend }: Caption,
): HTMLCanvasElement {
  const scale = devicePixelRatio;
  const canvas = document.createElement('canvas');
  canvas.width = picture.width + 2 * PADDING * scale;
  canvas.height = picture.height + (HEAD + 2 * PADDING) * scale;
  const context = canvas.getContext('2d');
  if (!context) return canvas;
  context.fillStyle = colourOf('card');
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, PADDING * scale, (HEAD + PADDING) * scale);
  context.scale(scale, scale);
  context.textBaseline = 'top';
  context.fillStyle = colourOf('ink');
  context.font = '600 18px system-ui, sans-serif';
  context.fillText(title, PADDING, PADDING);
  context.fillStyle = colourOf('muted');
  context.font = '13px system-ui, sans-serif';
  context.fillText(subtitle, PADDING, PADDING + 26);
  let left = PADDING;
  for (const { label, colour } of legend) {
    context.fillStyle = colourOf(colour);
    context.fillRect(left, PADDING + 56, 10, 10);
    context.fillStyle = colourOf('muted');
    context.fillText(label, left + 16, PADDING + 53);
    left += 16 + context.measureText(label).width + 20;
  }
  return canvas;
}

export function blobOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error('the picture could not be made'));
    }, 'image/png');
  });
}

/** Hands a file to the browser to save. */
export function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 10_000);
}
