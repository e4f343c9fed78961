import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DeliveryCounts, RefusedEvent } from './delivery';
import { eventLine } from './event';
import type { ProducerEvent } from './event';
import type { RejectedEvent } from './ingest-answer';
import { producerSettings } from './options';
import type { ProducerOptions } from './options';
import { PendingQueue } from './pending-queue';
import type { Batch, PendingLine } from './pending-queue';
import { DeliveryError, sendBatch } from './send-batch';
import { Spool } from './spool';

export type { DeliveryCounts, RefusedEvent } from './delivery';
export type { ProducerEvent } from './event';
export type { ProducerOptions } from './options';
export { DeliveryError } from './send-batch';

/** The whole event fills a request by itself; the service takes no larger one. */
const MAX_LINE_BYTES = 32 * 1024 * 1024 - 1;

/**
 * Sends events to a Headcount service: gathers them into requests, sends each again until it is answered, and holds who sends
 * faster than the service takes. See docs/producer.md.
 */
export class Producer {
  private readonly queue: PendingQueue;
  private readonly stopping = new AbortController();
  private readonly running: Promise<unknown>;
  private delivered: DeliveryCounts = { sent: 0, accepted: 0, refused: 0 };
  private failure: Error | undefined;
  private isClosing = false;

  private constructor(
    private readonly options: ReturnType<typeof producerSettings>,
    private readonly spool: Spool | undefined,
  ) {
    this.queue = new PendingQueue(options.queue, () => performance.now());
    const workers = Array.from({ length: options.requestsInFlight }, () => this.work());
    const reading = spool?.handOn((line) => this.queue.put(line)).catch(this.fail);
    this.running = Promise.all([...workers, reading]);
  }

  /** Throws DirectoryInUse where another process has the spool. */
  static async open(options: ProducerOptions): Promise<Producer> {
    const settings = producerSettings(options);
    const { spool } = settings;
    return new Producer(settings, spool && (await Spool.open(spool.directory, spool.maxBytes)));
  }

  /**
   * Takes an event. Resolves when there was room for it, with a spool when it is on disk. Throws DeliveryError once the
   * service has refused a request as a whole.
   */
  async send(event: ProducerEvent): Promise<void> {
    await this.sendLine(eventLine(event, randomUUID));
  }

  /** The same for an event that is JSON text already; it must bear an id. `label` comes back where it is refused. */
  async sendLine(line: Uint8Array, label?: string | number): Promise<void> {
    if (this.isClosing) throw new Error('The producer is closed.');
    if (this.failure) throw this.failure;
    const bytes = Buffer.from(line.buffer, line.byteOffset, line.byteLength);
    if (bytes.length > MAX_LINE_BYTES) throw new RangeError('An event must not be larger than 32 MiB.');
    if (this.spool) await this.spool.add(bytes);
    else await this.queue.put({ bytes, label });
  }

  /** Resolves when the service has answered for everything sent so far. Throws DeliveryError. */
  async flush(): Promise<void> {
    await this.spool?.allHandedOn();
    if (this.failure) throw this.failure;
    await this.queue.flush();
  }

  /**
   * Sends what is left and ends. With a spool it waits at most `withinMs` (5 s) for that, and what remains is sent after the
   * next opening; without one it waits as long as it takes, and throws DeliveryError if something cannot be delivered.
   */
  async close(withinMs = this.spool ? 5_000 : undefined): Promise<void> {
    this.isClosing = true;
    const flushed = this.flush().catch((error: unknown) => error);
    const timer = new AbortController();
    const tooLate = (): DeliveryError =>
      new DeliveryError('There was not time enough to deliver everything.');
    const problem =
      withinMs === undefined
        ? await flushed
        : await Promise.race([
            flushed,
            sleep(withinMs, undefined, { signal: timer.signal }).then(tooLate, () => undefined),
          ]);
    timer.abort();
    this.stopping.abort();
    this.queue.fail(new Error('The producer is closed.'));
    await this.spool?.close();
    await this.running;
    if (problem instanceof Error && !this.spool) throw problem;
  }

  counts(): DeliveryCounts {
    return this.delivered;
  }

  private async work(): Promise<void> {
    try {
      for (let batch = await this.queue.take(); batch; batch = await this.queue.take()) {
        await this.deliver(batch);
      }
    } catch (error) {
      if (!this.stopping.signal.aborted) this.fail(error);
    }
  }

  private async deliver(batch: Batch): Promise<void> {
    const body = Buffer.concat(batch.flatMap(({ bytes }) => [bytes, LINE_BREAK]));
    const answer = await sendBatch(body, this.options.destination, this.stopping.signal);
    const { sent, accepted, refused } = this.delivered;
    this.delivered = {
      sent: sent + batch.length,
      accepted: accepted + answer.accepted,
      refused: refused + answer.rejected_count,
    };
    const refusals = answer.rejected.map((rejection) => refusedEvent(rejection, batch[rejection.index]));
    if (refusals.length > 0) this.options.onRefused?.(refusals);
    this.queue.settle(batch);
    this.options.onDelivered?.(this.delivered);
  }

  private readonly fail = (error: unknown): void => {
    this.failure ??= error instanceof Error ? error : new Error(String(error));
    this.stopping.abort();
    this.queue.fail(this.failure);
  };
}

const LINE_BREAK = Buffer.from('\n');

function refusedEvent(
  { id, code, path, message }: RejectedEvent,
  line: PendingLine | undefined,
): RefusedEvent {
  return { line: line?.bytes.toString() ?? '', label: line?.label, id, code, path, message };
}
