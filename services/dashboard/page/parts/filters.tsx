import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Address } from '../state/address';
import { addDays, daysBetween } from '../state/dates';
import { COMPARISONS, MAX_RANGE_DAYS, periodOf, PRESETS_DAYS } from '../state/range';
import type { Comparison } from '../state/range';
import type { Go } from '../state/use-address';
import { Picker } from './picker';

interface FilterProps {
  readonly address: Address;
  readonly go: Go;
}

const PRESET_NAMES: Readonly<Record<number, string>> = {
  7: '7 days',
  28: '4 weeks',
  91: '13 weeks',
  364: '52 weeks',
};

/** The days shown: a preset up to today, or two dates. */
export function RangeFilter({ address, go }: FilterProps): JSX.Element {
  const { range, zone } = address;
  const period = periodOf(range, zone, new Date());
  const isPreset = (days: number): boolean => 'days' in range && range.days === days;
  return (
    <div class="filter-group">
      <div class="segmented" role="group" aria-label="Range">
        {PRESETS_DAYS.map((days) => (
          <button
            key={days}
            type="button"
            aria-pressed={isPreset(days)}
            onClick={() => {
              go({ range: { days } });
            }}
          >
            {PRESET_NAMES[days]}
          </button>
        ))}
      </div>
      <Picker label="Dates" value={`${shortDate(period.from)} – ${shortDate(period.to)}`}>
        {(close) => (
          <Dates
            key={`${period.from} ${period.to}`}
            from={period.from}
            to={period.to}
            choose={(from, to) => {
              go({ range: { from, to } });
              close();
            }}
          />
        )}
      </Picker>
    </div>
  );
}

interface DatesProps {
  readonly from: string;
  readonly to: string;
  readonly choose: (from: string, to: string) => void;
}

function Dates(props: DatesProps): JSX.Element {
  const [from, setFrom] = useState(props.from);
  const [to, setTo] = useState(props.to);
  const problem =
    from === '' || to === ''
      ? 'Both dates are needed.'
      : from > to
        ? 'The first date lies after the last.'
        : daysBetween(from, to) >= MAX_RANGE_DAYS
          ? `At most ${MAX_RANGE_DAYS} days.`
          : '';
  return (
    <form
      class="dates"
      onSubmit={(event) => {
        event.preventDefault();
        if (problem === '') props.choose(from, to);
      }}
    >
      <label>
        From
        <input
          type="date"
          value={from}
          max={addDays(to || props.to, 0)}
          onInput={(event) => {
            setFrom(event.currentTarget.value);
          }}
        />
      </label>
      <label>
        To
        <input
          type="date"
          value={to}
          onInput={(event) => {
            setTo(event.currentTarget.value);
          }}
        />
      </label>
      {problem !== '' && <p role="alert">{problem}</p>}
      <button type="submit" class="primary" disabled={problem !== ''}>
        Show
      </button>
    </form>
  );
}

const COMPARISON_NAMES: Readonly<Record<Comparison, string>> = {
  previous: 'days before',
  year: '52 weeks before',
  none: 'nothing',
};

export function ComparisonFilter({ address, go }: FilterProps): JSX.Element {
  return (
    <label class="field">
      <span class="field-label">Compare with</span>
      <select
        value={address.comparison}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          go({ comparison: COMPARISONS.find((one) => one === chosen) ?? 'previous' });
        }}
      >
        {COMPARISONS.map((comparison) => (
          <option key={comparison} value={comparison}>
            {COMPARISON_NAMES[comparison]}
          </option>
        ))}
      </select>
    </label>
  );
}

/** UTC, the reader's own zone, and the one that a shared address names. */
export function ZoneFilter({ address, go }: FilterProps): JSX.Element {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zones = [...new Set(['UTC', own, address.zone])];
  return (
    <label class="field">
      <span class="field-label">Days in</span>
      <select
        value={address.zone}
        onChange={(event) => {
          go({ zone: event.currentTarget.value });
        }}
      >
        {zones.map((zone) => (
          <option key={zone}>{zone}</option>
        ))}
      </select>
    </label>
  );
}

/** What makes a user active. */
export function ThresholdFilter({ address, go }: FilterProps): JSX.Element {
  const { minSessions, minSearches } = address;
  const isDefault = minSessions === 1 && minSearches === 1;
  const value = isDefault ? 'any activity' : `${minSessions}+ sessions or ${minSearches}+ searches`;
  return (
    <Picker label="Active means" value={value}>
      {() => (
        <div class="dates">
          <NumberField
            label="Sessions, at least"
            value={minSessions}
            change={(count) => {
              go({ minSessions: count }, true);
            }}
          />
          <NumberField
            label="or searches, at least"
            value={minSearches}
            change={(count) => {
              go({ minSearches: count }, true);
            }}
          />
          <p>Within each day, window or range by itself. 0 means any activity.</p>
        </div>
      )}
    </Picker>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly change: (value: number) => void;
}

function NumberField({ label, value, change }: NumberFieldProps): JSX.Element {
  return (
    <label>
      {label}
      <input
        type="number"
        min={0}
        max={1_000_000}
        value={value}
        onInput={(event) => {
          const number = event.currentTarget.valueAsNumber;
          if (Number.isInteger(number) && number >= 0) change(number);
        }}
      />
    </label>
  );
}

function shortDate(date: string): string {
  const year = date.slice(0, 4) === new Date().toISOString().slice(0, 4) ? undefined : 'numeric';
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'short',
    ...(year && { year }),
  }).format(Date.parse(date));
}
