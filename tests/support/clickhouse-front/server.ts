import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { FrontEngine } from './engine';
import { readRequest } from './request';

/**
 * ClickHouse's HTTP interface over an embedded engine, as far as this project uses it, as a process of its own:
 * `node -r typescript.cjs server.ts <directory> <user> <password>`. Prints its address when it listens.
 * POST /front/fault?next-insert=cut-before|cut-after makes the next insert lose its connection before or after it was done.
 */
const [, , directory = '', user = '', password = ''] = process.argv;

type Fault = 'cut-before' | 'cut-after';
let nextInsertFault: Fault | undefined;

const engine = new FrontEngine(directory);
const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    sendError(response, error);
  });
});
server.keepAliveTimeout = 10_000;
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
process.on('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
  engine.close();
});

async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const address = new URL(incoming.url ?? '/', 'http://front');
  if (address.pathname === '/ping') {
    response.end('Ok.\n');
    return;
  }
  if (address.pathname === '/front/fault') {
    nextInsertFault = address.searchParams.get('next-insert') as Fault;
    response.end();
    return;
  }
  if (!knows(incoming, address)) {
    const text =
      'Authentication failed: password is incorrect, or there is no user with such name. (AUTHENTICATION_FAILED)';
    throw Object.assign(new Error(text), { clickhouseCode: 516 });
  }
  const request = await readRequest(incoming);
  const fault = /^\s*INSERT\b/i.test(request.sql) ? nextInsertFault : undefined;
  if (fault) nextInsertFault = undefined;
  if (fault === 'cut-before') {
    incoming.socket.destroy();
    return;
  }
  const { queryId } = request;
  if (queryId !== undefined && request.settings.get('readonly') === '1') {
    response.once('close', () => {
      if (!response.writableEnded) void engine.kill(queryId);
    });
  }
  const bytes = await engine.run(request);
  if (fault === 'cut-after') {
    incoming.socket.destroy();
    return;
  }
  response.setHeader('X-ClickHouse-Summary', '{}');
  if (request.compressAnswer) response.setHeader('Content-Encoding', 'gzip');
  response.end(request.compressAnswer ? gzipSync(bytes) : bytes);
}

function knows(incoming: IncomingMessage, address: URL): boolean {
  const basic = /^Basic (.+)$/.exec(incoming.headers.authorization ?? '')?.[1];
  const given =
    basic !== undefined ? Buffer.from(basic, 'base64').toString('utf8') : givenElsewhere(incoming, address);
  return given === `${user}:${password}`;
}

function givenElsewhere({ headers }: IncomingMessage, { searchParams }: URL): string {
  const name = headers['x-clickhouse-user'] ?? searchParams.get('user') ?? 'default';
  const secret = headers['x-clickhouse-key'] ?? searchParams.get('password') ?? '';
  return `${String(name)}:${String(secret)}`;
}

function sendError(response: ServerResponse, error: unknown): void {
  const { message, clickhouseCode = 1002 } = error as Error & { clickhouseCode?: number };
  const status = clickhouseCode === 516 ? 403 : clickhouseCode === 60 || clickhouseCode === 81 ? 404 : 500;
  response.statusCode = status;
  response.setHeader('X-ClickHouse-Exception-Code', String(clickhouseCode));
  response.end(message.startsWith('Code: ') ? message : `Code: ${clickhouseCode}. DB::Exception: ${message}`);
}
