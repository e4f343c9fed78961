/** One thing measured by several, drawn as a group of bars on a logarithmic scale. */
export interface BarGroup {
  readonly label: string;
  /** In the order of the series; undefined where one took no part. */
  readonly values: readonly (number | undefined)[];
}

export interface BarSeries {
  readonly name: string;
  readonly color: string;
}

const LABEL_WIDTH = 330;
const CHART_WIDTH = 560;
const BAR_HEIGHT = 7;
const GROUP_GAP = 9;
const TOP = 58;

/** Horizontal bars as an SVG of its own, light or dark as its reader prefers. */
export function barChart(
  title: string,
  unit: string,
  series: readonly BarSeries[],
  groups: readonly BarGroup[],
): string {
  const values = groups.flatMap((group) => group.values.filter((value) => value !== undefined));
  const lowest = Math.floor(Math.log10(Math.min(...values)));
  const highest = Math.ceil(Math.log10(Math.max(...values)));
  const xOf = (value: number): number => ((Math.log10(value) - lowest) / (highest - lowest)) * CHART_WIDTH;
  const groupHeight = series.length * BAR_HEIGHT + GROUP_GAP;
  const height = TOP + groups.length * groupHeight + 30;
  const bottom = height - 30;

  const ticks = Array.from({ length: highest - lowest + 1 }, (_, index) => 10 ** (lowest + index));
  const grid = ticks.map((tick) => {
    const x = LABEL_WIDTH + xOf(tick);
    return `<path class="grid" d="M${fixed(x)} ${TOP - 6}V${bottom}"/><text class="tick" x="${fixed(x)}" y="${bottom + 16}">${tick} ${unit}</text>`;
  });
  const legend = series.map(
    ({ name, color }, index) =>
      `<rect x="${LABEL_WIDTH + index * 130}" y="32" width="10" height="10" fill="${color}"/>` +
      `<text x="${LABEL_WIDTH + index * 130 + 15}" y="41">${escapeXml(name)}</text>`,
  );
  const bars = groups.map(({ label, values: ofGroup }, index) => {
    const y = TOP + index * groupHeight;
    const drawn = ofGroup.map((value, at) =>
      value === undefined
        ? ''
        : `<rect x="${LABEL_WIDTH}" y="${y + at * BAR_HEIGHT}" width="${fixed(Math.max(1, xOf(value)))}" height="${BAR_HEIGHT - 1}" fill="${series[at]?.color ?? ''}"/>`,
    );
    const middle = y + (series.length * BAR_HEIGHT) / 2 + 4;
    return `<text class="label" x="${LABEL_WIDTH - 8}" y="${middle}">${escapeXml(label)}</text>${drawn.join('')}`;
  });
  const style = `text{font:11px system-ui,sans-serif;fill:#444}.title{font-size:14px;font-weight:600}.label{text-anchor:end}.tick{text-anchor:middle}.grid{stroke:#8884;fill:none}@media(prefers-color-scheme:dark){text{fill:#ccc}}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${LABEL_WIDTH + CHART_WIDTH + 50}" height="${height}" role="img" aria-label="${escapeXml(title)}">
<style>${style}</style>
<text class="title" x="8" y="20">${escapeXml(title)}</text>
${[...grid, ...legend, ...bars].join('\n')}
</svg>
`;
}

function fixed(value: number): string {
  return value.toFixed(1);
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
