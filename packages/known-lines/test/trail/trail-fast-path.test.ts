import { describe, expect, it } from '@jest/globals';
import { ownRules } from '@bellwether/detections';
import { compileRules, createUnderstander, type LogEvent } from '@bellwether/log-model';
import { EventIds, type ScannedRecord } from '@bellwether/pipeline';
import { createMiner } from '@bellwether/template-miner';
import { createTrailFastPath } from '../../src/trail/trail-fast-path.ts';
import { recordText } from './trail-record.ts';

const couldMatchOf = (rules: typeof ownRules) =>
  createUnderstander({ miner: createMiner(), rules: compileRules(rules) }).couldMatch;

const couldMatch = couldMatchOf(ownRules);

let lastId = 0;
const textOf = (changes: Readonly<Record<string, unknown>>): string =>
  recordText({ eventID: `00000000-0000-4000-8000-${String((lastId += 1)).padStart(12, '0')}`, ...changes });

const event: LogEvent = {
  id: '',
  timestampMs: 0,
  dataset: 'cloudtrail',
  account: '111122223333',
  region: '',
  logGroup: '',
  logStream: '',
  severity: 'INFO',
  category: 'general',
  message: 'iam.amazonaws.com TagRole',
  attributes: {},
  templateId: 't',
};

/** What the fast path makes of records, one after the other, each learnt from where it may be. */
const kindsOf = (texts: readonly string[], asked = couldMatch): readonly ScannedRecord['kind'][] => {
  const fastPath = createTrailFastPath(asked);
  const ids = new EventIds();
  const out: ScannedRecord[] = [];
  for (const text of texts) {
    const bytes = Buffer.from(`[${text},`);
    expect(fastPath.take(bytes, 1, bytes.length, out, ids, Date.UTC(2026, 0, 15, 13))).toBe(bytes.length - 1);
    const last = out.at(-1);
    if (last?.kind === 'shaped') last.learn(event);
  }
  return out.map(({ kind }) => kind);
};

const tagRole = { eventSource: 'iam.amazonaws.com', eventName: 'TagRole', readOnly: false };

describe('the fast path of a trail', () => {
  it('counts records of a known kind, and reads each that a rule could match', () => {
    expect(kindsOf([{}, {}].map(textOf))).toEqual(['shaped', 'countable']);
    const stopped = { eventSource: 'cloudtrail.amazonaws.com', eventName: 'StopLogging', readOnly: false };
    expect(kindsOf([stopped, stopped].map(textOf))).toEqual(['shaped', 'shaped']);
  });

  it('reads every change where a rule asks for it, and counts what only reads', () => {
    const everyChange: (typeof ownRules)[number] = {
      id: 'every-change',
      title: 'A change',
      description: 'Somebody changed something.',
      severity: 'INFO',
      score: 0,
      dataset: 'cloudtrail',
      selections: {
        read: { 'eventName|startswith': ['Get', 'List', 'Describe'] },
        named: { 'eventName|exists': true },
      },
      condition: 'named and not read',
      dedupeBy: [],
    };
    const asked = couldMatchOf([...ownRules, everyChange]);
    expect(kindsOf([tagRole, tagRole].map(textOf), asked)).toEqual(['shaped', 'shaped']);
    expect(kindsOf([{}, {}].map(textOf), asked)).toEqual(['shaped', 'countable']);
  });

  it.each([
    ['as it is', textOf({ ...tagRole, requestParameters: { reason: 'too large', omitted: true } })],
    ['in a list', textOf({ ...tagRole, requestParameters: [{ omitted: true }] })],
    ['under a dotted key', textOf({ ...tagRole, 'requestParameters.omitted': true })],
    [
      'with an escape',
      textOf({ ...tagRole, requestParameters: { omitted: true } }).replace('"omitted', String.raw`"\u006fmitted`),
    ],
    [
      'with another escape',
      textOf({ ...tagRole, requestParameters: { omitted: true } }).replace('"omitted', String.raw`"omi\u0074ted`),
    ],
  ])('counts changes of rights, and reads the one whose parameters were left out, spelt %s', (_, omitted) => {
    const tagged = textOf({ ...tagRole, requestParameters: { roleName: 'worker' } });
    expect(kindsOf([tagged, textOf(tagRole), omitted, textOf(tagRole)])).toEqual([
      'shaped',
      'countable',
      'shaped',
      'countable',
    ]);
  });

  it('gives the id of a record that is only counted', () => {
    const out: ScannedRecord[] = [];
    const fastPath = createTrailFastPath(() => false);
    const ids = new EventIds();
    const texts = [textOf({}), textOf({ eventID: 'ä-1' }), textOf({ eventID: 'own id' })];
    const taken = texts.map((text) => {
      const bytes = Buffer.from(`[${text},`);
      const end = fastPath.take(bytes, 1, bytes.length, out, ids, Date.UTC(2026, 0, 15, 13));
      const last = out.at(-1);
      if (last?.kind === 'shaped') last.learn(event);
      return end > 0;
    });
    expect(taken).toEqual([true, false, true]);
    expect(out.at(-1)).toMatchObject({ kind: 'countable', id: 'own id', text: undefined });
  });
});
