import { execFile } from 'node:child_process';
import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../../clickhouse/project-root';
import type { OpenApiDocument } from '../../../services/platform/openapi/openapi-document';
import { EXAMPLES_NOW, OPERATIONS } from '../../support/examples';
import { startInProcess } from '../../support/service';
import type { InProcessService } from '../../support/service';
import { makeTempDir, removeDir } from '../../support/temp-dir';
import { mintToken } from '../../support/tokens';
import { clientProgram, TYPES_FILE } from './client-program';

const run = promisify(execFile);
const modules = join(projectRoot(), 'node_modules');

let service: InProcessService;
let folder: string;

beforeAll(async () => {
  service = await startInProcess(() => EXAMPLES_NOW);
  folder = await makeTempDir();
  await symlink(modules, join(folder, 'node_modules'));
});

afterAll(async () => {
  await service.stop();
  await removeDir(folder);
});

/** Runs a tool or program in the folder; rejects with what it said where it fails. */
async function node(file: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const options = { cwd: folder, env: { PATH: process.env.PATH, ...env }, maxBuffer: 2 ** 26 };
  try {
    return (await run(process.execPath, [file, ...args], options)).stdout;
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string };
    throw new Error(`${file} failed:\n${stdout}\n${stderr}`, { cause: error });
  }
}

test('a client made from the served document compiles, and gets what the document says', async () => {
  const served = await (await fetch(`${service.url}/openapi.json`)).text();
  await writeFile(join(folder, 'openapi.json'), served);
  // A field of a body that has a default may be left out.
  const options = ['--output', TYPES_FILE, '--default-non-nullable=false'];
  await node(join(modules, 'openapi-typescript/bin/cli.js'), ['openapi.json', ...options]);
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(join(folder, 'program.ts'), clientProgram(JSON.parse(served) as OpenApiDocument));
  const strict = [
    '--strict',
    '--exactOptionalPropertyTypes',
    '--noUncheckedIndexedAccess',
    '--types',
    'node',
  ];
  const modern = ['--target', 'es2023', '--module', 'node20', '--skipLibCheck', '--ignoreConfig'];
  await node(join(modules, 'typescript/bin/tsc'), [...strict, ...modern, 'program.ts']);
  const printed = await node('program.js', [], { URL: service.url, TOKEN: mintToken({ tenant: 'acme' }) });

  const received = JSON.parse(printed) as Readonly<Record<string, unknown>>;
  expect(Object.keys(received).sort()).toEqual(OPERATIONS.map(({ operationId }) => operationId).sort());
  for (const { operationId, example } of OPERATIONS) {
    if (example.answer !== undefined) expect(received[operationId]).toEqual(example.answer);
  }
});
