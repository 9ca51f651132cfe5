import { describe, expect, it } from '@jest/globals';
import { openLog } from '@bellwether/lambda-kit';
import { writtenLines } from './observed.ts';

describe('openLog', () => {
  const written = (write: (log: ReturnType<typeof openLog>) => void) =>
    writtenLines(() => write(openLog('ingest-stream')));

  it('writes one JSON line with the sentence and its fields', () => {
    expect(written((log) => log.info('The batch is done.', { records: 5, shard: 'a' }))).toEqual([
      expect.objectContaining({
        level: 'INFO',
        message: 'The batch is done.',
        service: 'ingest-stream',
        fields: { records: 5, shard: 'a' },
      }),
    ]);
  });

  it('keeps a field from replacing the parts of the line', () => {
    const [line] = written((log) => log.info('Fixed.', { message: 'forged', level: 'forged' }));
    expect(line).toMatchObject({ level: 'INFO', message: 'Fixed.' });
  });

  it('bounds long fields and writes line breaks escaped', () => {
    const [line] = written((log) => log.info('Fixed.', { name: `\n${'x'.repeat(5_000)}` }));
    expect((line?.['fields'] as { name: string }).name).toHaveLength(1_000);
  });

  it('keeps the message of a foreign error to itself', () => {
    const failure = new SyntaxError('Unexpected token s, "secret line" is not valid JSON');
    const lines = written((log) => log.error('The record broke.', {}, failure));
    expect(JSON.stringify(lines)).not.toContain('secret');
    expect(lines[0]).toMatchObject({ fields: { errorName: 'SyntaxError' } });
  });

  it('tells port, operation and cause of a port error', () => {
    const cause = Object.assign(new Error('table "secret"'), {
      name: 'ThrottlingException',
      $metadata: { httpStatusCode: 400 },
    });
    const failure = Object.assign(new Error('counts.add failed', { cause }), {
      name: 'PortError',
      port: 'counts',
      operation: 'add',
      retryable: true,
    });
    const [line] = written((log) => log.warn('A port failed.', {}, failure));
    expect(line?.['fields']).toMatchObject({
      errorName: 'PortError',
      errorMessage: 'counts.add failed',
      port: 'counts',
      operation: 'add',
      retryable: true,
      causeName: 'ThrottlingException',
      causeStatus: 400,
    });
  });
});
