/** What kind of stack trace is open; each has lines of its own that begin at the margin. */
export type TraceKind = 'none' | 'python' | 'go' | 'numbered' | 'thrown';

const space = 0x20;
const tab = 0x09;

/** Levels padded on the left begin a record of their own: ` INFO [main] 2024-05-03 11:20:14 ...`, ` WARN 12 --- [main] ...`. */
const paddedLevel = /^ {1,3}(?:INFO|WARN|ERROR|DEBUG|TRACE|FATAL) {1,2}[[\d]/;

/** So do lines that are set in as a whole and begin with day and clock: `    2024-05-03T11:20:14.551Z [INFO]  agent: started`. */
const paddedTime = /^[ \t]{1,8}\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d/;

const isIndented = (text: string): boolean =>
  (text.charCodeAt(0) === space && !paddedLevel.test(text) && !paddedTime.test(text)) ||
  (text.charCodeAt(0) === tab && !paddedTime.test(text));

/** `java.lang.Exception: text`, `ValueError: bad`, `Error: x`, `System.InvalidOperationException: …`. */
const throwable =
  /^(?:[A-Za-z_$][\w$]{0,60}[.:]{1,2}){0,12}[A-Z][\w$]{0,80}(?:Error|Exception|Exit|Interrupt|Warning|Failure|Throwable)\b(?:: |:$|$)/;
const margin =
  /^(?:\[(?:stacktrace|previous exception)\]|Caused by: |Suppressed: |Traceback \(most recent call last\):|During handling of the above|The above exception was the direct|Stack ?trace:|--- End of |\.{3} \d{1,5} more|Exception in thread )/i;
const goMargin =
  /^(?:goroutine \d{1,10} \[|created by |\[signal |exit status \d{1,3}$|[\w./*()-]{1,200}\(.{0,400}\)$|panic: |runtime\.|main\.)/;
/** PHP's frames, `#0 /app/a.php(3): main()`, and ClickHouse's, `0. /usr/bin/ch(...)`, below `Stack trace:`. */
const numberedFrame = /^#\d{1,5} |^\d{1,3}\. /;
/** ClickHouse's sentence before the frames. */
const framesFollow = 'always include the lines below):';
/** The rest of an object or array that a logger printed over several lines. */
const closing = /^"?[}\])]{1,4}[,;]?$/;

/** The kind of trace that a line opens, or `none`. */
export const opensTrace = (text: string): TraceKind => {
  if (text.includes('Traceback (most recent call last)')) return 'python';
  if (text.endsWith('Stack trace:') || text === '[stacktrace]' || text.trimEnd().endsWith(framesFollow))
    return 'numbered';
  if (text.startsWith('panic: ') || text.startsWith('fatal error: ') || text.startsWith('goroutine ')) return 'go';
  return 'none';
};

/** Patterns look at no more than this, in characters. */
const headLength = 600;

const headOf = (text: string): string => (text.length > headLength ? text.slice(0, headLength) : text);

/** The last line of a traceback: any class, since Python's need not end in `Error`. */
const pythonEnd = /^[A-Za-z_][\w.]{0,200}(?:: |:?$)/;

/** Whether the line ends an open Python traceback: at the margin, and no sentence that leads to a further one. */
export const endsTraceback = (text: string): boolean => !isIndented(text) && !margin.test(headOf(text));

/** First letters of `margin`, either case: others need no look. */
const marginStarts: ReadonlySet<number> = new Set([...'cCsStTdDeE-.['].map((letter) => letter.charCodeAt(0)));
const closers: ReadonlySet<number> = new Set([...'}])"'].map((sign) => sign.charCodeAt(0)));

const isLetter = (code: number): boolean => (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 0x5f;

/**
 * Whether a line goes on with the record before it: indented lines, causes, frames, and the margin lines of a Python or
 * Go trace that is open. Most lines are decided by their first character.
 */
export const continues = (text: string, open: TraceKind): boolean => {
  if (isIndented(text)) return true;
  const code = text.charCodeAt(0);
  if (closers.has(code) && text.length < 10 && closing.test(text.trimEnd())) return true;
  if (marginStarts.has(code) && margin.test(headOf(text))) return true;
  if (open === 'python') return isLetter(code) && pythonEnd.test(headOf(text));
  if (open === 'numbered') return numberedFrame.test(text);
  return open === 'go' && goMargin.test(headOf(text));
};

/** Elixir's, `** (RuntimeError) bad`. */
const raised = /^\*\* \((?:[A-Z][\w.]{0,80}|exit|throw)\) /;

/** Whether the line is an exception's own first line, which belongs to the header line before it. */
export const isThrowableLine = (text: string): boolean =>
  (isLetter(text.charCodeAt(0)) && throwable.test(headOf(text))) || (text.startsWith('** (') && raised.test(text));
