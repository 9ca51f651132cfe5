import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Notification } from '@bellwether/ports';
import { amazonQMessageOf, mailOf, slackMessageOf, teamsMessageOf } from '@bellwether/outputs';
import { makeNotification } from '@bellwether/testkit';
import { renderers, textsIn } from './render-all.ts';

/** What people have tried in log lines, piece by piece. */
const pieces = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='x",
  '</td></table>',
  '<!channel>',
  '<!here|x>',
  '<https://evil.example|your bank>',
  '@here',
  '[your bank](https://evil.example)',
  '![x](https://evil.example/x.png)',
  '<at>Ana</at>',
  '{{DATE(2026-01-15T12:00:00Z, SHORT)}}',
  '${title}',
  '```',
  '*bold* _it_ ~no~',
  '&lt;b&gt;',
  '\u202egnp.exe',
  '\u2066hidden\u2069',
  '\u200b\ufeff',
  '\r\nBcc: all@example.com',
  '\n\n# Heading',
  '\u2028',
  '\u0000\u0007\u001b[31m',
  '\ud800',
  '🦊',
  'größe 日本語 ',
  'plain words ',
];
const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 20 })), { maxLength: 12 })
  .map((parts) => parts.join(''));

const hostile: fc.Arbitrary<Notification> = fc
  .record({
    id: hostileText,
    groupId: hostileText,
    kind: fc.constantFrom('opened' as const, 'rolled_up' as const, 'recovered' as const, 'reopened' as const),
    rule: hostileText,
    account: hostileText,
    region: hostileText,
    scope: hostileText,
    team: hostileText,
    archiveQuery: hostileText,
    actor: hostileText,
    change: hostileText,
    command: hostileText,
    lines: fc.array(
      fc.record({ timeMs: fc.oneof(fc.integer(), fc.constant(Number.NaN)), location: hostileText, text: hostileText }),
      { maxLength: 5 },
    ),
    title: hostileText,
    reasons: fc.array(hostileText, { maxLength: 12 }),
    samples: fc.array(
      fc.record({
        findingId: hostileText,
        title: hostileText,
        scope: hostileText,
        lastSeenMs: fc.oneof(fc.integer(), fc.constant(Number.NaN)),
        count: fc.nat(),
      }),
      { maxLength: 7 },
    ),
    links: fc.array(
      fc.record({ label: hostileText, url: fc.oneof(hostileText, fc.webUrl({ withQueryParameters: true })) }),
      { maxLength: 3 },
    ),
  })
  .map((changes) => makeNotification(changes));

const runs = { numRuns: 25 };

/** Controls but the line feed, and what hides or turns text. The word joiner is ours. */
const unsafe =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff]|\p{Cs}/u;

describe('hostile text', () => {
  it.each(Object.keys(renderers))('reaches the channel %s as text that forges, hides and turns nothing', (channel) => {
    fc.assert(
      fc.property(hostile, (notification) => {
        for (const text of textsIn(renderers[channel]?.(notification))) expect(text).not.toMatch(unsafe);
      }),
      runs,
    );
  });

  it('makes no tag in HTML, and no field in a head', () => {
    const ours =
      /^<(?:!doctype html|html lang="en"|meta charset="utf-8"|body style="[a-z0-9:;#-]+"|h2 style="font-size:18px"|pre style="white-space:pre-wrap"|table cellpadding="4" style="border-collapse:collapse"|th align="left" valign="top"|a href="https:[^"<>]+" rel="noreferrer"|\/?(?:html|head|title|body|h2|p|pre|code|ul|li|table|tr|th|td|em|a))>$/;
    fc.assert(
      fc.property(hostile, (notification) => {
        const { html, subject, headers } = mailOf('a@example.com', ['b@example.com'], notification);
        for (const tag of html.match(/<[^>]*>?/g) ?? []) expect(tag).toMatch(ours);
        expect(html.replaceAll(/<[^>]*>/g, '')).not.toMatch(/[<>"']/);
        expect(subject.length).toBeLessThan(100);
        expect(`${subject}${Object.values(headers).join('')}`).not.toMatch(/[\r\n]/);
      }),
      runs,
    );
  });

  it('makes no mention, link or entity in Slack', () => {
    fc.assert(
      fc.property(hostile, (notification) => {
        const { text, blocks } = slackMessageOf(notification);
        expect(blocks.length).toBeLessThanOrEqual(50);
        const texts = blocks.flatMap((block) => {
          if (block.type === 'context') return block.elements;
          return [...(block.text ? [block.text] : []), ...('fields' in block ? (block.fields ?? []) : [])];
        });
        for (const one of [{ type: 'plain_text', text }, ...texts]) {
          expect(one.text.length).toBeLessThanOrEqual(3_000);
          expect(one.text.length).toBeGreaterThan(0);
          const words = one.type === 'mrkdwn' ? (/^<https:[^<>|]+\|([^<>]*)>$/.exec(one.text)?.[1] ?? '<') : one.text;
          expect(words).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
        }
      }),
      runs,
    );
  });

  it('makes no link, mention, code or emphasis through Amazon Q', () => {
    fc.assert(
      fc.property(hostile, (notification) => {
        const { content } = JSON.parse(amazonQMessageOf('arn', notification).body) as {
          readonly content: { readonly title: string; readonly description: string };
        };
        for (const text of [content.title, content.description])
          expect(text).not.toMatch(/[<>`*~]|\](?=[([:])|:\/\/|@(?!\u2060)|^#/m);
      }),
      runs,
    );
  });

  it('makes no function and no element in a card', () => {
    fc.assert(
      fc.property(hostile, (notification) => {
        const [{ content }] = teamsMessageOf(notification).attachments;
        expect(JSON.stringify(content)).not.toContain('{{');
        for (const block of content.body) {
          expect(block.type).toBe('RichTextBlock');
          for (const run of block.inlines) expect(run.type).toBe('TextRun');
        }
        for (const { url } of content.actions) expect(url).toMatch(/^https:\/\//);
      }),
      runs,
    );
  });

  const maxBytes: Readonly<Record<string, number>> = {
    sns: 262_144,
    // 100,000 bytes of text and HTML, before they are written as JSON here.
    email: 120_000,
    'slack-webhook': 64_000,
    'slack-q': 262_144,
    teams: 28_000,
    pagerduty: 512_000,
    webhook: 262_144,
    eventbridge: 262_144,
  };
  it.each(Object.keys(renderers))('of 100 KB a field is cut, and told to be cut, on the channel %s', (channel) => {
    for (const unit of ['x', '日', '"', '<', '\u202e', 'a ']) {
      const long = unit.repeat(Math.ceil(100_000 / unit.length));
      const longId = long.slice(0, 2_000);
      const sample = { findingId: longId, title: long, scope: long, lastSeenMs: 0, count: 1 };
      const rendered = renderers[channel]?.(
        makeNotification({
          id: longId,
          groupId: longId,
          rule: long,
          account: long,
          scope: long,
          team: long,
          title: long,
          reasons: Array.from({ length: 20 }, () => long),
          samples: Array.from({ length: 20 }, () => sample),
          links: Array.from({ length: 20 }, () => ({ label: long, url: `https://example.com/${'p'.repeat(1_900)}` })),
        }),
      );
      const json = JSON.stringify(rendered);
      expect(Buffer.byteLength(json)).toBeLessThanOrEqual(maxBytes[channel] ?? 0);
      expect(json.includes('Not shown here: ')).toBe(true);
      expect(json.includes('[cut]')).toBe(true);
    }
  });

  it.each(Object.keys(renderers))('with a secret loses it before the channel %s', (channel) => {
    const secrets = ['AKIAIOSFODNN7EXAMPLE', 'hunter2hunter2', 'ana@example.com'];
    const line = `key ${secrets[0]} password=${secrets[1]} user ${secrets[2]}`;
    const rendered = renderers[channel]?.(
      makeNotification({
        title: line,
        reasons: [line, `${'word '.repeat(13_105)}${line}`],
        scope: line,
        team: line,
        samples: [{ findingId: 'f', title: line, scope: line, lastSeenMs: 0, count: 1 }],
        links: [{ label: line, url: 'https://example.com/' }],
      }),
    );
    const json = JSON.stringify(rendered);
    for (const secret of secrets) expect(json).not.toContain(secret);
  });
});
