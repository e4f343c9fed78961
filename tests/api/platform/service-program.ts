import { json } from '../../../services/platform/http/answer';
import type { Part } from '../../../services/platform/lifecycle/part';
import { runProcess } from '../../../services/platform/lifecycle/run-process';
import { testRoute } from './test-app';

/** A service with one endpoint that answers when its body has ended, for tests that start and stop it as a process. */
const part: Part = {
  routes: [
    testRoute({
      method: 'POST',
      path: '/echo',
      allows: () => true,
      cacheable: false,
      handle: async ({ body }) => {
        console.log('request is running');
        const chunks: Buffer[] = [];
        for await (const chunk of body) chunks.push(chunk as Buffer);
        return json(200, { bytes: Buffer.concat(chunks).length });
      },
    }),
  ],
  healthy: () => true,
  stop: () => {
    console.log('part has stopped');
    return Promise.resolve();
  },
};

void runProcess({
  env: process.env,
  parts: [() => Promise.resolve(part)],
  needsServer: process.argv.includes('--needs-server'),
});
