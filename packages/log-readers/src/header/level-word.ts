/**
 * Level words in use, lower case. Syslog, log4j, java.util.logging, python, glog, Serilog, .NET, logrus and database servers, and
 * java.util.logging's in German, French, Spanish, Italian and Portuguese.
 *
 * @see https://github.com/openjdk/jdk/tree/master/src/java.logging/share/classes/sun/util/logging/resources
 */
const words: ReadonlySet<string> = new Set([
  'trace', 'trac', 'trc', 'finest', 'finer', 'fine', 'verbose', 'verb', 'vrb', 'debug', 'debu', 'dbg', 'dbug', 'config', 'info', 'inf', 'information',
  'informational', 'notice', 'note', 'success', 'audit', 'warn', 'wrn', 'warning', 'error', 'erro', 'err', 'eror', 'fail', 'failure', 'severe', 'critical',
  'crit', 'fatal', 'fata', 'ftl', 'alert', 'panic', 'pani', 'emerg', 'emergency',
  'schwerwiegend', 'warnung', 'fehler', 'kritisch', 'grave', 'avertissement', 'attention', 'erreur', 'advertencia', 'aviso', 'información', 'informacion',
  'informazioni', 'avvertenza', 'attenzione', 'errore', 'erro', 'informações', 'infos', 'critico', 'crítico', 'feiner', 'fein',
  'avviso', 'fatale', 'critique', 'alerte', 'alerta',
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
  'grave',
  'attention',
  'aviso',
  'avviso',
  'alerte',
  'alerta',
  'critique',
  'verb',
  'infos',
  'fein',
  'feiner',
]);

/** Of these, those that no sentence begins with when they are written in capitals. */
const plainInCapitals: ReadonlySet<string> = new Set(['AVISO', 'AVVISO', 'GRAVE', 'ALERTE', 'ALERTA', 'CRITIQUE']);

const maxLevelLength = 14;

export const isLevelWord = (word: string): boolean => {
  if (word.length < 3 || word.length > maxLevelLength) return false;
  return usual.has(word) || words.has(word.toLowerCase());
};

export const isAmbiguousLevel = (word: string): boolean =>
  ambiguous.has(word.toLowerCase()) && !plainInCapitals.has(word);

/** One upper-case letter as Android, glog and MongoDB write the level. */
export const isLevelLetter = (code: number): boolean =>
  code === 0x44 || code === 0x45 || code === 0x46 || code === 0x49 || code === 0x54 || code === 0x56 || code === 0x57;
