import { describe, expect, it } from '@jest/globals';
import { placeholdersOf, renderDefinition, runMachine } from './run-machine.ts';

/** Does the work, tries again twice, waits, and says so when the work is refused. */
const definition = JSON.stringify({
  StartAt: 'Do the work',
  States: {
    'Do the work': {
      Type: 'Task',
      Resource: 'arn:aws:lambda:us-east-1:111122223333:function:work',
      ResultPath: '$.result',
      Retry: [{ ErrorEquals: ['Passing'], IntervalSeconds: 3600, MaxAttempts: 2 }],
      Catch: [{ ErrorEquals: ['Refused'], ResultPath: '$.error', Next: 'End refused' }],
      Next: 'Wait a day',
    },
    'Wait a day': { Type: 'Wait', Seconds: 86_400, Next: 'End done' },
    'End done': { Type: 'Succeed' },
    'End refused': { Type: 'Fail', Error: 'WorkRefused', Cause: 'The work was refused.' },
  },
});

const failing = (name: string, times: number) => {
  let calls = 0;
  return async (): Promise<unknown> => {
    calls += 1;
    if (calls <= times) throw Object.assign(new Error(`It failed: call ${calls}.`), { name });
    return { calls };
  };
};

describe('running a machine on this machine', () => {
  it('runs its definition with functions for its tasks, without waiting', async () => {
    const run = await runMachine(definition, { 'Do the work': async (input) => input }, { order: 7 });
    expect(run).toEqual({
      status: 'succeeded',
      output: { order: 7, result: { order: 7 } },
      path: ['Do the work', 'Wait a day', 'End done'],
    });
  });

  it('tries again as the definition says, without waiting', async () => {
    const run = await runMachine(definition, { 'Do the work': failing('Passing', 2) }, {});
    expect(run).toMatchObject({ status: 'succeeded', output: { result: { calls: 3 } } });
  });

  it.each([
    ['when the tries are used up', failing('Passing', 9), 'Passing', ['Do the work']],
    ['where the definition fails on its own', failing('Refused', 9), 'WorkRefused', ['Do the work', 'End refused']],
    ['at an error nobody named', failing('Unforeseen', 9), 'Unforeseen', ['Do the work']],
  ])('fails %s, under the name of the error', async (_, task, name, path) => {
    const run = await runMachine(definition, { 'Do the work': task }, {});
    expect(run).toMatchObject({ status: 'failed', output: undefined, error: { name }, path });
  });

  it('fails when nothing stands in for a task', async () => {
    expect(await runMachine(definition, {}, {})).toMatchObject({ status: 'failed' });
  });
});

describe('the placeholders of a definition', () => {
  it('are found once each, in order', () => {
    expect(placeholdersOf('{"a":"${topic_arn}","b":"${plan_arn}","c":"${topic_arn}","d":"$.path"}')).toEqual([
      'plan_arn',
      'topic_arn',
    ]);
  });

  it('are filled in, all of them', () => {
    expect(renderDefinition('"${a}/${b}/${a}/$.a"', { a: '1', b: '$&' })).toBe('"1/$&/1/$.a"');
  });

  it('may not be left without a value', () => {
    expect(() => renderDefinition('"${a}${b}"', { a: '1' })).toThrow('No value for the placeholder b.');
  });
});
