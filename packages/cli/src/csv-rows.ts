/** Rows of a CSV text that comes in pieces. */
export interface CsvReader {
  /** Gives back the rows that end in this piece. */
  push(text: string): readonly (readonly string[])[];
  /** Gives back the last row when no line end followed it. */
  end(): readonly (readonly string[])[];
}

/** The text is not CSV that can be read: a row without an end. */
export class CsvError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CsvError';
  }
}

/** Longest row, in characters: a quote that is never closed must not take in the rest of the file. */
const maxRowLength = 2 * 1024 * 1024;

/**
 * Reads CSV as RFC 4180 has it: fields may be quoted, a quote inside is doubled, line ends inside quotes belong to the
 * field. A byte order mark and blank lines are passed over; all line ends are known; a quote inside a bare field stands
 * for itself.
 *
 * @throws CsvError for a row longer than 2 Mi characters, and for a quote that is still open at the end
 */
export const createCsvReader = (): CsvReader => {
  let row: string[] = [];
  let field = '';
  /** `closing` is after a quote that either ends the field or is the first of two. */
  let state: 'start' | 'bare' | 'quoted' | 'closing' = 'start';
  let rowLength = 0;
  let rowNumber = 1;
  let isFirst = true;
  let isAfterReturn = false;

  const closeField = (): void => {
    row.push(field);
    field = '';
    state = 'start';
  };

  const closeRow = (rows: (readonly string[])[]): void => {
    const isBlank = row.length === 0 && state === 'start';
    closeField();
    if (!isBlank) rows.push(row);
    row = [];
    rowLength = 0;
    rowNumber += 1;
  };

  /** Takes one character outside of quotes. */
  const takePlain = (character: string, rows: (readonly string[])[]): void => {
    if (character === ',') closeField();
    else if (character === '\n') {
      if (!isAfterReturn) closeRow(rows);
    } else if (character === '\r') closeRow(rows);
    else if (character === '"' && state === 'start') state = 'quoted';
    else {
      field += character;
      state = 'bare';
    }
    isAfterReturn = character === '\r';
  };

  return {
    push: (piece) => {
      const rows: (readonly string[])[] = [];
      const text = isFirst && piece.startsWith('\ufeff') ? piece.slice(1) : piece;
      if (piece !== '') isFirst = false;
      for (const character of text) {
        rowLength += 1;
        if (rowLength > maxRowLength) throw new CsvError(`Row ${rowNumber} is too long; a quote may be missing.`);
        if (state === 'quoted') {
          if (character === '"') state = 'closing';
          else field += character;
        } else if (state === 'closing' && character === '"') {
          field += '"';
          state = 'quoted';
        } else takePlain(character, rows);
      }
      return rows;
    },
    end: () => {
      if (state === 'quoted') throw new CsvError(`Row ${rowNumber} has a quote that is never closed.`);
      if (row.length === 0 && field === '' && state === 'start') return [];
      const rows: (readonly string[])[] = [];
      closeRow(rows);
      return rows;
    },
  };
};

const needsQuotes = /[",\r\n]/;

/** One row of CSV, without its line end. */
export const csvRow = (fields: readonly (string | number)[]): string =>
  fields
    .map((field) => {
      const text = String(field);
      return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    })
    .join(',');
