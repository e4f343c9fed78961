import fc from 'fast-check';
import type { SentEvent } from '../../model/sent-event';
import { createRandom } from '../../../scripts/demo/random';
import type { Random } from '../../../scripts/demo/random';
import { anyEvent, anyEvents } from '../../properties/arbitraries/events';
import { CLIENT_IDS, USER_IDS } from '../../properties/arbitraries/pools';
import { EVENTS_FORMS } from '../../support/api';
import type { EventsWrite, NameWrite, Sequence } from './write';

/** What a few producers send to one tenant, before a kill and after it. All of it is drawn from the seed. */
export interface Schedule {
  readonly seed: number;
  /** For each phase the producers, for each producer its requests. */
  readonly phases: readonly [readonly Sequence[], readonly Sequence[]];
  /** What becomes of a request that a kill left without an answer. */
  readonly fate: () => Fate;
}
export type Fate = 'again' | 'cut' | 'give-up';

const MAX_EVENTS = 26;
const MAX_BATCH = 6;

/** The same seed gives the same schedule, on every machine. */
export function scheduleOf(seed: number): Schedule {
  const random = createRandom(`schedule ${seed}`);
  const batches = cut(shuffled(withReplays(eventsOf(seed, random), random), random), seed, random);
  const early = batches.slice(0, Math.ceil(batches.length * (0.4 + random.next() * 0.4)));
  const late = batches.slice(early.length);
  // What was sent before the kill comes again after it, as it was: replays of old batches.
  const replayed = early.filter(() => random.chance(0.2));
  const producers = 2 + random.below(2);
  return {
    seed,
    phases: [
      deal(early, producers, random),
      deal(shuffled([...late, ...replayed], random), producers, random),
    ],
    fate: () =>
      random.weighted<Fate>([
        ['again', 5],
        ['cut', 3],
        ['give-up', 2],
      ]),
  };
}

/** Names given to users by a producer of their own, one after the other. */
export function namesOf(seed: number): Sequence {
  const random = createRandom(`names ${seed}`);
  return Array.from({ length: random.below(4) }, (_, index): NameWrite => {
    const place = { client_id: random.pick(CLIENT_IDS), user_id: random.pick(USER_IDS) };
    const username = `Name ${index} ${seed}`;
    return { kind: 'name', user: { ...place, username, user_key: username, department_ids: [] } };
  });
}

/** Several versions of some events. Ids are the schedule's own; users, organizations, clients and apps are everybody's. */
function eventsOf(seed: number, random: Random): SentEvent[] {
  const [events = []] = fc.sample(anyEvents(anyEvent, MAX_EVENTS), {
    seed: random.below(2 ** 31),
    numRuns: 1,
  });
  return events.map((event) => ({ ...event, id: `${seed}-${event.id}` }));
}

function withReplays(events: readonly SentEvent[], random: Random): SentEvent[] {
  return events.flatMap((event) => (random.chance(0.3) ? [event, event] : [event]));
}

function cut(events: readonly SentEvent[], seed: number, random: Random): EventsWrite[] {
  const batches: EventsWrite[] = [];
  for (let at = 0; at < events.length;) {
    const size = 1 + random.below(MAX_BATCH);
    batches.push({
      ...{ kind: 'events', seed, events: events.slice(at, at + size) },
      ...{ withRefused: random.chance(0.1), form: random.pick(EVENTS_FORMS) },
    });
    at += size;
  }
  return batches;
}

function deal(batches: readonly EventsWrite[], producers: number, random: Random): Sequence[] {
  const hands: EventsWrite[][] = Array.from({ length: producers }, () => []);
  for (const batch of batches) random.pick(hands).push(batch);
  return hands;
}

export function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  return items
    .map((item) => ({ item, place: random.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
