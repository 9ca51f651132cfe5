import { describe, expect, it } from '@jest/globals';
import { innermostCause, PortError } from '@bellwether/ports';

const named = (name: string, message = ''): Error => Object.assign(new Error(message), { name });
const coded = (code: string): Error => Object.assign(new Error('x'), { code });

describe('an error of a port', () => {
  it.each<[string, unknown, boolean, string]>([
    ['a full disk', coded('ENOSPC'), true, 'archive.write failed: the disk is full; trying again may help'],
    [
      'a full disk that a database reports',
      new Error('IO Error: Could not write file "state.duckdb": No space left on device'),
      true,
      'archive.write failed: the disk is full; trying again may help',
    ],
    [
      'missing credentials',
      named('CredentialsProviderError'),
      false,
      'archive.write failed: no AWS credentials were found',
    ],
    [
      'an error behind others',
      new Error('a', { cause: new Error('b', { cause: coded('EACCES') }) }),
      false,
      'archive.write failed: permission was denied',
    ],
    [
      'one of several',
      new AggregateError([coded('ECONNREFUSED'), coded('EIO')]),
      true,
      'archive.write failed: the connection was refused; trying again may help',
    ],
    [
      'a name without a sentence',
      named('ValidationException', 'The value 4711 is wrong'),
      false,
      'archive.write failed: ValidationException',
    ],
    ['an error that says only a message', new Error('password=hunter2'), false, 'archive.write failed'],
    ['a name that is no name', named('password=hunter2 and more'), false, 'archive.write failed'],
    ['no cause', undefined, true, 'archive.write failed; trying again may help'],
  ])('names %s, and never quotes a payload', (_, cause, retryable, message) => {
    expect(new PortError('archive', 'write', retryable, { cause }).message).toBe(message);
  });

  it('follows causes to the innermost, and ends in a circle of them', () => {
    const inner = new Error('inner');
    expect(innermostCause(new Error('outer', { cause: new Error('middle', { cause: inner }) }))).toBe(inner);
    const circle = new Error('circle');
    circle.cause = circle;
    expect(innermostCause(circle)).toBe(circle);
  });
});
