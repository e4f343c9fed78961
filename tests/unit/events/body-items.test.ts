import fc from 'fast-check';
import type { BodyItem } from '../../../services/ingest/events/body-items';
import { bodyItems } from '../../../services/ingest/events/body-items';
import { BODY_LIMITS } from '../../../services/ingest/events/body-limits';
import type { BodyForm } from '../../../services/ingest/events/media-type';
import { refusedWith } from './refused-with';

const read = (body: string | Buffer, form: BodyForm): BodyItem[] => [...bodyItems(Buffer.from(body), form)];
const BOM = '\ufeff';

/** The value of each item, or the code of its refusal. */
function contents(body: string | Buffer, form: BodyForm): unknown[] {
  return read(body, form).map((item) => ('refusal' in item ? item.refusal.code : item.value));
}

describe('JSON', () => {
  test.each([
    ['{"a":1}', [{ a: 1 }]],
    [' \r\n\t{"a":1} \n', [{ a: 1 }]],
    [`${BOM}{"a":1}`, [{ a: 1 }]],
    ['[]', []],
    [' [ \n] ', []],
    ['[{"a":1},{"a":2}]', [{ a: 1 }, { a: 2 }]],
    [
      `${BOM}[ {"a" : [1,{"b":"],\\"}"}]} ,\n 5 , null,"x",[1,[2]] ]`,
      [{ a: [1, { b: '],"}' }] }, 5, null, 'x', [1, [2]]],
    ],
  ])('%j', (body, values) => {
    expect(contents(body, 'json')).toEqual(values);
  });

  test.each([
    ...['', ' ', '\r\n\t', BOM],
    ...[
      '1',
      '"x"',
      'null',
      'true',
      'x',
      '}',
      ',',
      '{',
      '{"a":1',
      '{"a":1}}',
      '{"a":1} x',
      '{"a":1}{"a":2}',
      '{"a":1}\n{"a":2}',
    ],
    ...[
      '[',
      '[{"a":1}',
      '[{"a":1},',
      '[{"a":1},]',
      '[,]',
      '[1 2]',
      '[1]]',
      '[] x',
      '[],',
      '[1],',
      '[1}',
      '[{]',
      '["]',
      '["\\"]',
      '[[1]',
    ],
    ...["{'a':1}", '{a:1}', '[NaN]', '[01]', '\u00a0{}', '[1]\u00a0', '[\u20281]', '/**/{}', '["\n"]'],
  ])('%j is refused as a whole', (body) => {
    expect(() => contents(body, 'json')).toThrow(refusedWith(400));
  });

  test('bytes that are not UTF-8 are refused as a whole', () => {
    const body = Buffer.concat([Buffer.from('[{"a":"'), Buffer.of(0xff), Buffer.from('"}]')]);
    expect(() => contents(body, 'json')).toThrow(refusedWith(400));
  });

  test('each element is kept as it was sent', () => {
    const items = read('[{"a":1.0,"a":1e400} , "x"]', 'json');
    expect(items.map(({ raw }) => raw)).toEqual(['{"a":1.0,"a":1e400} ', ' "x"']);
  });

  test('any array is cut into what JSON.parse makes of it, and anything else is refused', () => {
    const space = fc.constantFrom('', ' ', '\n', '\r\n\t ');
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), space, fc.boolean(), (values, around, isIndented) => {
        const text = around + JSON.stringify(values, null, isIndented ? 2 : 0) + around;
        expect(contents(text, 'json')).toEqual(JSON.parse(text));
      }),
    );
    const alphabet = fc.constantFrom('[', ']', '{', '}', ',', ':', '"', '\\', '1', ' ', '"a"');
    fc.assert(
      fc.property(fc.array(alphabet, { maxLength: 10 }), (pieces) => {
        const text = `[${pieces.join('')}]`;
        const parsed = attempt(() => JSON.parse(text) as unknown);
        expect(attempt(() => contents(text, 'json'))).toEqual(parsed);
      }),
      { numRuns: 5_000 },
    );
  });
});

describe('NDJSON', () => {
  test('an event a line; blank lines are skipped, the last newline is optional', () => {
    const events = [{ a: 1 }, { a: 2 }];
    for (const body of [
      '{"a":1}\n{"a":2}',
      '{"a":1}\n{"a":2}\n',
      '{"a":1}\r\n{"a":2}\r\n',
      `${BOM}\n \n{"a":1}\n\t\r\n\n  {"a":2}  \n\n`,
    ]) {
      expect(contents(body, 'ndjson')).toEqual(events);
    }
  });

  test('a broken line is one refused event, kept as it was sent, and the others are read', () => {
    const items = read('{"a":1}\n{"a":\n{"a":2}{"a":3}\n{"a":4}', 'ndjson');
    expect(contents('{"a":1}\n{"a":\n{"a":2}{"a":3}\n{"a":4}', 'ndjson')).toEqual([
      { a: 1 },
      'malformed_json',
      'malformed_json',
      { a: 4 },
    ]);
    expect(items.map(({ raw }) => raw)).toEqual(['{"a":1}', '{"a":', '{"a":2}{"a":3}', '{"a":4}']);
  });

  test('scalars and arrays are values like others here', () => {
    expect(contents('1\n"x"\nnull\n[{"a":1}]', 'ndjson')).toEqual([1, 'x', null, [{ a: 1 }]]);
  });

  test('a line that is not UTF-8 is one refused event, kept as bytes', () => {
    const bad = Buffer.concat([Buffer.from('{"a":"'), Buffer.of(0xc3, 0x28), Buffer.from('"}')]);
    const body = Buffer.concat([Buffer.from('{"a":"é"}\n'), bad, Buffer.from('\n \n{"a":"日本"}')]);
    expect(contents(body, 'ndjson')).toEqual([{ a: 'é' }, 'malformed_json', { a: '日本' }]);
    expect(read(body, 'ndjson')[1]?.raw).toEqual(bad);
  });

  test('a byte order mark inside the body makes its line a broken one', () => {
    expect(contents(`{"a":1}\n${BOM}{"a":2}`, 'ndjson')).toEqual([{ a: 1 }, 'malformed_json']);
  });

  test.each(['', '\n', ' \r\n\t\n', BOM])('%j is empty, which is refused', (body) => {
    expect(() => contents(body, 'ndjson')).toThrow(refusedWith(400));
  });
});

describe('caps', () => {
  const { maxEvents } = BODY_LIMITS;

  test.each([
    ['json', (count: number) => `[${Array<string>(count).fill('{}').join(',')}]`],
    ['ndjson', (count: number) => '{}\n'.repeat(count)],
    ['ndjson', (count: number) => '{\n\n'.repeat(count)],
  ] as const)('so many events and no more, as %s', (form, bodyOf) => {
    expect(read(bodyOf(maxEvents), form)).toHaveLength(maxEvents);
    expect(() => read(bodyOf(maxEvents + 1), form)).toThrow(refusedWith(413));
  });

  test('a large event is read, unless it would become a multiple of its size', () => {
    const long = JSON.stringify({ a: 'x'.repeat(3_000_000) });
    const crowded = `{"a":[${'{},'.repeat(BODY_LIMITS.maxValuesOfLargeEvent)}{}]}`;
    const deep = '['.repeat(2_000_000);
    expect(contents(`${long}\n${crowded}\n${deep}`, 'ndjson')).toEqual([
      JSON.parse(long),
      'invalid_event',
      'invalid_event',
    ]);
    expect(contents(crowded, 'json')).toEqual(['invalid_event']);
  });
});

function attempt(work: () => unknown): unknown {
  try {
    return work();
  } catch {
    return 'refused';
  }
}
