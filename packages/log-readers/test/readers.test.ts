import { describe, expect, it } from '@jest/globals';
import type { RecordOrigin, ReadRecord } from '@bellwether/log-events';
import { readers, recognise } from '../src/registry.ts';
import { openStream } from '../src/stream/open-stream.ts';
import { lines } from './lines.ts';

const receivedMs = Date.UTC(2023, 5, 15, 12);
const nowhere: RecordOrigin = { account: '', region: '', logGroup: '', logStream: '' };

const readOne = (text: string, origin: RecordOrigin = nowhere): ReadRecord => {
  const stream = openStream(origin, { receivedMs });
  const [first] = [...stream.push({ text }, 0), ...stream.flush()];
  if (first?.outcome.kind !== 'record') throw new Error(JSON.stringify(first?.outcome));
  return first.outcome.record;
};

describe('readers', () => {
  it.each(lines.map((line) => [line.format, line] as const))(
    'reads a line of %s',
    (_format, { format, text, dataset, time, level, message, attributes }) => {
      const record = readOne(text);
      expect(record.format).toBe(format);
      expect(record.dataset).toBe(dataset);
      if (time !== undefined) expect(new Date(record.timestampMs!).toISOString()).toBe(time);
      expect(record.level).toBe(level);
      expect(record.message).toBe(message);
      expect(record.attributes).toMatchObject(attributes);
    },
  );

  it('has a line above for every reader', () => {
    const named = new Set(lines.map((line) => line.reader ?? line.format));
    expect(readers.map((reader) => reader.format).filter((format) => !named.has(format))).toEqual([]);
  });

  it('knows each reader by one format', () => {
    expect(new Set(readers.map((reader) => reader.format)).size).toBe(readers.length);
  });

  it.each([
    ['/aws/lambda/orders', '', 'hello', 'lambda'],
    ['/aws/eks/prod/cluster', 'kube-scheduler-1', 'hello', 'eks'],
    ['/aws/rds/instance/db/postgresql', '', 'hello', 'rds'],
    ['/ecs/app', 'i-0123456789abcdef0', 'hello', 'ec2'],
    ['', '', 'hello', 'application'],
  ])('takes the source of %j %j from the names', (logGroup, logStream, text, source) => {
    expect(readOne(text, { ...nowhere, logGroup, logStream }).dataset).toBe(source);
  });

  it('prefers the content to the log group when the group proposes what cannot read it', () => {
    expect(
      recognise('{"eventVersion":"1.08","eventSource":"s3.amazonaws.com","eventName":"x"}', {
        ...nowhere,
        logGroup: '/aws/lambda/x',
      }).format,
    ).toBe('cloudtrail');
  });

  it('does not take names from prototypes for fields', () => {
    const record = readOne(
      '{"__proto__":{"level":"error"},"constructor":"x","msg":"fine","user":{"__proto__":{"name":"root"}}}',
    );
    expect(record.level).toBeUndefined();
    expect(Object.getPrototypeOf(record.attributes)).toBe(Object.prototype);
    expect(record.attributes['user.name']).toBeUndefined();
    expect(({} as Record<string, unknown>)['level']).toBeUndefined();
  });
});
