import type { Route } from '../../../platform/http/route';
import { type Problem, unprocessable } from '../../devin/problems';
import { type MetricsContext, metricsRoute } from '../endpoint';
import { readAsked } from '../parameters/asked';
import { answerTwoPeriods, type FlatForm } from '../two-periods';
import { readTrailingDays, type TrailingDay } from './trailing-days';

const WINDOWS_DAYS = [7, 28, 30];

const FLAT: FlatForm<RollingDay> = {
  name: 'rolling',
  columns: {
    start_time: 'integer',
    end_time: 'integer',
    provisional: 'boolean',
    active_users_7d: 'integer',
    active_users_28d: 'integer',
    active_users_30d: 'integer',
  },
};

interface RollingDay {
  readonly start_time: number;
  readonly end_time: number;
  readonly provisional: boolean;
  readonly active_users_7d: number;
  readonly active_users_28d: number;
  readonly active_users_30d: number;
}

/** `GET /v1/metrics/rolling`: for every local day of the range the users active within the 7, 28 and 30 days that end with it. */
export function rolling({ store }: MetricsContext): Route {
  return metricsRoute('rolling', async (request) => {
    const problems: Problem[] = [];
    const asked = readAsked(request, problems);
    if (!asked) return unprocessable(problems);
    return answerTwoPeriods(asked, request.now, FLAT, (period) =>
      readTrailingDays(store, asked, period, WINDOWS_DAYS, rollingDay, request.signal),
    );
  });
}

function rollingDay({ users, ...day }: TrailingDay): RollingDay {
  const [active_users_7d = 0, active_users_28d = 0, active_users_30d = 0] = users;
  return { ...day, active_users_7d, active_users_28d, active_users_30d };
}
