import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../clickhouse/project-root';
import { projectFile } from '../containers/files';
import { createApi } from '../support/api';
import { makeTempDir, mintToken, removeDir, startInProcess } from '../support/service';

test("the producer's example runs as it stands, and its event is counted", async () => {
  const [, example = ''] = /```ts\n([\s\S]*?)```/.exec(projectFile('docs/producer.md')) ?? [];
  const directory = await makeTempDir();
  const service = await startInProcess();
  const token = mintToken({ tenant: 'acme' });
  // A module of the sources runs as a script here, so what stands at its top level goes into a function.
  const end = example.indexOf('\n\n');
  const [imports, body] = [example.slice(0, end), example.slice(end)];
  expect(body).toContain('producer.send');
  const file = join(directory, 'example.ts');
  const placed = `${imports.replace("'./", `'${projectRoot()}/`)}\nvoid (async () => {${body}})();`;
  await writeFile(
    file,
    placed
      .replace('http://127.0.0.1:8080', service.url)
      .replace('/var/lib/my-app/headcount-spool', join(directory, 'spool')),
  );
  const hook = join(projectRoot(), 'tests/support/clickhouse-front/typescript.cjs');
  const env = { PATH: process.env.PATH, HEADCOUNT_TOKEN: token };
  await promisify(execFile)(process.execPath, ['-r', hook, file], { cwd: projectRoot(), env });

  const now = Math.floor(Date.now() / 1000);
  const range = `time_after=${now - 86_400}&time_before=${now + 86_400}`;
  const { body: answer } = await createApi(service.url, token).get(
    `/v3/enterprise/metrics/sessions?${range}`,
  );
  expect(answer).toMatchObject({ sessions_created_count: 1 });
  await service.stop();
  await removeDir(directory);
});
