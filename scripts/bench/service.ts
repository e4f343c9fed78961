import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createIngest } from '../../services/ingest/service';
import { json } from '../../services/platform/http/answer';
import { machineFamily } from '../../services/platform/http/machine-family';
import type { Answer, Method, Route } from '../../services/platform/http/route';
import type { PartFactory } from '../../services/platform/lifecycle/part';
import { runProcess } from '../../services/platform/lifecycle/run-process';
import { createQuery } from '../../services/query/service';

const NANOSECONDS_PER_MS = 1e6;

/**
 * What the bench asks for beside the service's own endpoints, with the same checks on the way: `GET /bench/floor` runs
 * SELECT 1 in the engine, `POST /bench/stalls` answers how long the event loop was held up since it was last asked.
 */
const createBenchPart: PartFactory = ({ store }) => {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const route = (method: Method, path: string, handle: () => Promise<Answer>): Route => ({
    method,
    path: `/bench/${path}`,
    family: machineFamily,
    allows: () => true,
    cacheable: method === 'GET',
    handle,
  });
  return Promise.resolve({
    routes: [
      route('GET', 'floor', async () => json(200, [{ one: (await store.ping()) ? 1 : 0 }])),
      route('POST', 'stalls', () => {
        const at = (percentile: number): number => delay.percentile(percentile) / NANOSECONDS_PER_MS;
        const stalls = { p99_ms: at(99), p999_ms: at(99.9), max_ms: delay.max / NANOSECONDS_PER_MS };
        delay.reset();
        return Promise.resolve(json(200, stalls));
      }),
    ],
  });
};

void runProcess({ env: process.env, parts: [createIngest, createQuery, createBenchPart] });
