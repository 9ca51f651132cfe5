import type { RawRecord, ReadOutcome } from '@bellwether/log-events';
import { beginDocument, DocumentScan } from './document-scan.ts';
import { recordsOfBatch } from './otlp-batch.ts';
import { droppedAs } from '../outcome.ts';
import type { StreamOutcome } from '../reader.ts';

/** Limits of one document, in lines and in UTF-16 units; a longer one is read line by line. */
const maxLines = 100_000;
const maxUnits = 8 * 1024 * 1024;

interface DocumentLine {
  readonly raw: RawRecord;
  readonly ordinal: number;
}

/** The lines of a JSON object or array that is printed over several lines, until it ends or turns out to be none. */
export class DocumentLines {
  readonly lines: DocumentLine[] = [];
  readonly #scan: DocumentScan;
  #units = 0;

  private constructor(scan: DocumentScan, raw: RawRecord, ordinal: number) {
    this.#scan = scan;
    this.lines.push({ raw, ordinal });
    this.#units = raw.text.length;
  }

  /**
   * The document that a line begins and does not end; undefined for any other line.
   *
   * @param isBroken  the line ends as a document does, but could not be parsed as one
   */
  static begin(raw: RawRecord, ordinal: number, isBroken: boolean = false): DocumentLines | undefined {
    const scan = isBroken ? new DocumentScan() : beginDocument(raw.text);
    if (scan === undefined || (isBroken && scan.take(raw.text) !== 'open')) return undefined;
    return new DocumentLines(scan, raw, ordinal);
  }

  /** Takes the next line; one that `breaks` the document is not taken. */
  take(raw: RawRecord, ordinal: number): 'open' | 'whole' | 'breaks' {
    this.#units += raw.text.length + 1;
    if (this.lines.length === maxLines || this.#units > maxUnits) return 'breaks';
    const state = this.#scan.take(raw.text);
    if (state === 'broken') return 'breaks';
    this.lines.push({ raw, ordinal });
    return state;
  }

  /**
   * One outcome for each line: a document is read as one record, a batch or an array of objects as its records, spread over
   * the lines; every other line continues one of them. A batch of more records than lines is one record.
   */
  outcomes(read: (raw: RawRecord) => ReadOutcome): readonly StreamOutcome[] {
    const text = this.lines.map(({ raw }) => raw.text).join('\n');
    const count = this.lines.length;
    const found = recordsOfBatch(text);
    const texts = found === undefined || found.length > count ? [text] : found.map((record) => JSON.stringify(record));
    const byLine = new Map(texts.map((record, number) => [Math.floor((number * count) / texts.length), record]));
    return this.lines.map(({ raw, ordinal }, line) => {
      const record = byLine.get(line);
      if (record === undefined) return { ordinal, raw, outcome: droppedAs('continuation') };
      const whole = { ...raw, text: record };
      return { ordinal, raw: whole, outcome: read(whole) };
    });
  }
}
