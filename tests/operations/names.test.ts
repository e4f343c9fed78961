import { parse } from 'yaml';
import { mintToken, startInProcess } from '../support/service';
import { projectFile } from '../containers/files';
import { metricsIn } from './promql';

interface Rules {
  readonly groups: readonly {
    readonly rules: readonly { readonly alert: string; readonly expr: string }[];
  }[];
}
interface Panel {
  readonly type: string;
  readonly title: string;
  readonly targets?: readonly { readonly expr: string }[];
}

const rules = (parse(projectFile('docs/operations/alerts.yaml')) as Rules).groups.flatMap(
  (group) => group.rules,
);
const { panels } = JSON.parse(projectFile('docs/operations/grafana-dashboard.json')) as { panels: Panel[] };
const manual = projectFile('docs/operations.md');
/** What a scrape has, by the names that samples bear, and the metrics themselves. */
let scraped: Set<string>;
let metrics: string[];

beforeAll(async () => {
  const service = await startInProcess();
  const headers = { authorization: `Bearer ${mintToken({ tenant: 'acme' })}` };
  const text = await (await fetch(`${service.url}/metrics`, { headers })).text();
  await service.stop();
  // A metric without a sample yet is one all the same.
  const types = [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)];
  metrics = types.map(([, name = '']) => name);
  scraped = new Set(types.flatMap(([, name = '', type = '']) => sampleNames(name, type)));
});

function sampleNames(name: string, type: string): string[] {
  if (type === 'histogram') return ['_bucket', '_sum', '_count'].map((ending) => name + ending);
  return type === 'summary' ? [name, `${name}_sum`, `${name}_count`] : [name];
}

function missing(expression: string): string[] {
  const names = metricsIn(expression);
  expect(names).not.toEqual([]);
  return names.filter((name) => !scraped.has(name));
}

test.each(rules)(
  'the alert $alert names only metrics that a scrape has, and the manual says what to do',
  (rule) => {
    expect(missing(rule.expr)).toEqual([]);
    expect(manual).toContain(`\`${rule.alert}\``);
  },
);

test.each(panels.filter(({ type }) => type !== 'row'))(
  'the panel $title names only metrics that a scrape has',
  ({ targets = [] }) => {
    expect(targets).not.toEqual([]);
    for (const { expr } of targets) expect(missing(expr)).toEqual([]);
  },
);

test('the manual explains every metric of ours, and no other', () => {
  const ours = metrics.filter((name) => name.startsWith('headcount_'));
  const explained = new Set(manual.match(/(?<=^\| `)headcount_\w+(?=`)/gm));
  expect([...explained].sort()).toEqual(ours.sort());
});

test('a metric that is not there is seen, and so is what is no PromQL', () => {
  expect(metricsIn('sum by (a) (rate(no_such_total{a="headcount_ready"}[$__rate_interval])) > 1')).toEqual([
    'no_such_total',
  ]);
  expect(() => metricsIn('rate(x[5m]')).toThrow('no PromQL');
});
