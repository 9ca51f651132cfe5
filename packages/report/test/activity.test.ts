import { hourMs, minuteMs } from '@bellwether/log-model';
import { describe, expect, it } from '@jest/globals';
import { activityOf, certaintyOf } from '../src/activity.ts';
import { commandsOf } from '../src/commands.ts';
import { failureOf, findingOf } from './report-factory.ts';

const endMs = Date.UTC(2026, 2, 3);

describe('activityOf', () => {
  it.each([
    ['one record of a rule happened once', { kind: 'rule', count: 1, lastSeenMs: endMs }, 'once'],
    ['one anomaly at the end goes on', { kind: 'anomaly', count: 1, lastSeenMs: endMs - minuteMs }, 'goes-on'],
    ['five minutes without news end it', { kind: 'anomaly', count: 1, lastSeenMs: endMs - 6 * minuteMs }, 'over'],
    [
      'six times the mean gap count where they are longer',
      { kind: 'threshold', count: 11, firstSeenMs: endMs - 11 * hourMs, lastSeenMs: endMs - hourMs },
      'goes-on',
    ],
    [
      'and are over after that',
      { kind: 'threshold', count: 11, firstSeenMs: endMs - 3 * hourMs, lastSeenMs: endMs - 2 * hourMs },
      'over',
    ],
  ] as const)('%s', (_name, fields, expected) => {
    expect(activityOf({ firstSeenMs: fields.lastSeenMs, ...fields }, endMs)).toBe(expected);
  });

  it('believes the failure that a finding tells of', () => {
    const finding = { ...findingOf(), failure: failureOf({ goesOn: true }) };
    expect(activityOf(finding, endMs)).toBe('goes-on');
    expect(activityOf({ ...finding, failure: failureOf({ goesOn: false }) }, endMs)).toBe('over');
  });
});

describe('certaintyOf', () => {
  it.each([
    ['rule', 'Recorded'],
    ['threshold', 'Counted'],
    ['anomaly', 'Unusual'],
    ['risk', 'Adds up'],
  ] as const)('calls a %s %s', (kind, word) => {
    expect(certaintyOf({ kind })).toBe(word);
  });
});

describe('commandsOf', () => {
  it.each([
    [undefined, 'abc', 'bellwether findings show abc'],
    ['.bellwether', 'abc', 'bellwether findings show abc'],
    ['/tmp/my state', 'abc', "bellwether findings show abc --state '/tmp/my state'"],
    ["it's", '$(id)', "bellwether findings show '$(id)' --state 'it'\\''s'"],
  ])('quotes what a shell would read otherwise: state %s, id %s', (stateFolder, id, expected) => {
    expect(commandsOf(stateFolder === undefined ? {} : { stateFolder }).lines(id)).toBe(expected);
  });
});
