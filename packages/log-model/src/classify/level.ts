import type { Severity } from '@bellwether/log-events';

/**
 * Level words of the loggers in use: syslog, log4j, java.util.logging, Python, pino, bunyan, winston, klog, logcat,
 * NATS, Erlang, PostgreSQL, MySQL, MongoDB, Windows events.
 *
 * Decisions: a syslog `notice` and what PostgreSQL adds to a message (`DETAIL`, `HINT`, `STATEMENT` ...) are INFO;
 * `alert`, `emerg`, `panic` and `fatal` are CRITICAL; java.util.logging's `SEVERE` is ERROR and its `CONFIG` DEBUG, in German,
 * French, Spanish, Italian and Portuguese too (`GRAVE` and `SCHWERWIEGEND` are `SEVERE`).
 */
const wordsOf: Readonly<Record<Severity, string>> = {
  CRITICAL:
    'critical crit fatal fata ftl emergency emerg alert panic pani dpanic kritisch critico crítico f c a fatale critique alerte alerta',
  ERROR: 'error erro err eror severe failure fail schwerwiegend fehler grave erreur errore e',
  WARNING: 'warning warn wrn warnung avertissement attention advertencia aviso avviso avvertenza attenzione w',
  INFO: 'information informational info inf notice note log system statement detail hint location context query success audit información informacion informazioni informações infos i n',
  DEBUG: 'debug debu dbg dbug config fine fein verbose verb vrb d',
  TRACE: 'trace trac trc finer feiner finest silly all v t',
};

const severityOfWord: ReadonlyMap<string, Severity> = new Map(
  (Object.entries(wordsOf) as [Severity, string][]).flatMap(([severity, words]) =>
    words.split(' ').map((word): [string, Severity] => [word, severity]),
  ),
);

/** Redis writes its level as one mark. @see https://redis.io/docs/latest/operate/oss_and_stack/management/debugging/ */
const severityOfMark: Readonly<Record<string, Severity>> = { '.': 'DEBUG', '-': 'DEBUG', '*': 'INFO', '#': 'WARNING' };

/** Syslog severities 0 (emergency) to 7 (debug). @see RFC 5424, section 6.2.1 */
const syslogSeverities: readonly Severity[] = [
  'CRITICAL',
  'CRITICAL',
  'CRITICAL',
  'ERROR',
  'WARNING',
  'INFO',
  'INFO',
  'DEBUG',
];

/** Windows event levels 1 (critical) to 5 (verbose); 0 means "always logged". */
const windowsSeverities: readonly Severity[] = ['INFO', 'CRITICAL', 'ERROR', 'WARNING', 'INFO', 'DEBUG'];

const severityOfNumber = (value: number, format: string): Severity | undefined => {
  if (/otel|opentelemetry|otlp/.test(format)) {
    return (['TRACE', 'DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL'] as const)[Math.floor((value - 1) / 4)];
  }
  if (/windows|winlog/.test(format)) return windowsSeverities[value];
  if (value < 8) return syslogSeverities[value];
  // pino and bunyan count 10 (trace) to 60 (fatal), Python 10 (debug) to 50 (critical); both call 30 and 40 the same but one.
  if (value < 10) return undefined;
  if (value >= 60) return 'CRITICAL';
  return (['TRACE', 'DEBUG', 'INFO', 'WARNING', 'ERROR'] as const)[Math.floor(value / 10) - 1];
};

/**
 * Reads a level as a logger wrote it: a word in any case (`WARN`, `core:notice`, `local0.err`, `[ERROR]`, `trace3`), a
 * number (pino, bunyan, syslog, OpenTelemetry), a syslog priority (`<13>`) or a Redis mark.
 *
 * @param format  name of the record's format; decides the scale of a numeric level
 * @returns undefined when the level is of no known logger
 */
export const severityOfLevel = (level: string, format = ''): Severity | undefined => {
  const trimmed = level.trim();
  if (trimmed === '' || trimmed.length > 40) return undefined;
  const mark = Object.hasOwn(severityOfMark, trimmed) ? severityOfMark[trimmed] : undefined;
  if (mark) return mark;
  const known = severityOfWord.get(trimmed.toLowerCase());
  if (known) return known;
  const priority = /^<(\d{1,3})>$/.exec(trimmed)?.[1];
  if (priority !== undefined) return syslogSeverities[Number(priority) % 8];
  if (/^\d{1,2}$/.test(trimmed)) return severityOfNumber(Number(trimmed), format);
  // The last part of `facility.level` or `module:level`, without brackets and without the number of `debug5`.
  const word = /([a-z]{1,24})\d?[^a-z0-9]{0,3}$/.exec(trimmed.toLowerCase())?.[1];
  return word === undefined ? undefined : severityOfWord.get(word);
};
