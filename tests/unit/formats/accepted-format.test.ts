import { acceptedFormat } from '../../../services/platform/formats/accepted-format';

test.each([
  [undefined, 'json'],
  ['', 'json'],
  ['*/*', 'json'],
  ['application/json', 'json'],
  ['text/csv', 'csv'],
  ['TEXT/CSV', 'csv'],
  ['text/csv; header=present', 'csv'],
  ['text/*', 'csv'],
  ['application/*', 'json'],
  ['application/x-ndjson', 'ndjson'],
  ['application/vnd.apache.parquet', 'parquet'],
  ['application/vnd.apache.arrow.stream', 'arrow'],
  ['text/csv, */*;q=0.1', 'csv'],
  ['text/csv, application/json', 'csv'],
  ['application/json, text/csv', 'json'],
  ['application/json;q=0.5, text/csv', 'csv'],
  ['text/csv;q=0.5, application/x-ndjson;q=0.9', 'ndjson'],
  ['text/csv;q=0, application/x-ndjson;q=0.1', 'ndjson'],
  ['application/json;q=0, */*', 'csv'],
  ['text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8', 'json'],
  ['application/pdf', 'json'],
  ['image/png, text/csv;q=nonsense', 'json'],
  ['application/vnd.apache.parquet;q=0.4, text/*;q=0.4', 'parquet'],
  [',,;;q=1,', 'json'],
])('Accept: %s is answered as %s', (accept, format) => {
  expect(acceptedFormat(accept)).toBe(format);
});
