import { zoneName } from '../../../platform/time/zone-name';
import { type Problem, valueError } from '../../devin/problems';

/** The IANA zone of the local days, weeks and months; UTC if absent. Of one given twice the last counts. */
export function readTimezone(query: URLSearchParams, problems: Problem[]): string | undefined {
  const timezone = zoneName(query.getAll('timezone').at(-1) ?? 'UTC');
  if (timezone === undefined)
    problems.push(valueError('timezone', 'timezone must be the name of an IANA time zone'));
  return timezone;
}
