/** What a stack trace comes to. */
export interface Trace {
  /** The exception with its message, as `KeyError: 'tracking_url_en'`. */
  readonly exception?: string;
  /** The first frame of the program's own code, as `/srv/shop/orders.py:83 in create`. */
  readonly frame?: string;
}

/** Lines of a trace that are looked at, from its beginning and its end. */
const maxLines = 120;
const maxLineLength = 500;

/** `ValueError: voucher not known`, `java.net.BindException: Address already in use`, `Error [ERR_X]: ...`, `MyError`. */
const exceptionLine =
  /^(?:Caused by: |Uncaught |Unhandled exception\. |Exception in thread "[^"]{0,80}" )?(?:[A-Za-z_$][\w$]{0,60}[.:]{1,2}){0,12}[A-Z][\w$]{0,80}(?:Error|Exception|Exit|Interrupt|Fault|Failure|Timeout|Violation|NotFound|Unavailable|Closed|Refused|Detected|Abort|Warning)(?: \[[\w-]{1,60}\])?(?::|$)/;
const pythonFrame = /^\s{0,8}File "([^"]{1,300})", line (\d{1,7})(?:, in (\S{1,120}))?/;
const nodeFrame =
  /^\s{0,12}at (?:async )?(?:([^\s(][^(]{0,120}) \()?((?:file:\/\/)?\/[^():]{1,300}|[A-Za-z]:\\[^():]{1,300}):(\d{1,7}):\d{1,7}\)?/;
const javaFrame =
  /^\s{0,12}at ((?:[\w$]{1,80}\.){1,12}[\w$<>]{1,80})\(([\w$-]{1,100}\.(?:java|kt|scala|groovy)):(\d{1,7})\)/;
const goFrame = /^\s{1,8}(\/[^\s:]{1,300}\.go):(\d{1,7})/;
const rubyFrame = /^\s{0,12}(?:from )?(\/[^\s:]{1,300}\.rb):(\d{1,7}):in [`']([^'`]{1,120})'/;

/** Code of a runtime, a framework or a library, which says where an error passed and not where it began. */
const foreign =
  /node_modules|node:internal|\/usr\/(?:local\/)?lib|site-packages|dist-packages|\/gems\/|<frozen |\/go\/pkg\/|\/golang\/|^(?:java|javax|jdk|sun|com\.sun|jakarta|kotlin|scala|org\.(?:springframework|apache|hibernate|eclipse|junit|jboss))\./;

const frameOf = (line: string): string | undefined => {
  const python = pythonFrame.exec(line);
  if (python)
    return foreign.test(python[1]!) ? undefined : `${python[1]}:${python[2]}${python[3] ? ` in ${python[3]}` : ''}`;
  const node = nodeFrame.exec(line);
  if (node) return foreign.test(node[2]!) ? undefined : `${node[2]}:${node[3]}${node[1] ? ` in ${node[1]}` : ''}`;
  const java = javaFrame.exec(line);
  if (java) return foreign.test(java[1]!) ? undefined : `${java[1]}(${java[2]}:${java[3]})`;
  const ruby = rubyFrame.exec(line);
  if (ruby) return foreign.test(ruby[1]!) ? undefined : `${ruby[1]}:${ruby[2]} in ${ruby[3]}`;
  const go = goFrame.exec(line);
  return go && !foreign.test(go[1]!) ? `${go[1]}:${go[2]}` : undefined;
};

/**
 * Reads a stack trace of Python, Node, Java, Go or Ruby: the exception that caused it, and the first own frame. Python puts the
 * newest call last; the others put it first.
 *
 * @param text  a message with its trace, or the trace; any text
 */
export const readTrace = (text: string): Trace => {
  if (!text.includes('\n') && !exceptionLine.test(text.slice(0, maxLineLength))) return {};
  const all = text.slice(0, 64_000).split('\n', 2_000);
  const lines = all.length <= maxLines ? all : [...all.slice(0, maxLines / 2), ...all.slice(-maxLines / 2)];
  let exception: string | undefined;
  let frame: string | undefined;
  for (const raw of lines) {
    const line = raw.slice(0, maxLineLength);
    const trimmed = line.trim();
    if (exceptionLine.test(trimmed)) {
      const isCause = trimmed.startsWith('Caused by: ');
      // The last cause of Java, the last line of Python; a first line stands until something below it explains it.
      exception = isCause ? trimmed.slice('Caused by: '.length) : trimmed;
      if (isCause) frame = undefined;
    }
    const found = frameOf(line);
    if (found !== undefined && (frame === undefined || pythonFrame.test(line))) frame = found;
  }
  return { ...(exception === undefined ? {} : { exception }), ...(frame === undefined ? {} : { frame }) };
};
