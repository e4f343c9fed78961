import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GrowthReport, type GrowthRow, stepName, STEPS } from '../growth-bench';
import { barChart } from './bar-chart';
import { type Goal, shown } from './goals';
import { markdownTable } from './tables';

const COLORS = ['#8b949e', '#79b8ff', '#2f81f7', '#e3b341'];
const MOST_EVENTS = STEPS.findIndex(({ events }) => events === 16);

/** Milliseconds at each step, and how many times those of the first. */
export function growthTable({ rows, floorMs }: GrowthReport): string {
  const floor = { question: 'SELECT 1 (the floor)', freshMs: floorMs };
  return markdownTable(
    ['question', ...STEPS.map(stepName)],
    [floor, ...rows].map(({ question, freshMs }) => [
      question,
      ...freshMs.map((ms) => `${shown(ms)} (${shown(ms / (freshMs[0] ?? NaN))} x)`),
    ]),
  );
}

export function growthGoals({ rows }: GrowthReport): Goal[] {
  const ratio = ({ freshMs }: GrowthRow): number => (freshMs[MOST_EVENTS] ?? NaN) / (freshMs[0] ?? NaN);
  const worst = rows.toSorted((a, b) => ratio(b) - ratio(a))[0];
  if (!worst) return [];
  return [
    {
      goal: '16 x the events of the same users: at most 1.5 x the time',
      measured: `${shown(ratio(worst))} x (${worst.question})`,
      isMet: ratio(worst) <= 1.5,
    },
  ];
}

/** Writes `growth.json` and `growth.svg`. */
export function writeGrowthReport(directory: string, report: GrowthReport): void {
  mkdirSync(directory, { recursive: true });
  const content = { ...report, steps: STEPS, goals: growthGoals(report) };
  writeFileSync(join(directory, 'growth.json'), `${JSON.stringify(content, undefined, 2)}\n`);
  const series = STEPS.map((step, index) => ({ name: stepName(step), color: COLORS[index] ?? '' }));
  const groups = report.rows.map(({ question, freshMs }) => ({ label: question, values: freshMs }));
  writeFileSync(join(directory, 'growth.svg'), barChart('How time grows', 'ms', series, groups));
}
