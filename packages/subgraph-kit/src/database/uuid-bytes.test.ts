import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bytesToUuid, uuidToBytes } from './uuid-bytes.ts';

it('writes each byte as two digits, with dashes between the parts', () => {
  expect(bytesToUuid(Buffer.from('0123456789abcdeffedcba9876543210', 'hex'))).toBe(
    '01234567-89ab-cdef-fedc-ba9876543210',
  );
});

it('reads what it wrote, whatever the bytes', () => {
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      const bytes = uuidToBytes(id);
      expect(bytes.toString('hex')).toBe(id.replaceAll('-', ''));
      expect(bytesToUuid(bytes)).toBe(id);
    }),
  );
});
