// Bundles the dashboard's page into dist/dashboard: a script and a stylesheet whose names hold a hash of their content, the
// icon, and index.html, which names them. A program of its own, so that esbuild is loaded only where something is built.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { pathOf } from './project.mjs';

const SOURCE = pathOf('services/dashboard/page');
const TARGET = pathOf('dist/dashboard');

rmSync(TARGET, { recursive: true, force: true });
mkdirSync(join(TARGET, 'assets'), { recursive: true });
const { metafile } = await build({
  entryPoints: [join(SOURCE, 'main.tsx'), join(SOURCE, 'styles/main.css')],
  outdir: join(TARGET, 'assets'),
  entryNames: 'headcount-[hash]',
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['es2022'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  tsconfig: join(SOURCE, 'tsconfig.json'),
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
});

const names = Object.keys(metafile.outputs).map((path) => basename(path));
const icon = readFileSync(join(SOURCE, 'icon.svg'));
const iconName = `icon-${createHash('sha256').update(icon).digest('hex').slice(0, 8)}.svg`;
writeFileSync(join(TARGET, 'assets', iconName), icon);
const nameOf = (ending) => `/assets/${names.find((name) => name.endsWith(ending))}`;
const page = readFileSync(join(SOURCE, 'index.html'), 'utf8')
  .replace('{script}', nameOf('.js'))
  .replace('{style}', nameOf('.css'))
  .replace('{icon}', `/assets/${iconName}`);
writeFileSync(join(TARGET, 'index.html'), page);
