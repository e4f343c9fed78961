import { Producer } from '../../../services/producer/producer';

/** Sends sessions without end over a spool, and prints the number of each as soon as it is taken. */
async function main([
  url = '',
  token = '',
  spoolDirectory = '',
  from = '',
]: readonly string[]): Promise<void> {
  const retry = { maxAttempts: Number.POSITIVE_INFINITY, firstDelayMs: 20, maxDelayMs: 200 };
  const producer = await Producer.open({
    ...{ url, token, retry, maxEvents: 50, lingerMs: 5 },
    ...{ spoolDirectory, maxSpoolBytes: 64 * 1024 },
  });
  for (let number = Number(from); ; number += 1) {
    await producer.send({
      type: 'session',
      id: `s-${number}`,
      user_id: `user-${number}`,
      org_id: 'org-a',
      created_at: '2026-03-09T10:00:00Z',
    });
    process.stdout.write(`${number}\n`);
  }
}

void main(process.argv.slice(3));
