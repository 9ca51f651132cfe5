import { describe, expect, it } from '@jest/globals';
import { failedChanges, functionNameOf } from '@bellwether/pipeline';

const functionArn = 'arn:aws:lambda:eu-west-1:111122223333:function:bellwether-dispatch-alert';
const change = {
  eventID: '1',
  eventName: 'INSERT',
  eventSource: 'aws:dynamodb',
  dynamodb: { SequenceNumber: '1', NewImage: { id: { S: 'f' } } },
};
const objectOf = (payload: unknown, requestContext: unknown = { functionArn, condition: 'RetryAttemptsExhausted' }) =>
  JSON.stringify({ requestContext, version: '1.0', DDBStreamBatchInfo: {}, payload: JSON.stringify(payload) });

describe('changes of a table that Lambda gave up on', () => {
  it('are given with the function that failed at them', () => {
    const event = { Records: [change, change] };
    expect(failedChanges('aws/lambda/x', objectOf(event))).toEqual({
      path: 'aws/lambda/x',
      functionName: 'bellwether-dispatch-alert',
      event,
    });
  });

  it.each([
    '',
    '{}',
    objectOf({ Records: [] }),
    objectOf({ Records: [{ ...change, eventSource: 'aws:kinesis' }] }),
    objectOf({ Records: [change] }, {}),
    JSON.stringify({ requestContext: { functionArn }, payload: '{' }),
  ])('are not found in %j', (text) => {
    expect(failedChanges('x', text)).toBeUndefined();
  });

  it.each([
    [functionArn, 'bellwether-dispatch-alert'],
    [`${functionArn}:7`, 'bellwether-dispatch-alert'],
    ['plain', 'plain'],
  ])('name the function of %s', (name, expected) => {
    expect(functionNameOf(name)).toBe(expected);
  });
});
