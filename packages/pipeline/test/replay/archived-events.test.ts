import { describe, expect, it } from '@jest/globals';
import type { ArchivedEvent } from '@bellwether/lake';
import { compileRules, type DetectionRule, defaultRedactionPolicy } from '@bellwether/log-model';
import { createArchivedIngest } from '@bellwether/pipeline';
import { makeEvent, memoryPorts } from '@bellwether/testkit';

const rule = (id: string, selection: DetectionRule['selections'][string], condition = 'found'): DetectionRule => ({
  id,
  title: id,
  description: 'It was found.',
  severity: 'ERROR',
  score: 0.9,
  dataset: 'cloudtrail',
  selections: { found: selection, filter: { 'additionalEventData.MFAUsed': 'Yes' } },
  condition,
  dedupeBy: ['user.name'],
});

const login = makeEvent({
  dataset: 'cloudtrail',
  message: 'signin.amazonaws.com ConsoleLogin',
  attributes: { 'event.action': 'ConsoleLogin', 'user.name': 'ana' },
});
const hit = { rule: 'then', dedupeKey: 'ana', resources: { user: 'ana' }, reasons: ['It was ana.'] };

const foundIn = async (rules: readonly DetectionRule[], archived: Partial<ArchivedEvent>) => {
  const ports = memoryPorts();
  const ingest = createArchivedIngest(ports, {
    rules: compileRules(rules),
    policy: { alertMinSeverity: 'WARNING' },
    archive: { kind: 'redacted' },
    redaction: defaultRedactionPolicy,
  });
  const events = [{ sequence: '1', event: login, ...archived }];
  const results = [await ingest('logs-1', events), await ingest('logs-1', events)];
  expect(results.map(({ accounting }) => accounting.classified)).toEqual([1, 1]);
  return ports.findings.all().map(({ finding }) => [finding.rule, finding.dedupeKey, finding.count, finding.reasons]);
};

const withoutMfa = rule('no-mfa', { 'event.action': 'ConsoleLogin' }, 'found and not filter');

describe('ingesting events that were understood before', () => {
  it('finds again what a rule found in the record, once', async () => {
    expect(await foundIn([rule('then', { 'requestParameters.x': 1 })], { isOfDocument: true, hits: [hit] })).toEqual([
      ['then', 'ana', 1, ['It was ana.', 'It was found.']],
    ]);
  });

  it('finds nothing of a rule that is gone', async () => {
    expect(await foundIn([], { hits: [hit] })).toEqual([]);
  });

  it('believes no rule of today that sees less than the record held', async () => {
    expect(await foundIn([withoutMfa], { isOfDocument: true })).toEqual([]);
  });

  it('believes rules of today where they see all of it', async () => {
    expect((await foundIn([withoutMfa], {})).map(([id]) => id)).toEqual(['no-mfa']);
    const message = JSON.stringify({ additionalEventData: { MFAUsed: 'Yes' } });
    const whole = { isOfDocument: true, event: { ...login, message } };
    expect(await foundIn([withoutMfa], whole)).toEqual([]);
    expect((await foundIn([rule('mfa', { 'additionalEventData.MFAUsed': 'Yes' })], whole)).map(([id]) => id)).toEqual([
      'mfa',
    ]);
  });

  it('takes what was found then before what is found now', async () => {
    const same = { ...hit, rule: 'no-mfa', dedupeKey: 'ana then' };
    expect((await foundIn([withoutMfa], { hits: [same] })).map(([, key]) => key)).toEqual(['ana then']);
  });
});
