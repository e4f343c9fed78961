import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';

/** A file of the page as it travels, in every encoding that we send. */
export interface Asset {
  readonly path: string;
  readonly contentType: string;
  readonly bodies: Readonly<Record<Encoding, Buffer>>;
}

export const ENCODINGS = ['br', 'gzip', 'identity'] as const;
export type Encoding = (typeof ENCODINGS)[number];

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The built page: `index.html` as `/`, and every file beside it below `/assets/`. Rejects where it was not built. */
export async function readAssets(directory: string): Promise<Asset[]> {
  const names = await readdir(join(directory, 'assets'));
  return Promise.all([
    readAsset('/', join(directory, 'index.html')),
    ...names.sort().map((name) => readAsset(`/assets/${name}`, join(directory, 'assets', name))),
  ]);
}

async function readAsset(path: string, file: string): Promise<Asset> {
  const contentType = CONTENT_TYPES[extname(file)];
  if (contentType === undefined) throw new Error(`${file} is of no known type`);
  const identity = await readFile(file);
  const [br, gzipped] = await Promise.all([promisify(brotliCompress)(identity), promisify(gzip)(identity)]);
  return { path, contentType, bodies: { br, gzip: gzipped, identity } };
}

/** The best encoding that `Accept-Encoding` takes; one with quality 0 is refused. */
export function acceptedEncoding(accepted: string | undefined): Encoding {
  const taken = new Set(
    (accepted ?? '')
      .toLowerCase()
      .split(',')
      .map((part) => part.split(';').map((piece) => piece.trim()))
      .filter(([, quality = 'q=1']) => !/^q=0(\.0*)?$/.test(quality))
      .map(([name]) => name),
  );
  return ENCODINGS.find((encoding) => taken.has(encoding)) ?? 'identity';
}
