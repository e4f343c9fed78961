/** One sample of the Prometheus text format. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A scrape: all samples, and when it was made in milliseconds. */
export interface Scrape {
  readonly atMs: number;
  readonly samples: readonly Sample[];
}

const LINE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)/;
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g;

/** The samples of a text whose names begin so; comments and lines that are none are left out. */
export function readMetrics(text: string, prefix: string): Sample[] {
  const samples: Sample[] = [];
  for (const line of text.split('\n')) {
    if (!line.startsWith(prefix)) continue;
    const [, name, labelText = '', valueText = ''] = LINE.exec(line) ?? [];
    if (name === undefined) continue;
    const labels = [...labelText.matchAll(LABEL)].map(([, key = '', value = '']) => [key, unescaped(value)]);
    samples.push({
      name,
      labels: Object.fromEntries(labels) as Record<string, string>,
      value: numberOf(valueText),
    });
  }
  return samples;
}

/** The sum of a metric's samples, of those with these labels; undefined where there is none. */
export function sumOf(
  { samples }: Scrape,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): number | undefined {
  const found = samples.filter(
    (sample) =>
      sample.name === name && Object.entries(labels).every(([key, value]) => sample.labels[key] === value),
  );
  return found.length === 0 ? undefined : found.reduce((sum, { value }) => sum + value, 0);
}

/** A metric's values by one of its labels, in the order of the text. */
export function valuesBy({ samples }: Scrape, name: string, label: string): (readonly [string, number])[] {
  return samples
    .filter((sample) => sample.name === name)
    .map((sample) => [sample.labels[label] ?? '', sample.value] as const);
}

/** How fast a counter grew between two scrapes, a second; from nothing where it began again, null where it is not there. */
export function ratePerSecond(earlier: Scrape, later: Scrape, name: string): number | null {
  const before = sumOf(earlier, name);
  const now = sumOf(later, name);
  const seconds = (later.atMs - earlier.atMs) / 1000;
  if (now === undefined || seconds <= 0) return null;
  return Math.max(0, before === undefined || now < before ? now : now - before) / seconds;
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, (_, character: string) => (character === 'n' ? '\n' : character));
}

function numberOf(text: string): number {
  if (text === '+Inf') return Infinity;
  return text === '-Inf' ? -Infinity : Number(text);
}
