import type { AttributeSet } from '../fields/attribute-set.ts';
import { isIp, putNumber, putText } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import { putRequest, putStatus } from '../fields/http.ts';
import { badShape } from '../outcome.ts';
import type { Reader } from '../reader.ts';
import { splitFields } from '../fields/split-fields.ts';
import { timestampAt } from '../time/timestamp.ts';

const format = 's3-access';

const shape =
  /^(?:[0-9a-f]{64}|-|[\w-]{1,64}) [A-Za-z0-9][\w.-]{1,254} \[\d{1,2}\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}\] \S{1,64} \S{1,400} \S{1,64} [A-Z0-9]{1,12}\./;

/** The bucket's region stands in the host that was asked: `bucket.s3.eu-west-1.amazonaws.com`. */
const regionOf = (host: string | undefined): string | undefined =>
  /\bs3[.-]([a-z]{2}-[a-z-]{4,20}-\d)\.amazonaws\./.exec(host ?? '')?.[1];

/** The caller's account, from an ARN; a canonical user id names none. */
const accountOf = (requester: string | undefined): string | undefined =>
  /^arn:aws[\w-]{0,8}:(?:iam|sts)::(\d{12}):/.exec(requester ?? '')?.[1];

/** S3 server access logs. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html */
export const s3AccessReader: Reader = {
  format,
  dataset: 's3-access',
  recognise: (text) => (shape.test(text) ? 0.95 : 0),
  read(raw, context) {
    if (!shape.test(raw.text)) return badShape(format, 'fields');
    const fields = splitFields(raw.text);
    const time = timestampAt(fields[2] ?? '', 0, context.receivedMs);
    if (time === undefined || fields.length < 10) return badShape(format, 'time');
    const [, bucket, , client, requester, requestId, operation, key, request, status, errorCode, sent, size, totalMs] =
      fields;
    const attributes: AttributeSet = {};
    putText(attributes, 'aws.s3access.bucket', bucket);
    if (client !== undefined && isIp(client)) attributes['client.ip'] = client;
    putText(attributes, 'client.address', client);
    putText(attributes, 'source.ip', client);
    putText(attributes, 'source.address', client);
    putText(attributes, 'user.id', requester);
    putText(attributes, 'http.request.id', requestId);
    putText(attributes, 'event.action', operation);
    putText(attributes, 'aws.s3access.key', key);
    putRequest(attributes, request);
    putStatus(attributes, status);
    putText(attributes, 'error.code', errorCode);
    putNumber(attributes, 'http.response.body.bytes', sent);
    putNumber(attributes, 'aws.s3access.object_bytes', size);
    putNumber(attributes, 'aws.s3access.total_ms', totalMs);
    putText(attributes, 'user_agent.original', fields[16]);
    putText(attributes, 'tls.cipher', fields[20]);
    const message = `${operation ?? '-'} ${status ?? '-'}${errorCode === undefined || errorCode === '-' ? '' : ` ${errorCode}`} on ${bucket ?? '-'}`;
    return buildRecord(raw, {
      format,
      dataset: 's3-access',
      message,
      attributes,
      timestampMs: time.ms,
      region: regionOf(fields[22]),
      account: accountOf(requester),
    });
  },
};
