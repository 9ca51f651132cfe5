import { DocumentScan } from './document-scan.ts';
import { createRecordSplitter } from './split-records.ts';

/** An object with a key, or an array of objects. */
const opening = /^\s{0,64}(?:\{\s{0,64}"|\[\s{0,64}\{)/;
const lineKey = /"(?:message|msg|level|severity|log|time|timestamp|@timestamp)"\s{0,8}:/;

/** Whether the lines that are whole could begin a JSON document; what follows the document's end is not asked. */
const couldBeJson = (head: Uint8Array): boolean => {
  const lines = new TextDecoder('latin1').decode(head).split('\n').slice(0, -1);
  const scan = new DocumentScan();
  for (const line of lines) {
    const state = scan.take(line);
    if (state !== 'open') return state === 'whole';
  }
  return true;
};

/**
 * Whether bytes that begin with a document too long for its line, or printed over several lines, begin a list of records:
 * `{"Records":[...]}`, `{"configurationItems":[...]}` or an array of objects.
 *
 * @param head  the first bytes of the document, without a byte order mark
 */
export const beginsContainer = (head: Uint8Array): boolean => {
  const text = new TextDecoder('latin1').decode(head.subarray(0, 256));
  if (!opening.test(text) || !couldBeJson(head)) return false;
  const splitter = createRecordSplitter({ isSingle: true });
  splitter.push(head);
  if (splitter.documentKind === 'array') return true;
  if (splitter.documentKind !== 'cloudtrail' && splitter.documentKind !== 'config') return false;
  const before = text.slice(0, text.search(/"(?:Records|configurationItems)"/));
  return !lineKey.test(before);
};
