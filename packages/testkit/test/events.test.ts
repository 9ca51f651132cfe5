import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { countWindowMs } from '@bellwether/log-model';
import {
  cloudTrailFile,
  cloudTrailRecord,
  cloudWatchEnvelope,
  controlEnvelope,
  gzipJson,
  logLine,
  makeContributions,
  sampleTimeMs,
  seeded,
  subscriptionEvent,
} from '../src/index.ts';

const readJson = (bytes: Uint8Array): unknown => JSON.parse(gunzipSync(bytes).toString());

describe('the event factories', () => {
  it('give an envelope as CloudWatch Logs sends it', () => {
    const envelope = cloudWatchEnvelope({
      logGroup: '/app/x',
      logEvents: ['größe', { id: '7', timestamp: 5, message: 'm' }],
    });
    expect(readJson(gzipJson(envelope))).toMatchObject({
      messageType: 'DATA_MESSAGE',
      logGroup: '/app/x',
      logEvents: [
        { timestamp: sampleTimeMs, message: 'größe' },
        { id: '7', timestamp: 5, message: 'm' },
      ],
    });
    expect(readJson(Buffer.from(subscriptionEvent(envelope).awslogs.data, 'base64'))).toEqual(envelope);
  });

  it('give a control message without log group or event id', () => {
    expect(controlEnvelope()).toMatchObject({ messageType: 'CONTROL_MESSAGE', logGroup: '', logEvents: [{ id: '' }] });
  });

  it('give CloudTrail records and files', () => {
    const record = cloudTrailRecord({ eventName: 'DeleteTrail' });
    expect(readJson(cloudTrailFile([record]))).toEqual({ Records: [record] });
  });

  it('give contributions in the order of their records, ten records a window', () => {
    const contributions = makeContributions(25);
    expect(contributions).toHaveLength(75);
    const sequences = contributions.map((one) => one.sequence);
    expect(sequences.toSorted()).toEqual(sequences);
    expect(new Set(contributions.map((one) => one.windowStartMs))).toEqual(
      new Set([0, 1, 2].map((window) => sampleTimeMs + window * countWindowMs)),
    );
  });

  it('give log lines that vary by their number', () => {
    for (const line of [logLine.plain, logLine.error, logLine.json, logLine.vpcFlow]) {
      expect(line(1)).not.toBe(line(2));
    }
    expect(logLine.trace().split('\n')).toHaveLength(3);
  });
});

describe('seeded', () => {
  it('repeats itself, stays in [0, 1) and is spread evenly', () => {
    const draw = (): number[] => {
      const chance = seeded(42);
      return Array.from({ length: 1_000 }, () => chance());
    };
    expect(draw()).toEqual(draw());
    expect(draw().every((value) => value >= 0 && value < 1)).toBe(true);
    expect(Math.abs(draw().reduce((sum, value) => sum + value, 0) / 1_000 - 0.5)).toBeLessThan(0.05);
  });
});
