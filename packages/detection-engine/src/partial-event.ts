import type { LogEvent, Dataset } from '@bellwether/log-events';

/**
 * The fields that a kind of event is known to have before one is made. `rulesThatCouldMatch` takes it, once for all events of the kind.
 *
 * @example
 * // Every DescribeInstances call that did not fail, whoever made it:
 * const partial: PartialEvent = { dataset: 'cloudtrail', fields: new Map([['eventName', ['DescribeInstances']], ['errorCode', []]]) };
 */
export interface PartialEvent {
  readonly dataset: Dataset;
  /**
   * Fields, named as rules name them (`eventName`, `userIdentity.type`, `severity`), with every value that a rule would
   * find there; an empty list for a field that is missing. Fields not listed are unknown.
   */
  readonly fields: ReadonlyMap<string, readonly unknown[]>;
  /** The constant parts of the message, when the whole message is not known. */
  readonly message?: MessagePieces;
}

/**
 * Constant parts of a message, in order. Between each two there is one run, and nothing else.
 *
 * @example
 * // Every message like "item 17 added in 5 ms":
 * const message: MessagePieces = { pieces: ['item ', ' added in ', ' ms'], runs: 'alphanumeric' };
 */
export interface MessagePieces {
  /** An empty first or last piece means that the message begins or ends with a run. */
  readonly pieces: readonly string[];
  /** What a run consists of, one or more of them: hexadecimal digits in either case, or any ASCII letters and digits. */
  readonly runs: 'hex' | 'alphanumeric';
}

/** Whether a condition is true for every event of a partial (`true`), for none (`false`), or depends on more fields (`undefined`). */
export type ThreeValued = boolean | undefined;

export type Judge = (partial: PartialEventView) => ThreeValued;

/** A partial event as conditions read it: an event that has the known fields as attributes. */
export interface PartialEventView {
  readonly event: LogEvent;
  readonly message: MessagePieces | undefined;
  isKnown(field: string): boolean;
}

const nobody: LogEvent = {
  id: '',
  timestampMs: 0,
  dataset: 'application',
  account: '',
  region: '',
  logGroup: '',
  logStream: '',
  severity: 'INFO',
  category: 'general',
  message: '',
  attributes: {},
  templateId: '',
};

export const viewPartialEvent = ({ dataset, fields, message }: PartialEvent): PartialEventView => {
  // A field reader finds an attribute by the field's whole name, and takes a list for values of their own.
  const attributes = Object.fromEntries(fields) as LogEvent['attributes'];
  const own = Object.fromEntries(
    [...fields].flatMap(([name, [value]]) =>
      Object.hasOwn(nobody, name) && value !== undefined ? [[name, value]] : [],
    ),
  );
  return {
    event: { ...nobody, ...own, dataset, attributes },
    message,
    isKnown: (field) => field === 'dataset' || fields.has(field),
  };
};

export const negated = (result: ThreeValued): ThreeValued => (result === undefined ? undefined : !result);

/** All must be true: one that never is decides. */
export const judgeAll =
  (judges: readonly Judge[]): Judge =>
  (partial) => {
    let all: ThreeValued = true;
    for (const judge of judges) {
      const result = judge(partial);
      if (result === false) return false;
      if (result === undefined) all = undefined;
    }
    return all;
  };

/** One must be true: one that always is decides. */
export const judgeAny =
  (judges: readonly Judge[]): Judge =>
  (partial) => {
    let any: ThreeValued = false;
    for (const judge of judges) {
      const result = judge(partial);
      if (result === true) return true;
      if (result === undefined) any = undefined;
    }
    return any;
  };
