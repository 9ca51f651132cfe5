import { cloudTrailFile, cloudTrailRecord, gzipJson, sampleTimeMs, type MemoryPorts } from '@bellwether/testkit';
import { createdNotice, testNotice } from './notices.ts';

const folder = 'AWSLogs/111122223333/CloudTrail/eu-west-1/2026/01/15';
export const file = (name: string): string =>
  `${folder}/111122223333_CloudTrail_eu-west-1_20260115T1200Z_${name}.json.gz`;

export const eventId = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const record = (n: number, changes: Readonly<Record<string, unknown>> = {}) =>
  cloudTrailRecord({
    eventID: eventId(n),
    eventTime: new Date(sampleTimeMs + n * 20_000).toISOString(),
    eventSource: 'ec2.amazonaws.com',
    eventName: 'DescribeInstances',
    readOnly: true,
    ...changes,
  });
const failedLogin = (n: number) =>
  record(n, {
    eventTime: new Date(sampleTimeMs + n).toISOString(),
    eventSource: 'signin.amazonaws.com',
    eventName: 'ConsoleLogin',
    eventType: 'AwsConsoleSignIn',
    errorMessage: 'Failed authentication',
    responseElements: { ConsoleLogin: 'Failure' },
    additionalEventData: { MFAUsed: 'No' },
  });
const insight = {
  eventVersion: '1.09',
  eventTime: '2026-01-15T12:07:00Z',
  awsRegion: 'eu-west-1',
  eventID: eventId(7000),
  eventType: 'AwsCloudTrailInsight',
  recipientAccountId: '111122223333',
  insightDetails: {
    state: 'Start',
    eventSource: 'ec2.amazonaws.com',
    eventName: 'RunInstances',
    insightType: 'ApiCallRateInsight',
  },
  eventCategory: 'Insight',
};
export const records = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => record(from + index));
const logins = Array.from({ length: 14 }, (_, n) => failedLogin(5000 + n));
export const wholeFile = cloudTrailFile([...records(300, 40)]);

/** A bucket with files of every kind, and the messages that name them. */
export const trail = (ports: MemoryPorts): readonly string[] => {
  const put = (key: string, bytes: Uint8Array): string => {
    ports.objects.put('trail', key, bytes);
    return createdNotice('trail', key);
  };
  const plus = `${folder}/a file+1 größe.json.gz`;
  return [
    testNotice('trail'),
    put(file('plain'), cloudTrailFile(records(0, 23))),
    put(plus, cloudTrailFile(records(100, 3))),
    put(file('logins1'), cloudTrailFile(logins.slice(0, 7))),
    put(file('logins2'), cloudTrailFile(logins.slice(7))),
    put(file('stopped'), cloudTrailFile([cloudTrailRecord({ eventID: eventId(9999) })])),
    put(file('twice'), cloudTrailFile([...records(200, 4), ...records(200, 2)])),
    put(file('cut'), wholeFile.subarray(0, wholeFile.length - 30)),
    put(file('empty'), cloudTrailFile([])),
    put(file('null'), gzipJson({ Records: null })),
    put(file('text'), Buffer.from('this is no log file')),
    put(
      `AWSLogs/111122223333/CloudTrail-Digest/eu-west-1/2026/01/15/digest.json.gz`,
      gzipJson({ digestStartTime: 'x' }),
    ),
    put(
      'elsewhere/digest.json.gz',
      gzipJson({ awsAccountId: '1', digestStartTime: 'x', logFiles: [{ s3Object: 'y' }] }),
    ),
    put('AWSLogs/111122223333/CloudTrail-Insight/eu-west-1/2026/01/15/insight.json.gz', cloudTrailFile([insight])),
    put(`${folder}/`, new Uint8Array()),
    createdNotice('trail', file('vanished')),
    'no notice at all',
  ];
};

/** The kinds of files whose effects differ, as small as they may be: for runs of which there are many. */
export const fewFiles = (ports: MemoryPorts): readonly string[] => {
  const put = (name: string, bytes: Uint8Array): string => {
    ports.objects.put('trail', file(name), bytes);
    return createdNotice('trail', file(name));
  };
  return [
    put('plain', cloudTrailFile(records(0, 7))),
    put('logins1', cloudTrailFile(logins.slice(0, 7))),
    put('logins2', cloudTrailFile(logins.slice(7))),
    put('stopped', cloudTrailFile([cloudTrailRecord({ eventID: eventId(9999) })])),
    put('twice', cloudTrailFile([...records(200, 2), ...records(200, 1)])),
    // Another trail of the account writes some of the same events, and one of its own.
    put('other', cloudTrailFile([...records(4, 4), ...logins.slice(5, 9), ...records(200, 1)])),
    put('text', Buffer.from('this is no log file')),
    createdNotice('trail', file('vanished')),
    'no notice at all',
  ];
};
