/**
 * Splits one CSV record, whose quoted fields may contain commas, line ends and doubled quotes (RFC 4180).
 *
 * @param maxFields  fields are counted up to this; the rest is left out
 */
export const splitCsv = (text: string, maxFields: number): readonly string[] => {
  const fields: string[] = [];
  let at = 0;
  while (at <= text.length && fields.length < maxFields) {
    if (text.charCodeAt(at) !== 0x22) {
      const comma = text.indexOf(',', at);
      const end = comma < 0 ? text.length : comma;
      fields.push(text.slice(at, end));
      at = end + 1;
      continue;
    }
    let close = text.indexOf('"', at + 1);
    while (close >= 0 && text.charCodeAt(close + 1) === 0x22) close = text.indexOf('"', close + 2);
    const end = close < 0 ? text.length : close;
    fields.push(text.slice(at + 1, end).replaceAll('""', '"'));
    at = end + 2;
  }
  return fields;
};
