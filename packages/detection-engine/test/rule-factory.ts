import type { LogEvent } from '@bellwether/log-events';
import { compileRules } from '../src/compile-rules.ts';
import { matchRules } from '../src/match-rules.ts';
import type { DetectionRule, Selection } from '../src/rule.ts';

export const ruleOf = (fields: Partial<DetectionRule> = {}): DetectionRule => ({
  id: 'a-rule',
  title: 'A title',
  description: 'A description.',
  severity: 'ERROR',
  score: 0.5,
  dataset: 'cloudtrail',
  selections: { selection: { eventName: 'StopLogging' } },
  condition: 'selection',
  dedupeBy: [],
  ...fields,
});

export const eventOf = (fields: Partial<LogEvent> = {}): LogEvent => ({
  id: 'e1',
  timestampMs: 0,
  dataset: 'cloudtrail',
  account: '111122223333',
  region: 'us-east-1',
  logGroup: 'trail',
  logStream: 'stream',
  severity: 'INFO',
  category: 'audit',
  message: '',
  attributes: {},
  templateId: 't1',
  ...fields,
});

/** Whether one selection matches a document. */
export const holds = (selection: Selection, document: Readonly<Record<string, unknown>>): boolean =>
  matchRules(compileRules([ruleOf({ selections: { selection } })]), eventOf(), document).length === 1;
