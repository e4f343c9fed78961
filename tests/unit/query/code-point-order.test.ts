import fc from 'fast-check';
import { compareCodePoints } from '../../../services/query/code-point-order';

test('texts compare as their UTF-8 bytes do', () => {
  const anyText = fc.string({
    unit: fc.constantFrom('a', 'b', 'é', '\u{d7ff}', '\u{e000}', '\u{ffff}', '😀', '\u{10ffff}'),
  });
  fc.assert(
    fc.property(anyText, anyText, (one, other) => {
      const wanted = Buffer.compare(Buffer.from(one), Buffer.from(other));
      expect(Math.sign(compareCodePoints(one, other))).toBe(wanted);
    }),
  );
});
