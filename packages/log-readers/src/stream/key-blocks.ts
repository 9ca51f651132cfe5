import type { ReadRecord } from '@bellwether/log-events';

/**
 * A private key whose BEGIN a stream has read, and whose END it has not.
 *
 * @example after the BEGIN and two lines of a key in a file
 * { lines: 2, sinceMs: Date.UTC(2026, 0, 15, 12), hasBody: true }
 */
export interface OpenKey {
  /** Records since its BEGIN; integer. */
  readonly lines: number;
  /** Event time of its BEGIN, epoch milliseconds UTC. */
  readonly sinceMs?: number;
  /** Whether a line of its body was seen, which its last and shorter line needs before it. */
  readonly hasBody: boolean;
}

/** Records, and milliseconds of event time, after which a key that never ends is given up. */
export const maxKeyLines = 200;
export const maxKeyMs = 60_000;

const begin = /-----BEGIN [A-Z0-9 ]{0,32}PRIVATE KEY(?: BLOCK)?-----|PuTTY-User-Key-File-\d: /g;
const end = /-----END [A-Z0-9 ]{0,32}PRIVATE KEY(?: BLOCK)?-----|Private-(?:MAC|Hash): ?[0-9a-f]{40,64}/g;
/** What a key has between its BEGIN and its body; it says nothing secret, and the key goes on after it. */
const header =
  /^(?:Proc-Type|DEK-Info|Version|Comment|Hash|Charset|MessageID|Encryption|Public-Lines|Private-Lines|Key-Derivation|Argon2-[A-Za-z]{1,20}): .{0,200}$/;
const macLine = /^Private-(?:MAC|Hash): ?[0-9a-f]{40,64}$/;
const fullLine = /^[A-Za-z0-9+/]{48,4096}={0,2}$/;
const lastLine = /^[A-Za-z0-9+/]{0,76}={1,2}$|^[A-Za-z0-9+/]{4,76}$|^=[A-Za-z0-9+/]{4}$/;

/** Words and digests have letters of one case, or no digit; Base64 of a key has both cases and a digit or a sign. */
const isMixed = (text: string): boolean => /[a-z]/.test(text) && /[A-Z]/.test(text) && /[0-9+/]/.test(text);

type LineKind = 'body' | 'last' | 'header' | 'other';

const kindOf = (text: string, hasBody: boolean): LineKind => {
  const line = text.trim();
  if (line === '' || header.test(line)) return 'header';
  if (macLine.test(line)) return 'last';
  if (fullLine.test(line) && isMixed(line)) return 'body';
  if (hasBody && lastLine.test(line) && (line.includes('=') || (line.length % 4 === 0 && isMixed(line)))) return 'last';
  return 'other';
};

const lastIndexOf = (pattern: RegExp, text: string): number => {
  let last = -1;
  for (const { index } of text.matchAll(pattern)) last = index;
  return last;
};

/** Whether a text may begin or end a key: asked of every line, so it looks for two words alone. */
export const mayHoldKey = (text: string): boolean =>
  text.includes('PRIVATE KEY') || text.includes('PuTTY-User-Key-File');

/**
 * Takes the next record of a stream in which a key may be open. A key covers lines of its body alone: it ends at its END, at the first line
 * that is not part of a key, and at its bounds, so a BEGIN that anybody wrote hides no line that says something.
 *
 * @returns the key that is open afterwards, and whether the record's message is a part of one
 */
export const nextKey = (
  open: OpenKey | undefined,
  { message, timestampMs }: Pick<ReadRecord, 'message' | 'timestampMs'>,
): { readonly open: OpenKey | undefined; readonly isKeyBody: boolean } => {
  const beganAt = lastIndexOf(begin, message);
  const isOver =
    open !== undefined &&
    (open.lines >= maxKeyLines ||
      (open.sinceMs !== undefined && timestampMs !== undefined && Math.abs(timestampMs - open.sinceMs) > maxKeyMs));
  let [next, isKeyBody] = [isOver ? undefined : open, false];
  if (next !== undefined) {
    const [first] = message.matchAll(end);
    const isEnd = first !== undefined;
    const inKey = isEnd && !first[0].startsWith('Private') ? message.slice(0, first.index) : message;
    let { hasBody, lines } = next;
    let isOfKey = true;
    for (const line of inKey.split('\n', maxKeyLines)) {
      const kind = kindOf(line, hasBody);
      if (kind === 'other') isOfKey = false;
      if (kind === 'body' || kind === 'last') isKeyBody = true;
      hasBody ||= kind === 'body';
    }
    isKeyBody &&= isOfKey;
    lines += 1;
    next = isOfKey && !isEnd ? { ...next, lines, hasBody } : undefined;
  }
  if (beganAt >= 0 && beganAt > lastIndexOf(end, message))
    next = { lines: 0, hasBody: false, ...(timestampMs === undefined ? {} : { sinceMs: timestampMs }) };
  return { open: next, isKeyBody };
};

/** Widths of the lines of a key, in characters: PEM and PGP, OpenSSH. */
const keyWidths: ReadonlySet<number> = new Set([64, 70]);
const longRun = /[A-Za-z0-9+/]{48}/;

/**
 * Whether a text may be inside a key that an earlier delivery began: asked of the first line of a delivery, so it looks for Base64 alone. A
 * last and short line counts where END follows, which only the next line would say.
 */
export const mayContinueKey = (text: string): boolean => longRun.test(text) || lastLine.test(text.trim());

/**
 * What the first records of a delivery say about a key that an earlier one began: `'open'` while all are lines of its body and no END has
 * come, `'key'` at its END, `'none'` at a record that is not of a key.
 */
export class CutKey {
  #width: number | undefined;
  #isOneWidth = true;

  take(message: string): 'open' | 'key' | 'none' {
    const [first] = message.matchAll(end);
    const isEnd = first !== undefined;
    const inKey = isEnd && !first[0].startsWith('Private') ? message.slice(0, first.index) : message;
    for (const line of inKey.split('\n', maxKeyLines)) {
      const kind = kindOf(line, true);
      if (kind === 'other') return 'none';
      if (kind === 'body') this.#note(line.trim().length);
      if (kind === 'last' && !isEnd) this.#isOneWidth &&= this.#width !== undefined;
    }
    return isEnd ? 'key' : 'open';
  }

  /** Whether the records, which go on to the end of the delivery, are the middle of a key: full lines of one width that keys have. */
  get isMiddle(): boolean {
    return this.#isOneWidth && this.#width !== undefined;
  }

  #note(width: number): void {
    if (!keyWidths.has(width) || (this.#width !== undefined && this.#width !== width)) this.#isOneWidth = false;
    this.#width = width;
  }
}
