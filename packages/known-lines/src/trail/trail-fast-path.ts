import type { PartialEvent } from '@bellwether/detection-engine';
import { isTimeBelieved, type LogEvent } from '@bellwether/log-events';
import { TrailScan } from './scan-record.ts';
import type { KnownKind } from '@bellwether/log-model';
import type { EventIds, ScannedRecord } from '@bellwether/pipeline';
import { kindOf } from './known-kind.ts';
import { TrailShapes, type TrailShape } from './shapes.ts';

export interface ScanOutput {
  push(record: ScannedRecord): unknown;
}

/**
 * Lets CloudTrail records of known meaning pass without being read in full.
 *
 * Records with the same values in the fields that decide are understood alike: same message, severity, category and
 * template. The first is read in full; when no rule could hit any of its shape, the others are only counted.
 */
export interface TrailFastPath {
  /**
   * Looks at the record that begins at `start` and appends what it is.
   *
   * @param ids  of the object's records so far; the record's is added
   * @param receivedMs  when the object arrived, epoch milliseconds UTC
   * @returns index after the record; 0 when it does not end in these bytes or has to be read without the fast path
   */
  take(
    bytes: Uint8Array,
    start: number,
    limitBytes: number,
    out: ScanOutput,
    ids: EventIds,
    receivedMs: number,
  ): number;
}

const isFailure = ({ severity }: KnownKind): boolean => severity === 'ERROR' || severity === 'CRITICAL';

/** What CloudTrail writes instead of parameters that are too large; a rule asks every change of rights for it. */
const omittedField = 'requestParameters.omitted';
/** What is in every record that has the field: its name, or an escape of one of its letters. */
const signsOfOmitted = ['omitted', String.raw`\u006`, String.raw`\u007`];

const mayHaveOmitted = (bytes: Uint8Array, start: number, end: number): boolean => {
  const record = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start);
  return signsOfOmitted.some((sign) => record.includes(sign));
};

/** Cuts texts out of bytes. One view serves all texts of the same bytes, since a view costs more than a short text. */
const createTextCutter = () => {
  let viewed: Uint8Array = new Uint8Array();
  let view: Buffer = Buffer.alloc(0);
  return (bytes: Uint8Array, start: number, end: number, encoding: 'utf8' | 'latin1' = 'utf8'): string => {
    if (bytes !== viewed) {
      viewed = bytes;
      view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    return view.toString(encoding, start, end);
  };
};

/** Makes the fast path of a process; it stands for records of one origin, and for as long as what the core has learnt. */
export const createTrailFastPath = (couldMatch: (partial: PartialEvent) => boolean): TrailFastPath => {
  const scan = new TrailScan();
  const shapes = new TrailShapes();
  const textOf = createTextCutter();
  /** Learns a shape by the event that one of its records was understood as, or leaves it open for good. */
  const learn = (shape: TrailShape, event: LogEvent): void => {
    if (shape.kind !== undefined) return;
    const own = ['message', 'severity', 'category', 'account'] as const;
    const { dataset } = event;
    const fields = new Map([...shape.fields(), ...own.map((name): [string, unknown[]] => [name, [event[name]]])]);
    const isOpen = couldMatch({ dataset, fields });
    shape.isKnownWithoutOmitted = isOpen && !couldMatch({ dataset, fields: new Map([...fields, [omittedField, []]]) });
    shape.kind = isOpen && !shape.isKnownWithoutOmitted ? 'open' : kindOf(event);
  };
  return {
    take: (bytes, start, limitBytes, out, ids, receivedMs) => {
      const end = scan.scan(bytes, start);
      if (end < 0 || end - start > limitBytes) return 0;
      // What is not believed is replaced where records are read in full.
      if (!isTimeBelieved(scan.timestampMs, receivedMs, 'object')) return 0;
      const shape = shapes.find(scan);
      if (shape === undefined) return 0;
      const lengthBytes = end - start;
      const { kind: knownKind } = shape;
      const { timestampMs } = scan;
      if (!ids.addBytes(bytes, scan.idStart, scan.idEnd)) out.push({ kind: 'repeated', timestampMs, lengthBytes });
      else if (
        knownKind === undefined ||
        knownKind === 'open' ||
        (shape.isKnownWithoutOmitted && mayHaveOmitted(bytes, start, end))
      )
        out.push({
          kind: 'shaped',
          text: textOf(bytes, start, end),
          lengthBytes,
          learn: (event) => learn(shape, event),
        });
      else {
        // The scan accepts ids of ASCII alone.
        const id = textOf(bytes, scan.idStart, scan.idEnd, 'latin1');
        const text = isFailure(knownKind) ? textOf(bytes, start, end) : undefined;
        out.push({ kind: 'countable', knownKind, id, ordinal: 0, timestampMs, lengthBytes, text });
      }
      return end;
    },
  };
};
