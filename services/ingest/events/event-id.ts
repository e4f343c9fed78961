import schema from '../../../schemas/events/search.json';
import { createAjv } from './formats';
import { isObject } from './field-problems';

const isUsable = createAjv().compile<string>(schema.properties.id);

/** The id by which an answer names an event, whatever else is wrong with it; null where the id itself is unusable. */
export function eventId(value: unknown): string | null {
  if (!isObject(value) || !('id' in value)) return null;
  return isUsable(value.id) ? value.id : null;
}
