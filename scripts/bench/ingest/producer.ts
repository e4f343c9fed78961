import { setTimeout as pause } from 'node:timers/promises';
import { openCaller } from '../ask/caller';
import { timesOf } from '../statistics';
import type { Produced, ProducerOrder } from './produce';
import { sentBody } from './sent-events';

/** A producer in a process of its own: sends for a while and prints what became of it. */
async function main(): Promise<void> {
  const order = JSON.parse(process.argv[2] ?? '') as ProducerOrder;
  const { batch, concurrent, durationMs, eventsPerSecond, run, space } = order;
  const caller = openCaller(order, concurrent);
  const startedAt = performance.now();
  const acknowledgedMs: number[] = [];
  let sent = 0;
  const produce = async (): Promise<void> => {
    while (performance.now() - startedAt < durationMs) {
      const first = sent;
      sent += batch;
      if (eventsPerSecond !== null) {
        const dueMs = (first / eventsPerSecond) * 1000 - (performance.now() - startedAt);
        if (dueMs > 0) await pause(dueMs);
      }
      const body = sentBody(run, first, batch, space);
      const from = performance.now();
      await caller.post('/v1/events', body);
      acknowledgedMs.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: concurrent }, produce));
  const seconds = (performance.now() - startedAt) / 1000;
  caller.close();
  const produced: Produced = {
    events: sent,
    eventsPerSecond: Math.round(sent / seconds),
    times: timesOf(acknowledgedMs),
  };
  process.stdout.write(JSON.stringify(produced));
}

void main();
