import { parser } from '@prometheus-io/lezer-promql';

/** Everything in square brackets that Grafana replaces by a time. */
const GRAFANA_INTERVAL = /\$__(?:rate_interval|interval|range)/g;

/** The metrics that a PromQL expression names. Throws where it is none. */
export function metricsIn(expression: string): string[] {
  const text = expression.replace(GRAFANA_INTERVAL, '5m');
  const names: string[] = [];
  parser.parse(text).iterate({
    enter: ({ type, node, from, to }) => {
      if (type.isError) throw new Error(`no PromQL at ${from}: ${expression}`);
      if (type.name === 'Identifier' && node.parent?.name === 'VectorSelector')
        names.push(text.slice(from, to));
    },
  });
  return names;
}
