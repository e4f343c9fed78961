import { cell, writeCsv } from '../../../services/platform/formats/csv';
import { blocks, bytesOf, sample, sampleList } from './sample-list';

const HEADER = 'user_id,user_seen_at,count,change,flag,names\r\n';

const textOf = async (list: ReturnType<typeof sampleList>): Promise<string> =>
  (await bytesOf(writeCsv(list))).toString('utf8');

test('an empty list is a lone header', async () => {
  expect(await textOf(sampleList([]))).toBe(HEADER);
  expect(await textOf(sampleList(blocks([], 1)))).toBe(HEADER);
});

test('nested names are joined by _, null is an empty cell, arrays are JSON text, lines end with CRLF', async () => {
  const rows = [
    sample(1, { names: ['a', 'b "c"'] }),
    sample(0, { count: null, change: null, flag: null, names: null }),
  ];
  expect(await textOf(sampleList(rows))).toBe(
    `${HEADER}user-1,2026-02-28T12:00:00.000Z,1,0.1,false,"[""a"",""b \\""c\\""""]"\r\nuser-0,,,,,\r\n`,
  );
});

test('the header stands once, however the rows come', async () => {
  const rows = Array.from({ length: 10 }, (_, n) => sample(n));
  const whole = await textOf(sampleList(rows));
  for (const size of [1, 3, 10]) expect(await textOf(sampleList(blocks(rows, size)))).toBe(whole);
});

test.each([
  ['plain', 'plain'],
  ['', '""'],
  ['a,b', '"a,b"'],
  ['say "x"', '"say ""x"""'],
  ['two\r\nlines', '"two\r\nlines"'],
  ['two\nlines', '"two\nlines"'],
  [' spaces ', ' spaces '],
  ['日本語 🙂', '日本語 🙂'],
])('a text cell %j is written %j', (text, written) => {
  expect(cell(text)).toBe(written);
});

test.each([
  ['=1+1', `'=1+1`],
  ['+1', `'+1`],
  ['-1', `'-1`],
  ['@SUM(A1)', `'@SUM(A1)`],
  ['\tx', `'\tx`],
  ['\rx', `"'\rx"`],
  ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
  ['a=1', 'a=1'],
])('a text %j that a spreadsheet might run is written %j', (text, written) => {
  expect(cell(text)).toBe(written);
});

test('numbers are written as numbers, the negative ones too', () => {
  expect([-4.1, 0, -100, 9007199254740993n, -1n].map(cell)).toEqual([
    '-4.1',
    '0',
    '-100',
    '9007199254740993',
    '-1',
  ]);
  expect(cell(['=1+1'])).toBe('"[""=1+1""]"');
});
