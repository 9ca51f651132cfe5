import { createUnitSplitter as createSplitter, type SplitUnit } from '@bellwether/log-model';
import type { Unit } from '@bellwether/pipeline';

/** Longest line or record that is read whole. A CloudWatch Logs event is at most 1 MiB. Bytes. */
const limitBytes = 2 * 1024 * 1024;

/** How a file's bytes become units. */
interface Splitter {
  push(chunk: Uint8Array): readonly Unit[];
  end(): readonly Unit[];
  /** What the whole file turned out to be, when it contains no log records by its nature. */
  readonly notEvents: string | undefined;
}

const unitOf = (unit: SplitUnit): Unit => (unit.kind === 'record' ? { kind: 'text', text: unit.text } : unit);

/** The unit with its line, where that is not its own number. */
const withLine = (unit: Unit, ordinal: number, line: number | undefined): Unit =>
  line === undefined || line === ordinal + 1 ? unit : { ...unit, line };

/** Splits a file into units; every line and every JSON value in it is decided for itself. */
export const createUnitSplitter = (): Splitter => {
  const splitter = createSplitter({ limitBytes });
  let ordinal = -1;
  const numbered = (units: readonly SplitUnit[]): readonly Unit[] =>
    units.map((unit, index) => withLine(unitOf(unit), (ordinal += 1), splitter.lines[index]));
  return {
    push: (chunk) => numbered(splitter.push(chunk)),
    end: () => numbered(splitter.end()),
    get notEvents() {
      return splitter.notEvents === undefined
        ? undefined
        : 'a CloudTrail digest, which lists log files and holds no events';
    },
  };
};
