import type { AttributeSet } from '../fields/attribute-set.ts';
import { putNumber, putText } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import { asText, at } from '../fields/json.ts';
import { jsonReader } from './json-reader.ts';
import { badShape } from '../outcome.ts';
import { parseTime } from '../time/timestamp.ts';
import { traceIdOf } from '../fields/x-ray.ts';

const format = 'lambda-platform';

/** Platform events of Lambda's JSON log format. @see https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html */
export const lambdaPlatformReader = jsonReader({
  format,
  dataset: 'lambda',
  keys: ['time', 'type', 'record'],
  read(raw, document, context) {
    const type = asText(document['type']);
    if (type === undefined || !/^(?:platform|function|extension)\b/.test(type)) return badShape(format, 'type');
    const record = document['record'];
    const metrics = at(record, 'metrics');
    const status = asText(at(record, 'status'));
    const attributes: AttributeSet = { 'event.action': type };
    putText(attributes, 'faas.execution', at(record, 'requestId'));
    putNumber(attributes, 'aws.lambda.duration_ms', at(metrics, 'durationMs'));
    putNumber(attributes, 'aws.lambda.billed_duration_ms', at(metrics, 'billedDurationMs'));
    putNumber(attributes, 'aws.lambda.memory_size_mb', at(metrics, 'memorySizeMB'));
    putNumber(attributes, 'aws.lambda.max_memory_used_mb', at(metrics, 'maxMemoryUsedMB'));
    putNumber(attributes, 'aws.lambda.init_duration_ms', at(metrics, 'initDurationMs'));
    putText(attributes, 'aws.lambda.status', status);
    putText(attributes, 'error.type', at(record, 'errorType'));
    putText(attributes, 'trace.id', traceIdOf(at(record, 'tracing', 'value')));
    putText(attributes, 'span.id', at(record, 'spanId') ?? at(record, 'tracing', 'spanId'));
    putText(attributes, 'aws.lambda.runtime_version', at(record, 'runtimeVersion'));
    putText(attributes, 'service.version', at(record, 'functionVersion') ?? at(record, 'version'));
    if (status !== undefined) attributes['event.outcome'] = status === 'success' ? 'success' : 'failure';
    const words = [type, status, asText(at(record, 'errorType'))].filter((word) => word !== undefined);
    const message = typeof record === 'string' ? record : words.join(' ');
    return buildRecord(raw, {
      format,
      dataset: 'lambda',
      message,
      attributes,
      timestampMs: parseTime(document['time'], context.receivedMs),
      document,
    });
  },
});
