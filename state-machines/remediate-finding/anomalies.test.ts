import { describe, expect, it } from '@jest/globals';
import { readStarts } from '@bellwether/playbooks';
import { scenarios } from '@bellwether/playbooks/scenarios';
import type { PlaybookScenarios } from '../../packages/playbooks/src/scenario.ts';
import { remediate } from '../remediate-in-memory.ts';

describe('an anomaly in the log of an application', () => {
  const scenario = scenarios['throttle-function'] as PlaybookScenarios<object>;
  const scope = '111122223333:/aws/lambda/orders';
  const anomaly = { kind: 'anomaly', rule: 'error-spike', dataset: 'application', scope, resources: {} } as const;
  const start = {
    rule: 'error-spike',
    scope,
    playbook: 'throttle-function',
    resources: scenario.usual.finding.resources,
  };

  it.each([
    ['is rehearsed by default', anomaly, undefined, 'rehearsed', ['rehearsed'], 'as before'],
    ['is acted on where its mapping says so', anomaly, 'apply', 'verified', ['verified'], 'as wanted'],
    [
      'starts nothing where a line only claims it',
      { ...anomaly, provenance: 'claimed' },
      'apply',
      'refused',
      ['refused'],
      'as before',
    ],
    [
      'of another account starts nothing',
      { ...anomaly, account: '444455556666' },
      'apply',
      'nothing_to_do',
      [],
      'as before',
    ],
    [
      'of another log source starts nothing',
      { ...anomaly, scope: `${scope}-2` },
      'apply',
      'nothing_to_do',
      [],
      'as before',
    ],
  ] as const)('%s', async (_, about, startMode, end, outcomes, account) => {
    const starts = readStarts(JSON.stringify([{ ...start, mode: startMode }]));
    expect(await remediate('throttle-function', { about, starts })).toMatchObject({ end, outcomes, account });
  });
});
