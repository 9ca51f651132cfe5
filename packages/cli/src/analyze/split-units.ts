import {
  createLineSplitter,
  createDocumentSplitter,
  createRecordSplitter,
  type SplitRecord,
} from '@bellwether/log-model';
import type { Unit } from '@bellwether/pipeline';

/** Longest line that is read whole. A CloudWatch Logs event is at most 1 MiB. Bytes. */
const lineLimitBytes = 2 * 1024 * 1024;
/** Bytes of a file that decide whether it is one JSON document with a record array. */
const headBytes = 64 * 1024;

/** How a file's bytes become units. */
interface Splitter {
  push(chunk: Uint8Array): readonly Unit[];
  end(): readonly Unit[];
  /** What the whole file turned out to be, when it holds no log records by its nature. */
  readonly notEvents: string | undefined;
}

const lineUnits = (): Splitter => {
  const splitter = createLineSplitter({ limitBytes: lineLimitBytes });
  const unitOf = (line: { text: string; isTooLong: boolean; lengthBytes: number }): Unit =>
    line.isTooLong
      ? {
          kind: 'failure',
          failure: { code: 'too_long', lengthBytes: line.lengthBytes, limitBytes: lineLimitBytes },
          excerpt: line.text.slice(0, headBytes),
        }
      : { kind: 'text', text: line.text };
  return {
    push: (chunk) => splitter.push(chunk).map(unitOf),
    end: () => splitter.end().map(unitOf),
    notEvents: undefined,
  };
};

const unitsOf = (records: readonly SplitRecord[]): readonly Unit[] =>
  records.map((record) =>
    record.kind === 'record'
      ? { kind: 'text', text: record.text }
      : { kind: 'failure', failure: record.failure, excerpt: '' },
  );

/** Objects one after the other, as Firehose writes CloudWatch Logs envelopes, with or without line ends. */
const objectUnits = (): Splitter => {
  const splitter = createDocumentSplitter();
  return {
    push: (chunk) => unitsOf(splitter.push(chunk)),
    end: () => unitsOf(splitter.end()),
    notEvents: undefined,
  };
};

const recordUnits = (): Splitter => {
  const splitter = createRecordSplitter();
  return {
    push: (chunk) => unitsOf(splitter.push(chunk)),
    end: () => unitsOf(splitter.end()),
    get notEvents() {
      return splitter.documentKind === 'digest'
        ? 'a CloudTrail digest, which lists log files and holds no events'
        : undefined;
    },
  };
};

/** Whether the file begins as one JSON document with a record array, such as a CloudTrail file. */
const beginsRecordArray = (head: Uint8Array): boolean => {
  const text = new TextDecoder('latin1').decode(head.subarray(0, 256)).trimStart();
  if (!text.startsWith('{') && !/^\[\s*\{/.test(text)) return false;
  const splitter = createRecordSplitter();
  splitter.push(head);
  return (
    splitter.documentKind === 'cloudtrail' ||
    splitter.documentKind === 'config' ||
    splitter.documentKind === 'array' ||
    splitter.documentKind === 'digest'
  );
};

/** Whether the file begins with a CloudWatch Logs subscription envelope. */
const beginsEnvelope = (head: Uint8Array): boolean =>
  /^\s*\{\s*"(?:messageType|owner)"\s*:/.test(new TextDecoder('latin1').decode(head.subarray(0, 256)));

/** Chooses how to split a file by its first bytes. The returned splitter has not seen them yet. */
export const createUnitSplitter = (head: Uint8Array): Splitter => {
  if (beginsRecordArray(head.subarray(0, headBytes))) return recordUnits();
  return beginsEnvelope(head) ? objectUnits() : lineUnits();
};
