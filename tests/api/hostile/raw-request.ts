import { connect } from 'node:net';
import { once } from 'node:events';

export interface RawReply {
  /** 0 where the connection was cut before an answer was out. */
  readonly status: number;
  /** The lines before the body of the first answer, as they came. */
  readonly head: string;
  readonly body: string;
}

/** Writes these bytes on a connection of their own and reads the first answer: for what no HTTP client would send. */
export async function sendRaw(url: string, bytes: Buffer): Promise<RawReply> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  // A service that refuses early closes, or resets, while we still write.
  socket.on('error', () => undefined);
  const closed = once(socket, 'close');
  let received = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    if (isWhole(received)) socket.destroy();
  });
  socket.write(bytes);
  await closed;
  const [head = '', ...rest] = received.toString('latin1').split('\r\n\r\n');
  return { status: Number(/^HTTP\/1\.1 (\d{3}) /.exec(head)?.[1] ?? 0), head, body: rest.join('\r\n\r\n') };
}

function isWhole(received: Buffer): boolean {
  const headEnd = received.indexOf('\r\n\r\n');
  if (headEnd < 0) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(received.toString('latin1', 0, headEnd))?.[1] ?? '0';
  return received.length >= headEnd + 4 + Number(length);
}
