import type { Route } from '../../../platform/http/route';
import { type Problem, unprocessable } from '../../devin/problems';
import { type MetricsContext, metricsRoute } from '../endpoint';
import { readAsked } from '../parameters/asked';
import { rate } from '../rate';
import { answerTwoPeriods, type FlatForm } from '../two-periods';
import { readTrailingDays, type TrailingDay } from './trailing-days';

const WINDOWS_DAYS = [1, 7, 30];

const FLAT: FlatForm<StickyDay> = {
  name: 'stickiness',
  columns: {
    start_time: 'integer',
    end_time: 'integer',
    provisional: 'boolean',
    dau: 'integer',
    wau: 'integer',
    mau: 'integer',
    dau_wau: 'number',
    dau_mau: 'number',
  },
};

interface StickyDay {
  readonly start_time: number;
  readonly end_time: number;
  readonly provisional: boolean;
  readonly dau: number;
  /** Within the 7 and the 30 days that end with this one. */
  readonly wau: number;
  readonly mau: number;
  /** With four decimals; null where nobody was active. */
  readonly dau_wau: number | null;
  readonly dau_mau: number | null;
}

/**
 * `GET /v1/metrics/stickiness`: for every local day of the range its active users as a part of those of the 7 and of the 30 days
 * that end with it.
 */
export function stickiness({ store }: MetricsContext): Route {
  return metricsRoute('stickiness', async (request) => {
    const problems: Problem[] = [];
    const asked = readAsked(request, problems);
    if (!asked) return unprocessable(problems);
    return answerTwoPeriods(asked, request.now, FLAT, (period) =>
      readTrailingDays(store, asked, period, WINDOWS_DAYS, stickyDay, request.signal),
    );
  });
}

function stickyDay({ users, ...day }: TrailingDay): StickyDay {
  const [dau = 0, wau = 0, mau = 0] = users;
  return { ...day, dau, wau, mau, dau_wau: rate(dau, wau), dau_mau: rate(dau, mau) };
}
