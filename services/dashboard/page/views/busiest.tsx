import type { JSX } from 'preact';
import { useCallback } from 'preact/hooks';
import type { BusierDays, BusierHours } from '../api/answers';
import { pathWith } from '../api/paths';
import { useCall } from '../api/use-call';
import type { ChartData } from '../charts/chart-data';
import { count, dayLabel, shortDayLabel, WHOLE_STEPS } from '../charts/figures';
import { Icon } from '../parts/icons';
import { TimeChartCard } from '../parts/time-chart-card';
import type { Address } from '../state/address';
import { addDays, isDate } from '../state/dates';
import type { Go } from '../state/use-address';

interface BusiestProps {
  readonly address: Address;
  readonly go: Go;
  /** The last day of the range: where to begin. */
  readonly last: string;
}

const NEEDS = 'view-engagement-dashboard';

/** The busiest hours of a day and days of a week; the day can be moved. */
export function Busiest({ address, go, last }: BusiestProps): JSX.Element {
  const { own } = address;
  const day = own.day !== undefined && isDate(own.day) ? own.day : last;
  const path = (name: string): string =>
    pathWith(`/api/v1/engagement-dashboard/users/chat-busier/${name}`, { start: `${day}T23:59:59.999Z` });
  const hours = useCall<BusierHours>(path('hourly-data'));
  const days = useCall<BusierDays>(path('weekly-data'));
  const daysChart = useCallback((body: BusierDays) => chartOfDays(body, day), [day]);
  const move = (step: number): void => {
    go({ own: { ...own, day: addDays(day, step) } }, true);
  };
  const mover = (
    <div class="mover">
      <button
        type="button"
        class="tool"
        aria-label="The day before"
        onClick={() => {
          move(-1);
        }}
      >
        <Icon name="left" size={15} />
      </button>
      <span>{dayLabel(Date.parse(day) / 1000, 'UTC')}</span>
      <button
        type="button"
        class="tool"
        aria-label="The day after"
        onClick={() => {
          move(1);
        }}
      >
        <Icon name="right" size={15} />
      </button>
    </div>
  );
  return (
    <>
      <div class="section-head">
        <h2>A day and its week</h2>
        {mover}
      </div>
      <div class="columns">
        <TimeChartCard
          title="Busiest hours"
          subtitle="Users present in two hours of the day, UTC"
          answered={hours}
          calls={[hours.path]}
          fileName={`busiest-hours-${day}`}
          needs={NEEDS}
          shape="bars"
          chartOf={chartOfHours}
          timeHeading="Hours"
          isEmpty={isQuietDay}
          emptyText="Nothing happened on this day."
          height={220}
          isWide={false}
        />
        <TimeChartCard
          title="Busiest days"
          subtitle="Active users of the eight UTC days that end with it"
          answered={days}
          calls={[days.path]}
          fileName={`busiest-days-${day}`}
          needs={NEEDS}
          shape="bars"
          chartOf={daysChart}
          height={220}
          isWide={false}
        />
      </div>
    </>
  );
}

function isQuietDay({ hours }: BusierHours): boolean {
  return hours.length === 0;
}

function chartOfHours({ hours }: BusierHours): ChartData {
  const ascending = hours.toSorted((one, other) => one.hour - other.hour);
  const pad = (hour: number): string => String(hour).padStart(2, '0');
  return {
    times: ascending.map(({ hour }) => hour),
    series: [{ label: 'Users', colour: 'series-2', values: ascending.map(({ users }) => users) }],
    write: count,
    steps: WHOLE_STEPS,
    nameTime: (hour) => `${pad(hour)}:00 – ${pad(hour + 2)}:00`,
    nameTick: pad,
  };
}

/** The answer names only the days with active users; the others had none. */
function chartOfDays({ month }: BusierDays, last: string): ChartData {
  const dateOf = ({ year, month: one, day }: BusierDays['month'][number]): number =>
    Date.UTC(year, one - 1, day);
  const users = new Map(month.map((entry) => [dateOf(entry), entry.users]));
  const times = Array.from({ length: 8 }, (_, day) => Date.parse(addDays(last, day - 7)));
  return {
    times: times.map((ms) => ms / 1000),
    series: [{ label: 'Active users', colour: 'series-2', values: times.map((ms) => users.get(ms) ?? 0) }],
    write: count,
    steps: WHOLE_STEPS,
    nameTime: (second) => dayLabel(second, 'UTC'),
    nameTick: (second) => shortDayLabel(second, 'UTC'),
  };
}
