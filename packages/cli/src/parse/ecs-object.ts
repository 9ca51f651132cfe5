import {
  classify,
  describeReadFailure,
  redactAttributes,
  redactMessage,
  severityNumberOf,
  type AttributeValue,
  type ReadRecord,
  type RedactionPolicy,
  type Severity,
} from '@bellwether/log-model';
import type { LineOutcome } from './read-outcomes.ts';

/** One flat object: ECS field names, what ECS has no name for under `bellwether.`. */
export type EcsObject = Readonly<Record<string, AttributeValue>>;

/** Farthest time a JavaScript date reaches from 1970, in milliseconds. */
const farthestMs = 8.64e15;
/** Longest level that is taken for a word. */
const maxLevelLength = 40;

/** The record's own level in lower case; the severity's word for numbers, priorities, marks, and where there is none. */
const levelOf = (level: string | undefined, severity: Severity): string => {
  const own = level?.trim().toLowerCase() ?? '';
  return /[a-z]/.test(own) && own.length <= maxLevelLength ? own : severity.toLowerCase();
};

/** What the log stream knows besides the record; a name that the record gives itself wins. */
const originFields = ({ origin, raw }: LineOutcome, record: ReadRecord): Record<string, AttributeValue> => {
  const account = record.account ?? origin.account;
  const region = record.region ?? origin.region;
  const id = record.id ?? raw.id;
  return {
    ...(account === '' ? {} : { 'cloud.account.id': account }),
    ...(region === '' ? {} : { 'cloud.region': region }),
    ...(id === undefined || id === '' ? {} : { 'event.id': id }),
  };
};

const ecsOfRecord = (line: LineOutcome, record: ReadRecord, redaction: RedactionPolicy): EcsObject => {
  const { severity, category } = classify(record);
  const timestampMs = record.timestampMs ?? line.raw.timestampMs;
  const hasTime = timestampMs !== undefined && Math.abs(timestampMs) <= farthestMs;
  return {
    ...(hasTime ? { '@timestamp': new Date(timestampMs).toISOString() } : {}),
    ...originFields(line, record),
    ...redactAttributes(record.attributes, redaction).attributes,
    'log.level': levelOf(record.level, severity),
    message: redactMessage(record, redaction).text,
    'bellwether.severity': severity,
    'bellwether.severity_number': severityNumberOf[severity],
    'bellwether.category': category,
    'bellwether.format': record.format,
    'bellwether.dataset': record.dataset,
  };
};

/**
 * The object of one line: the record's fields, why it could not be read, or why it holds no record of its own.
 *
 * @param redaction  what is taken out of message and fields
 */
export const ecsObjectOf = (line: LineOutcome, redaction: RedactionPolicy): EcsObject => {
  const { outcome, recordLine } = line;
  switch (outcome.kind) {
    case 'record':
      return ecsOfRecord(line, outcome.record, redaction);
    case 'failure':
      return {
        'error.type': outcome.failure.code,
        'error.message': describeReadFailure(outcome.failure),
        line: line.line,
      };
    case 'dropped':
      return {
        'bellwether.dropped': outcome.reason,
        line: line.line,
        ...(recordLine === undefined ? {} : { 'bellwether.record_line': recordLine }),
      };
    default:
      return outcome satisfies never;
  }
};
