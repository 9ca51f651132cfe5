import { describe, expect, it } from '@jest/globals';
import { isAccessDenied, namingDenials } from '@bellwether/playbooks';
import { PortError } from '@bellwether/ports';

const failed = (name: string): PortError =>
  new PortError('keys', 'look', false, { cause: Object.assign(new Error('details'), { name }) });

describe('a denied call', () => {
  it.each([
    ['AccessDenied', true],
    ['AccessDeniedException', true],
    ['UnauthorizedOperation', true],
    ['Throttling', false],
    ['ResourceNotFoundException', false],
  ])('%s is one: %s', async (name, isDenied) => {
    expect(isAccessDenied(failed(name))).toBe(isDenied);
    await expect(namingDenials(() => Promise.reject(failed(name)))).rejects.toMatchObject({
      name: isDenied ? 'AccessDenied' : 'PortError',
      message: failed(name).message,
    });
  });

  it('is not what only calls itself so, and what succeeds is given back', async () => {
    expect(isAccessDenied(Object.assign(new Error('x'), { name: 'AccessDenied' }))).toBe(false);
    expect(isAccessDenied(new PortError('keys', 'look', false, { cause: 'AccessDenied' }))).toBe(false);
    expect(await namingDenials(async () => 7)).toBe(7);
  });
});
