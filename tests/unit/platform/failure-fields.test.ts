import { StoreError } from '../../../clickhouse/errors';
import { failureFields } from '../../../services/platform/failure-fields';

const ENGINE_MESSAGE =
  "Code: 27. DB::Exception: Cannot parse input: before: 'ada@example.com'. (CANNOT_PARSE_INPUT_ASSERTION_FAILED)";

function jsonError(): unknown {
  try {
    return JSON.parse('ada@example.com');
  } catch (error) {
    return error;
  }
}

test('an error of the engine is told by its number and name, without the data that it quotes', () => {
  const error = new StoreError('invalid', { engineCode: 27, cause: new Error(ENGINE_MESSAGE) });
  const fields = failureFields(error);
  expect(fields).toMatchObject({
    error: 'StoreError: The store does not accept the statement or the data.',
    engine_code: 27,
    cause: { error: 'Error: CANNOT_PARSE_INPUT_ASSERTION_FAILED' },
  });
  expect(JSON.stringify(fields)).not.toContain('ada');
});

test('an error of the system is told by its code, without the path that it names', () => {
  const error = Object.assign(new Error("ENOENT: no such file, open '/home/ada/x'"), { code: 'ENOENT' });
  expect(failureFields(error).error).toBe('Error: ENOENT');
  expect(JSON.stringify(failureFields(error))).not.toContain('/home/ada');
});

test('an error that quotes a text is told by its name and place alone', () => {
  const fields = failureFields(jsonError());
  expect(fields.error).toBe('SyntaxError');
  expect(fields.stack?.join()).toContain('failure-fields.test');
  expect(JSON.stringify(fields)).not.toContain('example.com');
});

test('a mistake of ours is told with what the language says of it', () => {
  expect(failureFields(new TypeError('x is not a function')).error).toBe('TypeError: x is not a function');
  expect(failureFields('ada')).toEqual({ error: 'string' });
});
