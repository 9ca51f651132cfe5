import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Notification } from '@bellwether/ports';
import { pagerDutyEventOf, topicMessageOf } from '@bellwether/outputs';
import { makeNotification } from '@bellwether/testkit';
import { renderers } from './render-all.ts';

const golden = (channel: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'golden', `${channel}.json`), 'utf8'));

describe('a notification', () => {
  it.each(Object.keys(renderers))('reads on the channel %s as it was looked at', (channel) => {
    expect(renderers[channel]?.(makeNotification())).toEqual(golden(channel));
  });

  it.each<[Notification['kind'], string, string]>([
    ['opened', '[CRITICAL] Logging of the trail main was stopped', 'trigger'],
    ['rolled_up', '[CRITICAL] 12 more findings: Logging of the trail main was stopped', 'trigger'],
    ['recovered', '[RECOVERED] Logging of the trail main was stopped', 'resolve'],
    ['reopened', '[CRITICAL] Again: Logging of the trail main was stopped', 'trigger'],
  ])('that is %s says so', (kind, subject, action) => {
    const notification = makeNotification({ kind, findings: 13, findingsSinceLast: 12 });
    expect(topicMessageOf('arn', notification)).toMatchObject({ subject, attributes: { event: kind, kind: 'rule' } });
    expect(pagerDutyEventOf(notification)).toMatchObject({ event_action: action, dedup_key: 'group-1' });
  });

  it('without team, technique, samples and links leaves their places out', () => {
    const { team: _team, attack: _attack, ...bare } = makeNotification({ samples: [], links: [], region: '' });
    const { body, attributes } = topicMessageOf('arn', bare);
    expect(body).not.toMatch(/Team|ATT&CK|Findings:|Region|undefined/);
    expect(attributes).not.toHaveProperty('team');
  });

  it.each([
    ['javascript:alert(1)'],
    ['http://example.com/'],
    ['https://user:password@example.com/'],
    ['/relative'],
    [`https://example.com/${'x'.repeat(3_000)}`],
  ])('shows no link to %s and tells that it is left out', (url) => {
    const { body } = topicMessageOf('arn', makeNotification({ links: [{ label: 'Look', url }] }));
    expect(body).not.toContain(url);
    expect(body).toContain('Not shown here: 1 link.');
  });

  it('says how much was left out where a channel is too small for all of it', () => {
    const reasons = Array.from({ length: 10 }, () => '日本語'.repeat(300));
    const card = JSON.stringify(renderers['teams']?.(makeNotification({ reasons })));
    expect(card).toMatch(/\[cut\]/);
    expect(Buffer.byteLength(card)).toBeLessThan(28_000);
  });
});
