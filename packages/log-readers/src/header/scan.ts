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
  /** What else stood before the message: contexts, columns without a name of their own, words before the level. */
  context: string[];
  /** Index where the message begins. */
  end: number;
  /** What closes the message at the end of the text and is not part of it, `>` or `"`; empty for most layouts. */
  closing: string;
}

/** A splitter's state over one line. `end` is the last index at which the header was certain. */
export interface Scan {
  readonly text: string;
  readonly receivedMs: number;
  readonly header: Header;
  at: number;
  /** Integers seen since the last certain part. */
  integers: number[];
  /** Words passed over since the last certain part; header once something certain follows. */
  passed: string[];
  /** Words passed over before the time: the header is a row of columns. */
  columns: number;
  groups: number;
  groupsSinceLevel: number;
  /** The logger was named without a colon, so a context in brackets may still follow. */
  isLoggerOpen: boolean;
  /** Brackets seen after Spring Boot's `---`. */
  ruledGroups: number;
  /** Where a level was found ahead, in columns; -1 when none was looked for or found. */
  levelAt: number;
  isDone: boolean;
}

const pidPair = /^(?:pid|process)=(\d{1,10})$/;
const hexThread = /^(?:0x|(?=\d{0,15}[a-f]))[0-9a-f]{6,16}$/;

/** `pid=12` and a thread's number in hexadecimal have fields of their own; all other words stay together. */
const takePassed = ({ header, passed }: Scan): void => {
  for (const word of passed) {
    const pid = pidPair.exec(word)?.[1];
    if (pid !== undefined && header.pid === undefined) header.pid = Number(pid);
    else if (header.thread === undefined && hexThread.test(word)) header.thread = word;
    else header.context.push(word);
  }
};

/** Names the logger, or keeps the word beside the one that is named already. */
export const putLogger = ({ header }: Pick<Scan, 'header'>, word: string): void => {
  if (header.logger === undefined) header.logger = word;
  else header.context.push(word);
};

/** Makes everything up to `end` header; the integers before it are process and thread. */
export const commit = (scan: Scan, end: number): void => {
  const { header, integers } = scan;
  for (const value of integers) {
    if (header.pid === undefined) header.pid = value;
    else if (header.tid === undefined) header.tid = value;
    else header.context.push(String(value));
  }
  if (integers.length > 0) scan.integers = [];
  if (scan.passed.length > 0) {
    takePassed(scan);
    scan.passed = [];
  }
  scan.at = end;
  header.end = end;
};

export const takeLevel = (scan: Scan, word: string, end: number): void => {
  scan.header.level = word;
  scan.groupsSinceLevel = 0;
  commit(scan, end);
};
