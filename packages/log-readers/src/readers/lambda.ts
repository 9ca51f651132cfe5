import type { RawRecord, ReadOutcome } from '@bellwether/log-events';
import type { AttributeSet } from '../fields/attribute-set.ts';
import { putNumber, putText } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import { badShape } from '../outcome.ts';
import type { ReadContext, Reader } from '../reader.ts';
import { timestampAt } from '../time/timestamp.ts';

const format = 'lambda';

/** Lines that the service itself writes around an invocation. Request ids are UUIDs: 36 characters. */
const platform = /^(START|END|REPORT) RequestId: ([0-9a-fA-F-]{36})/;
const initialisation =
  /^(INIT_START|INIT_REPORT|RESTORE_START|RESTORE_REPORT|EXTENSION|TELEMETRY|LOGS|XRAY TraceId:)(?=\s)/;
/** Node's runtime: `time \t requestId|undefined \t LEVEL \t message`. */
const nodeLine = /^(\d{4}-\d\d-\d\dT[\d:.]{8,15}Z)\t([0-9a-fA-F-]{36}|undefined)\t([A-Z]{3,8})\t/;
/** Python's runtime: `[LEVEL] \t time \t requestId \t message`. */
const pythonLine = /^\[([A-Z]{3,8})\]\s?\t?(\d{4}-\d\d-\d\dT[\d:.]{8,15}Z)\s([0-9a-fA-F-]{36})?\s?/;
/** Python's runtime on an exception: `[ERROR] ValueError: bad`. */
const pythonError = /^\[(ERROR|CRITICAL|WARNING)\] ([A-Za-z_][\w.]{0,100}): /;
const timedOut = /^(\d{4}-\d\d-\d\dT[\d:.]{8,15}Z) ([0-9a-fA-F-]{36}) Task timed out after ([\d.]{1,12}) seconds/;
const exited = /^RequestId: ([0-9a-fA-F-]{36}) (?:Error: |Process exited)/;

const reportNumbers: readonly (readonly [RegExp, string])[] = [
  [/\bDuration: ([\d.]{1,15}) ms/, 'aws.lambda.duration_ms'],
  [/\bBilled Duration: (\d{1,15}) ms/, 'aws.lambda.billed_duration_ms'],
  [/\bMemory Size: (\d{1,9}) MB/, 'aws.lambda.memory_size_mb'],
  [/\bMax Memory Used: (\d{1,9}) MB/, 'aws.lambda.max_memory_used_mb'],
  [/\bInit Duration: ([\d.]{1,15}) ms/, 'aws.lambda.init_duration_ms'],
  [/\bRestore Duration: ([\d.]{1,15}) ms/, 'aws.lambda.restore_duration_ms'],
];

const putReport = (attributes: AttributeSet, text: string): void => {
  for (const [pattern, name] of reportNumbers) putNumber(attributes, name, pattern.exec(text)?.[1]);
  const status = /\bStatus: (\w{1,20})/.exec(text)?.[1];
  putText(attributes, 'aws.lambda.status', status);
  putText(attributes, 'error.type', /\bError Type: ([\w.]{1,80})/.exec(text)?.[1]);
  putText(attributes, 'trace.id', /\bXRAY TraceId: (\S{1,80})/.exec(text)?.[1]);
  putText(attributes, 'span.id', /\bSegmentId: (\S{1,40})/.exec(text)?.[1]);
  attributes['event.outcome'] = status === undefined || status === 'success' ? 'success' : 'failure';
};

const putRequestId = (attributes: AttributeSet, id: string | undefined): void => {
  if (id !== undefined && id !== 'undefined') attributes['faas.execution'] = id;
};

interface Line {
  readonly message: string;
  readonly level?: string | undefined;
  readonly timestampMs?: number | undefined;
}

/** Platform lines stay whole: they are constant but for ids and numbers. */
const readPlatform = (text: string, attributes: AttributeSet): Line | undefined => {
  const match = platform.exec(text);
  if (match !== null) {
    attributes['event.action'] = match[1]!.toLowerCase();
    putRequestId(attributes, match[2]);
    if (match[1] === 'REPORT') putReport(attributes, text);
    return { message: text };
  }
  const start = initialisation.exec(text);
  if (start === null) return undefined;
  attributes['event.action'] = start[1]!.split(' ', 1)[0]!.toLowerCase();
  if (start[1] === 'INIT_REPORT') putReport(attributes, text);
  putText(attributes, 'aws.lambda.runtime_version', /Runtime Version: (\S{1,100})/.exec(text)?.[1]);
  return { message: text };
};

const readFailure = (text: string, attributes: AttributeSet, receivedMs: number): Line | undefined => {
  const timeout = timedOut.exec(text);
  if (timeout !== null) {
    putRequestId(attributes, timeout[2]);
    attributes['event.action'] = 'timeout';
    attributes['event.outcome'] = 'failure';
    return {
      message: text.slice(timeout[0].indexOf('Task timed out')),
      timestampMs: timestampAt(timeout[1]!, 0, receivedMs)?.ms,
    };
  }
  const exit = exited.exec(text);
  if (exit === null) return undefined;
  putRequestId(attributes, exit[1]);
  attributes['event.action'] = 'exit';
  attributes['event.outcome'] = 'failure';
  return { message: text.slice(`RequestId: ${exit[1]!} `.length) };
};

const readRuntime = (text: string, attributes: AttributeSet, receivedMs: number): Line | undefined => {
  const node = nodeLine.exec(text);
  if (node !== null) {
    putRequestId(attributes, node[2]);
    return {
      message: text.slice(node[0].length),
      level: node[3],
      timestampMs: timestampAt(node[1]!, 0, receivedMs)?.ms,
    };
  }
  const python = pythonLine.exec(text);
  if (python !== null) {
    putRequestId(attributes, python[3]);
    return {
      message: text.slice(python[0].length),
      level: python[1],
      timestampMs: timestampAt(python[2]!, 0, receivedMs)?.ms,
    };
  }
  const error = pythonError.exec(text);
  if (error === null) return undefined;
  attributes['error.type'] = error[2]!;
  return { message: text.slice(error[1]!.length + 3), level: error[1] };
};

const readLambda = (raw: RawRecord, context: ReadContext): ReadOutcome => {
  const text = raw.text.trimEnd();
  const attributes: AttributeSet = {};
  const line =
    readPlatform(text, attributes) ??
    readRuntime(text, attributes, context.receivedMs) ??
    readFailure(text, attributes, context.receivedMs);
  if (line === undefined) return badShape(format, 'line');
  return buildRecord(raw, { format, dataset: 'lambda', attributes, ...line });
};

/** Text lines of the Lambda service and of its runtimes. @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html */
export const lambdaReader: Reader = {
  format,
  dataset: 'lambda',
  recognise(text) {
    if (platform.test(text) || nodeLine.test(text) || pythonLine.test(text) || timedOut.test(text) || exited.test(text))
      return 0.95;
    if (/^(?:INIT_START|INIT_REPORT|RESTORE_START|RESTORE_REPORT) /.test(text)) return 0.9;
    return initialisation.test(text) ? 0.6 : pythonError.test(text) ? 0.4 : 0;
  },
  read: readLambda,
};
