import { metricWithDelta } from '../../../../services/query/apps/metric-with-delta';

it.each([
  ['6060000', '5386666', '125', '{"value":6060000,"change_pct":12.5,"compare_value":5386666}'],
  ['5520000', '5756000', '-41', '{"value":5520000,"change_pct":-4.1,"compare_value":5756000}'],
  ['5', '5', '0', '{"value":5,"change_pct":0,"compare_value":5}'],
  ['0', '5', '-1000', '{"value":0,"change_pct":-100,"compare_value":5}'],
  ['5', '0', null, '{"value":5,"change_pct":null,"compare_value":0}'],
  ['5', null, null, '{"value":5,"change_pct":null,"compare_value":null}'],
])('publishes %s against %s', (value, base, tenths, text) => {
  expect(JSON.stringify(metricWithDelta(value, base, tenths))).toBe(text);
});
