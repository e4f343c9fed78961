import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../clickhouse/project-root';
import { removeDirectory, temporaryDirectory } from './embedded';

const CONFIGURATIONS = join(projectRoot(), 'clickhouse/server-config');
const OPEN = `
  const { Session } = require('chdb');
  const [, directory, file] = process.argv;
  const session = new Session(directory, { connectionArgs: ['--config-file=' + file] });
  session.queryAsync('SELECT 1').then(() => session.close());`;
const root = temporaryDirectory();
afterAll(() => {
  removeDirectory(root);
});

test.each(readdirSync(CONFIGURATIONS))('the engine reads the server configuration %s', (name) => {
  const env = { PATH: process.env.PATH, SHARD: '1', REPLICA: 'a', CLUSTER_SECRET: 's', KEEPER_ID: '1' };
  const args = ['-e', OPEN, join(root, name), join(CONFIGURATIONS, name)];
  expect(() =>
    execFileSync(process.execPath, args, { env, cwd: projectRoot(), stdio: 'pipe' }),
  ).not.toThrow();
});
