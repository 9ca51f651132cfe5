import { describe, expect, it } from '@jest/globals';
import { tableStreamHandler, type TableChange } from '../src/index.ts';

const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

const record = (
  sequence: string,
  eventName = 'MODIFY',
  image: unknown = { id: { S: sequence } },
  before?: unknown,
) => ({
  eventName,
  eventSource: 'aws:dynamodb',
  dynamodb: {
    SequenceNumber: sequence,
    ApproximateCreationDateTime: 1_768_478_400,
    ...(image === undefined ? {} : { NewImage: image }),
    ...(before === undefined ? {} : { OldImage: before }),
  },
});

const run = async (
  records: readonly unknown[],
  answer: (changes: readonly TableChange[]) => Promise<readonly number[]>,
) => {
  const emitted: string[] = [];
  const metrics = {
    add: (name: string, value: number) => void emitted.push(`${name} ${value}`),
    addSplit: () => undefined,
    publish: () => void emitted.push('published'),
  };
  const given: TableChange[][] = [];
  const handler = tableStreamHandler({
    log,
    metrics,
    now: () => 1_768_478_400_500,
    run: (changes) => {
      given.push([...changes]);
      return answer(changes);
    },
  });
  const response = await handler({ Records: records });
  return { response, given, emitted };
};

describe('the handler of a table stream', () => {
  it('gives the new images in order, with the age of the newest', async () => {
    const { response, given, emitted } = await run([record('1', 'INSERT'), record('2')], async () => []);
    expect(response).toEqual({ batchItemFailures: [] });
    expect(given).toEqual([
      [
        { sequence: '1', image: { id: { S: '1' } } },
        { sequence: '2', image: { id: { S: '2' } } },
      ],
    ]);
    expect(emitted).toEqual(['StreamLagMs 500', 'OldestRecordAgeMs 500', 'published']);
  });

  it('gives what a changed item was before, where the stream shows it', async () => {
    const [was, is] = [{ count: { N: '1' } }, { count: { N: '2' } }];
    const { given } = await run(
      [record('1', 'MODIFY', is, was), record('2', 'MODIFY', is), record('3', 'INSERT', is, was)],
      async () => [],
    );
    expect(given).toEqual([
      [
        { sequence: '1', image: is, before: was },
        { sequence: '2', image: is },
        { sequence: '3', image: is },
      ],
    ]);
  });

  it('leaves out items that are gone, and asks for nothing when no other is there', async () => {
    const { given, response } = await run([record('1', 'REMOVE'), record('2', 'REMOVE', undefined)], async () => []);
    expect(given).toEqual([]);
    expect(response).toEqual({ batchItemFailures: [] });
  });

  it.each([
    ['the first that failed', async () => [2, 1], '2'],
    ['the first of all when the run breaks', async () => Promise.reject(new Error('broken')), '1'],
  ])('has Lambda go on from %s', async (_, answer: () => Promise<readonly number[]>, sequence) => {
    const { response, emitted } = await run([record('1'), record('2'), record('3')], answer);
    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: sequence }] });
    expect(emitted).toContain('BatchesFailed 1');
  });

  it('refuses what is no event of a table, so that all of it is given again', async () => {
    await expect(run([{ eventName: 'INSERT', kinesis: {} }], async () => [])).rejects.toThrow(
      'The event is not valid: Records.0.dynamodb (invalid_type).',
    );
  });
});
