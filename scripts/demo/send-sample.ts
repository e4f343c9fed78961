import { Producer } from '../../services/producer/producer';
import type { DeliveryCounts, ProducerOptions, RefusedEvent } from '../../services/producer/producer';
import { RETRY_FOR_MINUTES } from '../../services/producer/retry';
import { startProgress } from '../import/progress';
import { directoryEntries } from './directory';
import { makePeople } from './people';
import { sampleEvents } from './sample';

/** The sample did not arrive whole. */
export class SampleError extends Error {}

/** Sends the directory, then the events, through the HTTP API as any producer would. Throws SampleError. */
export async function sendSample(url: string, token: string, now: Date): Promise<DeliveryCounts> {
  const options = { url, token, maxEvents: 2_000, maxBytes: 4 * 1024 * 1024, retry: RETRY_FOR_MINUTES };
  await send(directoryEntries(makePeople()), { ...options, path: '/v1/directory', requestsInFlight: 1 });

  const events = [...sampleEvents(now)];
  const progress = startProgress('sending the sample', events.length);
  try {
    const onDelivered = ({ sent }: DeliveryCounts): void => {
      progress.update(sent, sent);
    };
    return await send(events, { ...options, onDelivered });
  } finally {
    progress.stop();
  }
}

async function send(items: Iterable<object>, options: ProducerOptions): Promise<DeliveryCounts> {
  const refusals: RefusedEvent[] = [];
  const producer = await Producer.open({ ...options, onRefused: (refused) => refusals.push(...refused) });
  try {
    for (const item of items) await producer.sendLine(Buffer.from(JSON.stringify(item)));
    await producer.close();
  } catch (error) {
    throw new SampleError(`The sample could not be sent: ${error instanceof Error ? error.message : ''}`);
  }
  const [refusal] = refusals;
  if (refusal) {
    const { code, path, message } = refusal;
    throw new SampleError(`The sample could not be sent: ${code} at ${path}: ${message}`);
  }
  return producer.counts();
}
