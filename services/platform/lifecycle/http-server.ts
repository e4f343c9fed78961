import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import {
  DRAIN_TIMEOUT_MS,
  HEADERS_TIMEOUT_MS,
  KEEP_ALIVE_TIMEOUT_MS,
  MAX_HEADER_BYTES,
  REQUEST_TIMEOUT_MS,
  SLOW_REQUEST_CHECK_MS,
} from '../policy';
import { connectionLimit, openFilesLimit } from './connection-limit';
import { lacksHost, refuseRequest } from './refuse-request';
import { refuseUnreadable } from './refuse-unreadable';

export interface HttpServer {
  /** Starts to listen and answers the address as a URL. Rejects as net.Server does, for instance with EADDRINUSE. */
  listen(host: string, port: number): Promise<string>;
  /** How many requests are being answered. */
  running(): number;
  /** How many connections were closed unheard because there were too many. */
  dropped(): number;
  /** Answers every request from now on with this. */
  use(listener: RequestListener): void;
  /** Takes no connection any more; resolves when the running requests are answered, or cut after the drain timeout. */
  close(): Promise<void>;
}

/** How long a caller may take. */
export interface Patience {
  readonly headersMs: number;
  /** The whole request. */
  readonly requestMs: number;
  /** How often that is looked at. */
  readonly checkMs: number;
}

const PATIENCE: Patience = {
  headersMs: HEADERS_TIMEOUT_MS,
  requestMs: REQUEST_TIMEOUT_MS,
  checkMs: SLOW_REQUEST_CHECK_MS,
};

/** A server whose answers can be exchanged while it listens, and that closes without dropping a request. */
export function createHttpServer(
  initial: RequestListener,
  drainTimeoutMs = DRAIN_TIMEOUT_MS,
  { headersMs, requestMs, checkMs }: Patience = PATIENCE,
): HttpServer {
  let listener = initial;
  let isClosing = false;
  const running = new Set<ServerResponse>();
  const runningOn = new WeakMap<Socket, Set<ServerResponse>>();
  const options = {
    maxHeaderSize: MAX_HEADER_BYTES,
    requireHostHeader: false,
    connectionsCheckingInterval: checkMs,
  };
  const server = createServer(options, (req, res) => {
    running.add(res);
    runningOn.get(req.socket)?.add(res);
    if (isClosing) res.setHeader('Connection', 'close');
    res.once('close', () => {
      running.delete(res);
      runningOn.get(req.socket)?.delete(res);
      // Where the headers were out already, the connection goes idle only now.
      if (isClosing) setImmediate(closeIdle);
    });
    if (lacksHost(req)) refuseRequest(req, res, 400, 'The Host header is missing.');
    else listener(req, res);
  });
  const closeIdle = (): void => {
    server.closeIdleConnections();
  };
  server.headersTimeout = headersMs;
  server.requestTimeout = requestMs;
  server.keepAliveTimeout = KEEP_ALIVE_TIMEOUT_MS;
  server.maxConnections = connectionLimit(openFilesLimit());
  let dropped = 0;
  server.on('connection', (socket) => {
    const onSocket = new Set<ServerResponse>();
    runningOn.set(socket, onSocket);
    // Node closes the answer that is being sent; those of pipelined requests behind it would stay open for ever.
    socket.once('close', () => {
      for (const res of onSocket) {
        res.destroy();
        res.emit('close');
      }
    });
  });
  server.on('drop', () => (dropped += 1));
  server.on('clientError', refuseUnreadable);
  server.on('checkExpectation', (req: IncomingMessage, res: ServerResponse) => {
    refuseRequest(req, res, 417, 'The only expectation that can be met is 100-continue.');
  });

  return {
    running: () => running.size,
    dropped: () => dropped,
    use: (next) => {
      listener = next;
    },
    listen: (host, port) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          const address = server.address();
          resolve(urlOf(host, typeof address === 'object' && address ? address.port : port));
        });
      }),
    close: () =>
      new Promise((resolve) => {
        isClosing = true;
        for (const res of running) if (!res.headersSent) res.setHeader('Connection', 'close');
        const cut = setTimeout(() => {
          server.closeAllConnections();
        }, drainTimeoutMs);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
      }),
  };
}

/** An address that can be opened from this machine: the wildcard addresses cannot. */
function urlOf(host: string, port: number): string {
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}
