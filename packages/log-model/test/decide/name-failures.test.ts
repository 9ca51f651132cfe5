import { describe, expect, it } from '@jest/globals';
import { newFailureRule, type Evidence, type LogEvent } from '@bellwether/log-model';
import { gatherCandidates, nameFailures } from '@bellwether/log-model/decide';
import { makeEvent } from '@bellwether/testkit';

const trace = (label: string): string =>
  [
    'Unhandled exception while sending message',
    'Traceback (most recent call last):',
    '  File "/app/mailer/sender.py", line 142, in send',
    `KeyError: '${label}'`,
  ].join('\n');

const evidenceOf = (event: LogEvent): Evidence => ({
  kind: 'anomaly',
  rule: newFailureRule,
  title: event.message,
  severity: 'ERROR',
  score: 0.75,
  dedupeKey: `${event.logGroup}|${event.templateId}`,
  resources: { logGroup: event.logGroup, templateId: event.templateId },
  reasons: ['A kind of failure not seen before.'],
  threshold: { count: 1 },
});

const found = (event: LogEvent) => ({ sequence: '1', event, scope: 'scope', evidence: evidenceOf(event) });

describe('evidence of new failures', () => {
  it('is one candidate for two templates of one kind of failure', () => {
    const events = ['tracking_url_de', 'tracking_url_fr'].map((label, index) =>
      makeEvent({ id: `e${index}`, severity: 'ERROR', message: trace(label), templateId: `t${index}` }),
    );
    expect(gatherCandidates(events.map(found))).toHaveLength(2);
    const [only, ...others] = gatherCandidates(nameFailures(events.map(found)));
    expect(others).toEqual([]);
    expect(only?.eventIds).toEqual(['e0', 'e1']);
    expect(only?.evidence.title).toBe(
      "/app/web: Unhandled exception while sending message: KeyError: 'tracking_url_de'",
    );
    expect(only?.evidence.reasons).toContain('At /app/mailer/sender.py:142 in send.');
  });

  it('stays two for two causes of one message, and for two locations', () => {
    const cause = (message: string, logGroup = '/app/web') =>
      makeEvent({
        severity: 'ERROR',
        message: 'request errored',
        logGroup,
        attributes: { 'error.type': 'Error', 'error.message': message },
      });
    const events = [
      cause('getaddrinfo ENOTFOUND db'),
      cause('certificate has expired'),
      cause('certificate has expired', '/b'),
    ];
    expect(gatherCandidates(nameFailures(events.map(found)))).toHaveLength(3);
  });

  it('leaves the evidence of other detectors as it is', () => {
    const event = makeEvent({ severity: 'ERROR', message: trace('x') });
    const other = { ...found(event), evidence: { ...evidenceOf(event), rule: 'a-rule' } };
    expect(nameFailures([other])).toEqual([other]);
  });
});
