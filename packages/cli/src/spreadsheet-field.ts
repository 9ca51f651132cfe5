import { spreadsheetField } from '@bellwether/log-model';

/** An id, a time or a number as it is, so that it can be joined with the file it came from; anything else without what a spreadsheet calculates. */
export const joinableField = (text: string): string =>
  /^-?[\w.:][\w.: -]{0,255}$/.test(text) ? text : spreadsheetField(text);
