import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { escapedJson } from '../../src/parse/escaped-json.ts';

it('escapes what a terminal obeys', () => {
  expect(escapedJson({ message: 'a\u009b31m\u202eb\u2066\u007f' })).toBe(
    '{"message":"a\\u009b31m\\u202eb\\u2066\\u007f"}',
  );
});

it('changes no value, and leaves no such character', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = escapedJson(value);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));

      expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    }),
  );
});
