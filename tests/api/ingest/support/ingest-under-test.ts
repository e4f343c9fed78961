import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Registry } from 'prom-client';
import { migrate } from '../../../../clickhouse/migrate';
import { openStore } from '../../../../clickhouse/open-store';
import type { Store } from '../../../../clickhouse/store';
import { createIngest } from '../../../../services/ingest/service';
import type { Ingest, IngestOptions } from '../../../../services/ingest/service';
import { KeptAnswers } from '../../../../services/platform/http/kept-answers';
import { createApp } from '../../../../services/platform/http/server';
import { createLogger } from '../../../../services/platform/logger';
import { KEPT_ANSWER_BYTES } from '../../../../services/platform/policy';
import { createTokenVerifier } from '../../../../services/platform/tokens/token-verifier';
import { createQuery } from '../../../../services/query/service';
import { expectDescribed } from '../../../support/described-answer';
import { makeTempDir, mintToken, removeDir, TEST_SECRET } from '../../../support/service';
import type { TestTokenClaims } from '../../../support/service';

export interface Sent {
  readonly method?: string;
  readonly body?: string | Buffer | object;
  readonly type?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly claims?: Partial<TestTokenClaims>;
  readonly signal?: AbortSignal;
}

export interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

interface StartOptions extends Omit<Partial<IngestOptions>, 'store'> {
  /** What the write side inserts through instead of the store itself. */
  readonly insertThrough?: (store: Store) => Store;
}

/** Both sides over a real store, with the store and the write side at hand. */
export interface IngestUnderTest {
  readonly store: Store;
  readonly dataDir: string;
  readonly ingest: () => Ingest;
  send(path: string, sent?: Sent): Promise<Received>;
  /** Stops the write side and starts it again on the same directory; `between` runs while it is down. */
  restart(options?: Partial<IngestOptions>, between?: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

export async function startIngest(options: StartOptions = {}): Promise<IngestUnderTest> {
  const dataDir = await makeTempDir();
  const opened = await openStore({ database: 'headcount', dataDir });
  await migrate(opened);
  const logger = createLogger('error');
  logger.silent = true;
  const now = options.now ?? ((): Date => new Date());
  const defaults = { store: options.insertThrough?.(opened) ?? opened, dataDir, logger, now };
  let ingest = await createIngest({ ...defaults, metrics: new Registry(), ...options });
  let app = await appOf();
  const server = createServer((req, res) => {
    app(req, res);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function appOf(): Promise<ReturnType<typeof createApp>> {
    const query = await createQuery({ store: opened });
    return createApp({
      routes: [...ingest.routes, ...query.routes],
      families: [],
      verify: createTokenVerifier({ secret: TEST_SECRET, issuer: 'headcount', audience: 'headcount' }),
      logger,
      now,
      keptAnswers: new KeptAnswers((tenant) => opened.generationOf(tenant), KEPT_ANSWER_BYTES),
    });
  }

  return {
    store: opened,
    dataDir,
    ingest: () => ingest,
    send: (path, sent = {}) => send(`${url}${path}`, sent),
    restart: async (changed = {}, between = () => Promise.resolve()) => {
      await ingest.stop();
      await between();
      ingest = await createIngest({ ...defaults, metrics: new Registry(), ...options, ...changed });
      app = await appOf();
    },
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await ingest.stop();
      await opened.close();
      await removeDir(dataDir);
    },
  };
}

/** Rejects on an answer that is not as the OpenAPI document says. */
async function send(url: string, sent: Sent): Promise<Received> {
  const { body, type = 'application/json', headers = {}, claims = {} } = sent;
  const method = sent.method ?? (body === undefined ? 'GET' : 'POST');
  const token = mintToken({ tenant: 'acme', clients: null, orgs: ['*'], ...claims });
  const bytes =
    Buffer.isBuffer(body) || typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
  const response = await fetch(url, {
    method,
    ...(sent.signal && { signal: sent.signal }),
    headers: { authorization: `Bearer ${token}`, ...(type !== null && { 'content-type': type }), ...headers },
    ...(bytes !== undefined && {
      body: typeof bytes === 'string' ? Buffer.from(bytes) : new Uint8Array(bytes),
    }),
  });
  const text = await response.text();
  const { status, headers: received } = response;
  const parsed = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
  const contentType = received.get('content-type');
  expectDescribed({ method, path: new URL(url).pathname, status, contentType, body: parsed });
  return { status, headers: received, body: parsed };
}
