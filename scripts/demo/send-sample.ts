import { batchLines } from '../../services/producer/batch';
import type { EventLine } from '../../services/producer/batch';
import { deliver } from '../../services/producer/deliver';
import type { DeliveryOptions, DeliverySummary } from '../../services/producer/deliver';
import { startProgress } from '../import/progress';
import { directoryEntries } from './directory';
import { makePeople } from './people';
import { sampleEvents } from './sample';

const LIMITS = { maxEvents: 2_000, maxBytes: 4 * 1024 * 1024 };

/** The sample did not arrive whole. */
export class SampleError extends Error {}

/** Sends the directory, then the events, through the HTTP API as any producer would. Throws SampleError. */
export async function sendSample(url: string, token: string, now: Date): Promise<DeliverySummary> {
  const options = { url, token, random: Math.random, keepRefusals: 3 };
  await send(directoryEntries(makePeople()), { ...options, path: '/v1/directory', requestsInFlight: 1 });

  const events = [...sampleEvents(now)];
  const progress = startProgress('sending the sample', events.length);
  try {
    const onProgress = ({ sent }: DeliverySummary): void => {
      progress.update(sent, sent);
    };
    return await send(events, { ...options, requestsInFlight: 2, onProgress });
  } finally {
    progress.stop();
  }
}

async function send(items: Iterable<object>, options: DeliveryOptions): Promise<DeliverySummary> {
  const summary = await deliver(batchLines(linesOf(items), LIMITS), options);
  const [refusal] = summary.firstRefusals;
  const problem = summary.failure ?? (refusal && `${refusal.code} at ${refusal.path}: ${refusal.message}`);
  if (problem !== undefined) throw new SampleError(`The sample could not be sent: ${problem}`);
  return summary;
}

function* linesOf(items: Iterable<object>): Generator<EventLine, void, undefined> {
  let lineNumber = 0;
  for (const item of items) {
    lineNumber += 1;
    yield { bytes: Buffer.from(JSON.stringify(item)), lineNumber };
  }
}
