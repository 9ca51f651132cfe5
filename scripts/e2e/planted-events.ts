import { CloudWatchLogsClient, CreateLogStreamCommand, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { gzipSync } from 'node:zlib';

export const applicationGroup = '/e2e/application';
export const trailGroup = '/e2e/cloudtrail';
export const trailName = 'e2e-trail';
/** A log group that goes straight to ingest-subscription. */
export const directGroup = '/e2e/direct';

/** Failed logins that are planted; the rule asks for ten. */
export const failedLogins = 12;
/** Lines of the application that are planted. */
export const applicationLines = 40;
/** Lines that go past the stream, straight to a function. */
export const directLines = 6;
/** Events of the trail's file, read by way of the queue. */
export const fileEvents = 3;

const record = (changes: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({
    eventVersion: '1.11',
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDAEXAMPLE',
      arn: 'arn:aws:iam::123456789012:user/ana',
      accountId: '123456789012',
      userName: 'ana',
    },
    awsRegion: 'us-east-1',
    sourceIPAddress: '198.51.100.7',
    userAgent: 'aws-cli/2.31.0',
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: '123456789012',
    ...changes,
  });

const failedLogin = (n: number, timeMs: number): string =>
  record({
    eventID: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    eventTime: new Date(timeMs).toISOString(),
    eventSource: 'signin.amazonaws.com',
    eventName: 'ConsoleLogin',
    eventType: 'AwsConsoleSignIn',
    errorMessage: 'Failed authentication',
    responseElements: { ConsoleLogin: 'Failure' },
    additionalEventData: { MFAUsed: 'No' },
  });

const stopLogging = (timeMs: number): string =>
  record({
    eventID: '00000000-0000-4000-8000-00000000ffff',
    eventTime: new Date(timeMs).toISOString(),
    eventSource: 'cloudtrail.amazonaws.com',
    eventName: 'StopLogging',
    requestParameters: { name: trailName },
    responseElements: null,
  });

/** Writes the events to their log groups, as an application and CloudTrail would. All lie in the minute before `nowMs`. */
export const plantEvents = async (logs: CloudWatchLogsClient, nowMs: number): Promise<void> => {
  const put = async (logGroupName: string, messages: readonly string[]): Promise<void> => {
    const logStreamName = `stream-${nowMs}`;
    await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
    const logEvents = messages.map((message, index) => ({ message, timestamp: nowMs - 60_000 + index }));
    await logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
  };
  await put(
    applicationGroup,
    Array.from({ length: applicationLines }, (_, n) =>
      n % 8 === 0
        ? `ERROR order ${n} failed: connection to 10.0.0.${n} refused`
        : `INFO order ${n} served in ${n * 3} ms`,
    ),
  );
  await put(
    directGroup,
    Array.from({ length: directLines }, (_, n) => `INFO page ${n} shown`),
  );
  const logins = Array.from({ length: failedLogins }, (_, n) => failedLogin(n, nowMs - 50_000 + n * 100));
  await put(trailGroup, [...logins, stopLogging(nowMs - 30_000)]);
};

/** Puts a file into the trail's bucket, as CloudTrail delivers one. */
export const plantTrailFile = async (s3: S3Client, Bucket: string, nowMs: number): Promise<void> => {
  const day = new Date(nowMs).toISOString().slice(0, 10);
  const made = new Date(nowMs).toISOString().slice(0, 16).replaceAll(/[-:]/g, '');
  const records = Array.from({ length: fileEvents }, (_, n) =>
    record({
      eventID: `00000000-0000-4000-9000-${String(n).padStart(12, '0')}`,
      eventTime: new Date(nowMs - 40_000 + n).toISOString(),
      eventSource: 'ec2.amazonaws.com',
      eventName: 'DescribeInstances',
      readOnly: true,
    }),
  );
  const Key = `AWSLogs/123456789012/CloudTrail/us-east-1/${day.replaceAll('-', '/')}/123456789012_CloudTrail_us-east-1_${made}Z_e2e.json.gz`;
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: gzipSync(`{"Records":[${records.join()}]}`) }));
};
