import { Logger } from '@aws-lambda-powertools/logger';
import { describeError } from './describe-error.ts';
import type { LogField, LogFields } from './log-fields.ts';

/** Structured logging: fixed sentences, with what varies as fields. */
export interface Log {
  debug(sentence: string, fields?: LogFields): void;
  info(sentence: string, fields?: LogFields): void;
  warn(sentence: string, fields?: LogFields, error?: unknown): void;
  error(sentence: string, fields?: LogFields, error?: unknown): void;
}

const maxCharacters = 1_000;
const maxItems = 50;

const boundedField = (value: LogField): LogField => {
  if (typeof value === 'string') return value.slice(0, maxCharacters);
  if (Array.isArray(value)) return value.slice(0, maxItems).map((item) => String(item).slice(0, maxCharacters));
  return value;
};

// Under one key, so that no field can replace `level`, `message` or `timestamp` of the line itself.
const boundedFields = (fields: LogFields | undefined, error?: unknown): { readonly fields?: LogFields } => {
  const entries = Object.entries(fields ?? {}).slice(0, maxItems);
  const bounded: Record<string, LogField> = {};
  for (const [name, value] of entries) bounded[name] = boundedField(value);
  if (error !== undefined) Object.assign(bounded, describeError(error));
  return Object.keys(bounded).length === 0 ? {} : { fields: bounded };
};

/**
 * Opens the log of a function: one JSON object per line on standard output, at the level of LOG_LEVEL.
 *
 * @param service  name in every line; without it POWERTOOLS_SERVICE_NAME is taken
 */
export const openLog = (service?: string): Log => {
  const powertools = new Logger(service === undefined ? {} : { serviceName: service });
  return {
    debug: (sentence, fields) => powertools.debug(sentence, boundedFields(fields)),
    info: (sentence, fields) => powertools.info(sentence, boundedFields(fields)),
    warn: (sentence, fields, error) => powertools.warn(sentence, boundedFields(fields, error)),
    error: (sentence, fields, error) => powertools.error(sentence, boundedFields(fields, error)),
  };
};
