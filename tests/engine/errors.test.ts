import { ENGINE_CODES, StoreError, toStoreError } from '../../clickhouse/errors';
import { openClient, removeDirectory, rows, temporaryDirectory } from './embedded';

const dataDir = temporaryDirectory();
afterAll(() => {
  removeDirectory(dataDir);
});

test("the numbers are the engine's own", async () => {
  const client = await openClient(dataDir);
  for (const codes of Object.values(ENGINE_CODES)) {
    for (const [code, name] of Object.entries(codes)) {
      expect(
        await rows(client, 'SELECT {code:UInt32} AS code, errorCodeToName({code:UInt32}) AS name', { code }),
      ).toEqual([{ code: Number(code), name }]);
    }
  }
  await client.close();
});

test.each([
  [{ code: '159', message: 'SELECT secret' }, 'timeout'],
  [{ clickhouseCode: 241, code: 'CHDB_INSERT' }, 'memory'],
  [{ code: '516' }, 'denied'],
  [{ code: '4242' }, 'internal'],
  [{ code: 'ECONNRESET' }, 'unavailable'],
  [{ code: 'ECONNREFUSED' }, 'unavailable'],
  [{ code: 'CHDB_CLOSED' }, 'closed'],
  [{ name: 'AbortError' }, 'cancelled'],
  [new TypeError('x'), 'invalid'],
  ['a text', 'internal'],
  [undefined, 'internal'],
])('%j is %s', (thrown, kind) => {
  const error = toStoreError(thrown);
  expect(error.kind).toBe(kind);
  expect(error.message).not.toContain('secret');
  expect(error.cause).toBe(thrown);
});

test('an error without a number means what the door says', () => {
  expect(toStoreError(new Error('Timeout error.'), 'unavailable').kind).toBe('unavailable');
});

test('a store error stays as it is', () => {
  const error = new StoreError('busy');
  expect(toStoreError(error)).toBe(error);
});
