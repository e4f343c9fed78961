import fc from 'fast-check';
import type { SentEvent } from '../../model/sent-event';
import { EVENTS_FORMS } from '../../support/api';
import type { Api, EventsForm } from '../../support/api';

/** How events travel: in which requests, which of those at the same time. */
export interface Delivery {
  readonly batches: readonly (readonly SentEvent[])[];
  readonly form: EventsForm;
  readonly atOnce: number;
}

/** Any order, some events twice or more, batches cut anywhere. */
export function anyDelivery(events: readonly SentEvent[]): fc.Arbitrary<Delivery> {
  const repeats =
    events.length === 0 ? fc.constant([]) : fc.array(fc.constantFrom(...events), { maxLength: 10 });
  const order = repeats.chain((repeated) => {
    const all = [...events, ...repeated];
    return fc
      .shuffledSubarray(
        all.map((_, index) => index),
        { minLength: all.length },
      )
      .map((indexes) => indexes.flatMap((index) => all[index] ?? []));
  });
  return fc
    .record({
      order,
      cuts: fc.array(fc.nat(events.length + 10), { maxLength: 4 }),
      form: fc.constantFrom(...EVENTS_FORMS),
      atOnce: fc.constantFrom(1, 3),
    })
    .map(({ order: ordered, cuts, form, atOnce }) => ({ batches: cutAt(ordered, cuts), form, atOnce }));
}

function cutAt(events: readonly SentEvent[], cuts: readonly number[]): SentEvent[][] {
  const edges = [0, ...cuts.map((cut) => Math.min(cut, events.length)), events.length].sort((a, b) => a - b);
  return edges.slice(1).map((edge, index) => events.slice(edges[index], edge));
}

/** Posts every batch; each event must be accepted. */
export async function deliverAll(api: Api, { batches, form, atOnce }: Delivery): Promise<void> {
  const queue = batches.filter((batch) => batch.length > 0);
  const worker = async (): Promise<void> => {
    for (let batch = queue.shift(); batch !== undefined; batch = queue.shift()) {
      const reply = await api.postEvents(batch, form);
      expect(reply).toEqual({
        status: 200,
        body: { accepted: batch.length, rejected_count: 0, rejected: [] },
      });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
