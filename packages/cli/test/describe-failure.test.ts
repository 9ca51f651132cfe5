import { describe, expect, it } from '@jest/globals';
import { PortError } from '@bellwether/ports';
import { describeFailure } from '../src/describe-failure.ts';

const failing = (cause: unknown): PortError => new PortError('findings', 'find', false, { cause });

describe('a failure at the terminal', () => {
  it.each<[string, unknown, string]>([
    [
      'missing credentials',
      Object.assign(new Error('Could not load credentials from any providers'), { name: 'CredentialsProviderError' }),
      'findings.find failed: no AWS credentials were found (Could not load credentials from any providers)',
    ],
    [
      'a full disk, through two errors',
      new Error('x', { cause: Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }) }),
      'findings.find failed: the disk is full (ENOSPC: no space left on device, write)',
    ],
    [
      'only the first line, without control characters',
      new Error('a\u001b[2J\nb'),
      'findings.find failed (a\\u{1b}[2J)',
    ],
    ['no cause', undefined, 'findings.find failed'],
  ])('names %s', (_, cause, message) => {
    expect(describeFailure(failing(cause))).toBe(message);
  });

  it('gives any other error as it is', () => {
    expect(describeFailure(new RangeError('--from takes a time.'))).toBe('--from takes a time.');
    expect(describeFailure('broken')).toBe('broken');
  });
});
