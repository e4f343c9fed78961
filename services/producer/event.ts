import type { AppUsageDayReport } from '../../schemas/generated/events/app-usage-day-report';
import type { AppUsageInterval } from '../../schemas/generated/events/app-usage-interval';
import type { SearchEvent } from '../../schemas/generated/events/search';
import type { SessionEvent } from '../../schemas/generated/events/session';

type WithoutId<Event> = Event extends unknown ? Omit<Event, 'id'> & { readonly id?: string } : never;

/** An event as a program hands it over. Without an id it gets one, which it keeps however often it is sent. */
export type ProducerEvent = Readonly<
  WithoutId<SessionEvent | SearchEvent | AppUsageInterval | AppUsageDayReport>
>;

/** The event as it goes over the wire: a line of NDJSON without its line break. */
export function eventLine(event: ProducerEvent, newId: () => string): Buffer {
  return Buffer.from(JSON.stringify({ ...event, id: event.id ?? newId() }));
}
