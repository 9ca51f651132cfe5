import { describe, expect, it } from '@jest/globals';
import { parseDeployment } from '../../src/doctor/deployment.ts';

const outputs = {
  stream_name: 'bw-logs',
  stream_arn: 'arn:aws:kinesis:eu-west-1:111122223333:stream/bw-logs',
  lake_bucket: 'bw-lake',
  failure_bucket: 'bw-failures',
  counts_table: 'bw-counts',
  failed_events_queue: 'bw-failed-events',
  undelivered_queue: 'https://sqs.eu-west-1.amazonaws.com/111122223333/bw-undelivered-alerts',
};

describe('the outputs of a deployment', () => {
  it.each([
    ['of the stack', outputs],
    ['of an environment, with its type', { deployment: { sensitive: false, type: 'object', value: outputs } }],
    ['of an environment, the value alone', { deployment: outputs }],
  ])('are read %s', (_, value) => {
    const deployment = parseDeployment(JSON.stringify(value));
    expect(deployment).toMatchObject({ stream: 'bw-logs', functions: {}, triggers: {}, logGroups: [] });
    expect(deployment.queues['undelivered-alerts']).toBe('bw-undelivered-alerts');
  });

  it.each([
    ['no JSON', 'Error: no outputs', /not JSON/],
    ['a list', '[]', /lack stream_name/],
    ['null', 'null', /lack stream_name/],
    ['an output that is missing', JSON.stringify({ ...outputs, lake_bucket: undefined }), /lack lake_bucket/],
    ['an output of another type', JSON.stringify({ ...outputs, lake_bucket: 7 }), /lack lake_bucket/],
  ])('are refused: %s', (_, text, message) => {
    expect(() => parseDeployment(text)).toThrow(message);
  });
});
