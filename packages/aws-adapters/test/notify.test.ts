import { describe, expect, it } from '@jest/globals';
import type { PublishCommandInput } from '@aws-sdk/client-sns';
import * as fc from 'fast-check';
import { s3Archive, snsAlerts } from '@bellwether/aws-adapters';
import { metadataValue } from '../src/archive/s3-quarantine.ts';
import { cutToBytes, subjectLine } from '../src/notify/sns-alerts.ts';
import { makeAlert, makeQuarantined } from '../../testkit/src/events.ts';
import { opened, sdkError, unexpected } from './sdk-errors.ts';
import { s3Quarantine } from '../src/archive/s3-quarantine.ts';
import { stepFunctionsStarter } from '../src/notify/step-functions-starter.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 400 });
const answered = { $metadata: {} };

describe('snsAlerts', () => {
  it('sends subject, body and the attributes that filters read', async () => {
    const sent: PublishCommandInput[] = [];
    const publish = async (input: PublishCommandInput) => (sent.push(input), answered);
    const alert = makeAlert({ subject: 'Trail stopped', body: 'The trail main was stopped.' });
    await snsAlerts('arn:topic', opened({ publish })).notify(alert);
    expect(sent).toMatchObject([
      {
        TopicArn: 'arn:topic',
        Subject: 'Trail stopped',
        Message: 'The trail main was stopped.',
        MessageAttributes: {
          severity: { StringValue: alert.severity },
          dataset: { StringValue: alert.dataset },
          kind: { StringValue: alert.kind },
          id: { StringValue: alert.id },
        },
      },
    ]);
  });

  it('makes a subject that SNS takes of any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const subject = subjectLine(text);
        expect(subject.length).toBeGreaterThan(0);
        expect(subject.length).toBeLessThan(100);
        expect(subject).not.toMatch(/\p{Cc}/u);
      }),
    );
  });

  it('cuts a body at a character, never beyond the bytes', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 0, max: 500 }), (text, most) => {
        const cut = cutToBytes(text, most);
        expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(Math.max(most, 0));
        expect(text.startsWith(cut)).toBe(true);
      }),
    );
  });
});

describe('stepFunctionsStarter', () => {
  const startWith = (startExecution: () => Promise<never>) =>
    stepFunctionsStarter('arn:machine', opened({ startExecution }));

  it('takes a used name for started already', async () => {
    const store = startWith(async () => Promise.reject(sdkError('ExecutionAlreadyExists')));
    expect(await store.start('finding-1', {})).toBe('already_started');
  });

  it.each(['', 'x'.repeat(81), 'a b', 'a:b', 'a/b', 'ä'])('refuses the name "%s" without a call', async (name) => {
    await expect(startWith(unexpected).start(name, {})).rejects.toMatchObject({ name: 'PortError', retryable: false });
  });

  it.each([
    ['beyond 256 KiB', 'x'.repeat(262_144)],
    ['that is no JSON', undefined],
  ])('refuses an input %s', async (_name, input) => {
    await expect(startWith(unexpected).start('name', input)).rejects.toMatchObject({
      name: 'PortError',
      retryable: false,
    });
  });

  it('throws what else fails', async () => {
    const store = startWith(async () => Promise.reject(sdkError('ThrottlingException')));
    await expect(store.start('name', {})).rejects.toMatchObject({ name: 'PortError', retryable: true });
  });
});

describe('s3Archive and s3Quarantine', () => {
  it.each(['', '/a', 'a//b', 'a/../b', './a', 'a/', 'a\nb', 'x'.repeat(1_025)])(
    'refuse the path "%s" without a call',
    async (path) => {
      const calls = opened({ put: unexpected });
      const refusal = expect.objectContaining({ name: 'PortError', retryable: false });
      await expect(s3Archive('lake', undefined, calls).write(path, new Uint8Array())).rejects.toEqual(refusal);
      if (path !== '')
        await expect(s3Quarantine('lake', undefined, calls).keep(makeQuarantined({ path }))).rejects.toEqual(refusal);
    },
  );

  it.each([
    ['payloads/a', true],
    ['payloads-kept/a', true],
    ['events/a', false],
    ['quarantine/payloads/a', false],
    ['payloads-other/a', false],
  ])('write %s under the key of payloads: %s', async (path, isOwn) => {
    const keyArn = 'arn:aws:kms:eu-central-1:123456789012:key/1';
    const puts: unknown[] = [];
    const calls = opened({
      put: async (input: unknown) => {
        puts.push(input);
        return Promise.resolve({ $metadata: {} });
      },
    });
    await s3Archive('lake', keyArn, calls).write(path, new Uint8Array());
    await s3Archive('lake', undefined, calls).write(path, new Uint8Array());
    const own = { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: keyArn, BucketKeyEnabled: true };
    expect(puts[0]).toEqual({ ...(puts[1] as object), ...(isOwn ? own : {}) });
    expect(puts[1]).not.toHaveProperty('SSEKMSKeyId');
  });

  it('say of a failure whether trying again can help', async () => {
    const calls = opened({ put: async () => Promise.reject(sdkError('SlowDown', { status: 503 })) });
    await expect(s3Archive('lake', undefined, calls).write('a', new Uint8Array())).rejects.toMatchObject({
      port: 'archive',
      retryable: true,
    });
  });

  it('write any text as a header that can be read back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const value = metadataValue(text);
        expect(value).toMatch(/^[\x21-\x7e]{0,500}$/);
        expect(text.startsWith(decodeURIComponent(value))).toBe(true);
      }),
    );
  });
});
