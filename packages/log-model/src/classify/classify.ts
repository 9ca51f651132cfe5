import type { Severity } from '@bellwether/log-events';
import { categoryOf } from './category.ts';
import type { Classifiable, Classification } from './classification.ts';
import { severityOfHead } from './head.ts';
import { severityOfLevel } from './level.ts';
import { platformSeverity } from './platform.ts';
import { readLength, scanText, type TextScan } from './scan-text.ts';
import { withoutSql } from './sql-text.ts';
import { severityOfStatus } from './status.ts';
import { severityOfWords } from './words.ts';

type SeverityGuess = Pick<Classification, 'severity' | 'confidenceScore'>;

const rank: Readonly<Record<Severity, number>> = { CRITICAL: 5, ERROR: 4, WARNING: 3, INFO: 2, DEBUG: 1, TRACE: 0 };

/** The record as its severity is read: without the statements of a database in it, where its words could say anything at all. */
const withoutStatements = (record: Classifiable, scan: TextScan): Classifiable => {
  if (!scan.mayBePlatform && !scan.hasSeverityWord) return record;
  const read = record.message.slice(0, readLength);
  const message = withoutSql(read);
  return message === read ? record : { ...record, message };
};

const guessSeverity = (whole: Classifiable, scan: TextScan): SeverityGuess => {
  const record = withoutStatements(whole, scan);
  const level = record.level === undefined ? undefined : severityOfLevel(record.level, record.format);
  const platform = scan.mayBePlatform ? platformSeverity(record.message, record.attributes) : undefined;
  if (level) {
    const isWorse = platform !== undefined && rank[level] < rank.ERROR && rank[platform] > rank[level];
    return isWorse ? { severity: platform, confidenceScore: 0.9 } : { severity: level, confidenceScore: 1 };
  }
  if (platform) return { severity: platform, confidenceScore: 0.95 };
  // The answer to a request says how it went.
  if (record.attributes['http.response.status_code'] !== undefined)
    return { severity: severityOfStatus(record.attributes, '', false) ?? 'INFO', confidenceScore: 0.85 };
  const head = scan.mayHaveLevel ? severityOfHead(record.message) : undefined;
  if (head) return { severity: head, confidenceScore: 0.9 };
  const status = severityOfStatus(record.attributes, record.message, scan.mayHaveStatus);
  const words = scan.hasSeverityWord ? severityOfWords(record.message) : undefined;
  if (status && (!words || rank[status] >= rank[words])) return { severity: status, confidenceScore: 0.85 };
  if (words) return { severity: words, confidenceScore: words === 'WARNING' ? 0.6 : 0.75 };
  return { severity: 'INFO', confidenceScore: 0.5 };
};

/**
 * How severe a record is and what it is about.
 *
 * The level a logger wrote is believed, unless it is below ERROR and the text is an unmistakable message of the platform
 * that says something broke (`platform.ts`). Without a level: the platform's message, then the status of a request where the
 * record has one, then a level word at the head of the text, then a status in the text and words in context, of which the more
 * severe wins. What a client chooses (addresses, queries, user agents) and statements of SQL say nothing. Nothing said is INFO, at 0.5.
 */
export const classify = (record: Classifiable): Classification => {
  const scan = scanText(record.message);
  const { severity, confidenceScore } = guessSeverity(record, scan);
  return { severity, category: categoryOf(record, severity, scan), confidenceScore };
};

/**
 * What a line's numbers are replaced with, to see whether they change its classification: nothing special, zeros, statuses, and numbers so
 * long that what follows them is out of sight. A failure word is armed or disarmed by its own neighbours alone and the severest
 * wins, so when none of these makes a difference, no mixture does.
 */
const probes: readonly string[] = ['7', '0', '503', '7'.repeat(64)];

const withNumbers = (record: Classifiable, probe: string): string => record.message.replace(/\d+/g, probe);

/** True when a platform message in the text is one with some numbers only, such as `killed by signal 9`. */
const isPlatformByNumbers = (record: Classifiable): boolean => {
  const found = probes.map((probe) => platformSeverity(withNumbers(record, probe), record.attributes));
  return found.some((severity) => severity !== found[0]);
};

/** True when the numbers in a record's message, whatever they are, do not change what it is. */
const isByWordsAlone = (record: Classifiable, { severity, category }: Classification): boolean =>
  probes.every((probe) => {
    const probed = classify({ ...record, message: withNumbers(record, probe) });
    return probed.severity === severity && probed.category === category;
  });

/**
 * What about a record's numbers could change its severity or category, in another record with the same words:
 * nothing, an HTTP status, a status or a count (`0 errors`), or anything.
 */
export type NumberDependence = 'none' | 'status' | 'status_or_count' | 'any';

/**
 * How far the classification of a record depends on the numbers in its message. For callers that classify records with the same
 * words once.
 *
 * @param found  what `classify` gave for the record
 */
export const dependsOnNumbers = (record: Classifiable, found: Classification): NumberDependence => {
  if (isByWordsAlone(record, found)) return 'none';
  const scan = scanText(record.message);
  // These platform messages bound what stands between two words, so the length of a number in there counts.
  if (scan.mayBePlatform && (/oom|uncaught/i.test(record.message) || isPlatformByNumbers(record))) return 'any';
  if (record.level !== undefined && severityOfLevel(record.level, record.format)) return 'none';
  if (scan.mayHaveLevel) return 'any';
  return scan.hasSeverityWord ? 'status_or_count' : 'status';
};
