const space = 0x20;
const tab = 0x09;
const quote = 0x22;
const openBracket = 0x5b;
const colon = 0x3a;

const isGap = (code: number): boolean => code === space || code === tab;

/** Index of the double quote that ends a value begun before `from`: one that a gap or the line's end follows, or the next one. */
const quoteEnd = (text: string, from: number, stop: number): number => {
  for (let index = from; index < stop; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x5c) index += 1;
    else if (code === quote) return index;
  }
  return stop;
};

/**
 * Splits the fields of an access log's line at spaces and tabs; double quotes and square brackets keep a field together
 * and are taken off. Only the text's first line is split.
 */
export const splitFields = (text: string, from: number = 0): readonly string[] => {
  const lineEnd = text.indexOf('\n', from);
  const stop = lineEnd < 0 ? text.length : lineEnd;
  const fields: string[] = [];
  let index = from;
  while (index < stop) {
    const code = text.charCodeAt(index);
    if (isGap(code) || code === 0x0d) {
      index += 1;
      continue;
    }
    if (code === quote) {
      const end = quoteEnd(text, index + 1, stop);
      fields.push(text.slice(index + 1, end));
      index = end + 1;
      continue;
    }
    if (code === openBracket) {
      const close = text.indexOf(']', index);
      const end = close < 0 || close > stop ? stop : close;
      // `[2001:db8::1]:443` is an address with its port, no bracketed field.
      if (text.charCodeAt(end + 1) !== colon) {
        fields.push(text.slice(index + 1, end));
        index = end + 1;
        continue;
      }
    }
    const start = index;
    while (index < stop && !isGap(text.charCodeAt(index))) index += 1;
    fields.push(text.slice(start, index));
  }
  return fields;
};
