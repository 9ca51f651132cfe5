/** A cell: what is shown, and how wide that is without escape sequences. */
export interface Cell {
  readonly text: string;
  readonly width: number;
  readonly alignRight?: boolean;
}

/** Characters as a terminal counts them, near enough: code points. */
export const widthOf = (text: string): number => [...text].length;

export const cell = (text: string, alignRight = false): Cell => ({ text, width: widthOf(text), alignRight });

/** Rows as aligned lines, two blanks between columns, none at the end of a line. */
export const layTable = (rows: readonly (readonly Cell[])[]): readonly string[] => {
  const widths: number[] = [];
  for (const row of rows)
    for (const [column, { width }] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, width);
  return rows.map((row) =>
    row
      .map(({ text, width, alignRight }, column) => {
        const pad = ' '.repeat((widths[column] ?? width) - width);
        return alignRight === true ? pad + text : text + pad;
      })
      .join('  ')
      .trimEnd(),
  );
};

const cut = (word: string, room: number): readonly string[] => {
  const units = [...word];
  if (units.length <= room) return [word];
  return Array.from({ length: Math.ceil(units.length / room) }, (_, part) =>
    units.slice(part * room, (part + 1) * room).join(''),
  );
};

/**
 * Breaks text at blanks, and words longer than a line anywhere, so that no line is wider than `width`.
 *
 * @param first  stands before the first line
 * @param rest  stands before every following line; as wide as `first`
 */
export const wrap = (text: string, width: number, first = '', rest = ' '.repeat(widthOf(first))): readonly string[] => {
  const room = Math.max(20, width - widthOf(first));
  const lines: string[] = [];
  let open = '';
  for (const word of text.split(' ').flatMap((long) => cut(long, room))) {
    const joined = open === '' ? word : `${open} ${word}`;
    if (widthOf(joined) <= room) open = joined;
    else {
      lines.push(open);
      open = word;
    }
  }
  lines.push(open);
  return lines.map((line, index) => (index === 0 ? first : rest) + line);
};
