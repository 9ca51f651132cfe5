/**
 * What stands before a line's message, in whatever order the program writes it. All fields exist from the beginning: an
 * object that grows in a different order for each layout is several times as slow to read.
 */
export interface Header {
  timestampMs: number | undefined;
  level: string | undefined;
  pid: number | undefined;
  tid: number | undefined;
  thread: string | undefined;
  logger: string | undefined;
  /** Index where the message begins. */
  end: number;
}

/** A splitter's state over one line. `end` is the last place where the header was certain. */
export interface Scan {
  readonly text: string;
  readonly receivedMs: number;
  readonly header: Header;
  at: number;
  /** Integers seen since the last certain part. */
  integers: number[];
  /** Words passed over before the time: the header is a row of columns. */
  columns: number;
  groups: number;
  groupsSinceLevel: number;
  /** The logger was named without a colon, so a context in brackets may still follow. */
  isLoggerOpen: boolean;
  /** Brackets seen behind Spring Boot's `---`. */
  ruledGroups: number;
  isDone: boolean;
}

/** Makes everything up to `end` header; the integers before it are process and thread. */
export const commit = (scan: Scan, end: number): void => {
  const { header, integers } = scan;
  for (const value of integers) {
    if (header.pid === undefined) header.pid = value;
    else header.tid ??= value;
  }
  if (integers.length > 0) scan.integers = [];
  scan.at = end;
  header.end = end;
};

export const takeLevel = (scan: Scan, word: string, end: number): void => {
  scan.header.level = word;
  scan.groupsSinceLevel = 0;
  commit(scan, end);
};
