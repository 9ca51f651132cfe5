/** Level words in use, lower case. Syslog, log4j, java.util.logging, python, glog, Serilog, .NET and database servers. */
const words: ReadonlySet<string> = new Set([
  'trace', 'trc', 'finest', 'finer', 'fine', 'verbose', 'vrb', 'debug', 'dbg', 'dbug', 'config', 'info', 'inf', 'information', 'informational',
  'notice', 'note', 'success', 'audit', 'warn', 'wrn', 'warning', 'error', 'err', 'eror', 'fail', 'failure', 'severe', 'critical', 'crit', 'fatal',
  'ftl', 'alert', 'panic', 'emerg', 'emergency',
]); // prettier-ignore

/** Spellings that most lines have, found without folding the case. */
const usual: ReadonlySet<string> = new Set([
  'INFO',
  'WARN',
  'ERROR',
  'DEBUG',
  'TRACE',
  'FATAL',
  'WARNING',
  'info',
  'warn',
  'error',
  'notice',
]);

/** Words that also begin sentences, so they are levels only where brackets or separators set them apart. */
const ambiguous: ReadonlySet<string> = new Set([
  'fine',
  'note',
  'success',
  'audit',
  'config',
  'fail',
  'alert',
  'information',
  'finer',
  'finest',
  'informational',
]);

const longest = 13;

export const isLevelWord = (word: string): boolean => {
  if (word.length < 3 || word.length > longest) return false;
  return usual.has(word) || words.has(word.toLowerCase());
};

export const isAmbiguousLevel = (word: string): boolean => ambiguous.has(word.toLowerCase());

/** One upper-case letter as Android, glog and MongoDB write the level. */
export const isLevelLetter = (code: number): boolean =>
  code === 0x44 || code === 0x45 || code === 0x46 || code === 0x49 || code === 0x54 || code === 0x56 || code === 0x57;
