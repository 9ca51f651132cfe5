import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseJson } from '../src/fields/json.ts';

describe('parseJson', () => {
  it.each<[string, unknown]>([
    ['{"a":NaN,"b":[-Infinity,Infinity],"c":"NaN \\" Infinity"}', { a: null, b: [null, null], c: 'NaN " Infinity' }],
    ['{"a":NaN,"b":"cut off \\"', undefined],
    ['{"a":NaNs}', undefined],
    ['{"a":NaN', undefined],
  ])('reads %j', (text, value) => {
    expect(parseJson(text)).toEqual(value);
  });

  it('reads any value with NaN beside it as it reads the value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(parseJson(`{"value":${JSON.stringify(value)},"odd":NaN}`)).toEqual({
          value: JSON.parse(JSON.stringify(value)) as unknown,
          odd: null as unknown,
        });
      }),
    );
  });
});
