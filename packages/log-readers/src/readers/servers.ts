import type { AttributeSet } from '../fields/attribute-set.ts';
import { putNumber, putText } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import { splitHeader } from '../header/split-header.ts';
import { badShape } from '../outcome.ts';
import type { Reader } from '../reader.ts';
import { timestampAt } from '../time/timestamp.ts';

/** Redis writes the level as one sign. @see redis/src/server.c, serverLogRaw */
const redisLevels: Readonly<Record<string, string>> = { '.': 'debug', '-': 'verbose', '*': 'notice', '#': 'warning' };
/** `5092:M 30 May 12:57:24.231 * `, before 3.0 `[2932] 31 May 04:32:41 - `, at first `30 May 10:05:37 . `. */
const redisHead =
  /^(?:(\d{1,10}):([A-Z]) |\[(\d{1,10})\] )?(\d{2} [A-Z][a-z]{2} (?:\d{4} )?\d{2}:\d{2}:\d{2}(?:\.\d{3})?) ([.*#-]) /;
const redisRoles: Readonly<Record<string, string>> = { M: 'master', S: 'replica', C: 'child', X: 'sentinel' };

/** The log of Redis and Valkey. */
export const redisReader: Reader = {
  format: 'redis',
  dataset: 'application',
  recognise: (text) => (redisHead.test(text) ? 0.9 : 0),
  read(raw, context) {
    const match = redisHead.exec(raw.text);
    const time = match === null ? undefined : timestampAt(match[4]!, 0, context.receivedMs);
    if (match === null || time === undefined) return badShape('redis', 'header');
    const attributes: AttributeSet = {};
    putNumber(attributes, 'process.pid', match[1] ?? match[3]);
    putText(attributes, 'redis.log.role', redisRoles[match[2] ?? '']);
    return buildRecord(raw, {
      format: 'redis',
      dataset: context.dataset ?? 'application',
      message: raw.text.slice(match[0].length).trimEnd(),
      attributes,
      timestampMs: time.ms,
      level: redisLevels[match[5]!],
    });
  },
};

const natsLevels: Readonly<Record<string, string>> = {
  INF: 'info',
  WRN: 'warning',
  ERR: 'error',
  FTL: 'fatal',
  DBG: 'debug',
  TRC: 'trace',
};
const natsHead = /^\[(\d{1,10})\] (\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d\.\d{6}) \[(INF|WRN|ERR|FTL|DBG|TRC)\] /;

/** The log of the NATS server. */
export const natsReader: Reader = {
  format: 'nats',
  dataset: 'application',
  recognise: (text) => (natsHead.test(text) ? 0.9 : 0),
  read(raw, context) {
    const match = natsHead.exec(raw.text);
    const time = match === null ? undefined : timestampAt(match[2]!, 0, context.receivedMs);
    if (match === null || time === undefined) return badShape('nats', 'header');
    return buildRecord(raw, {
      format: 'nats',
      dataset: context.dataset ?? 'application',
      message: raw.text.slice(match[0].length).trimEnd(),
      attributes: { 'process.pid': Number(match[1]) },
      timestampMs: time.ms,
      level: natsLevels[match[3]!],
    });
  },
};

const kafkaHead = /^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}\] (?:TRACE|DEBUG|INFO|WARN|ERROR|FATAL) /;
/** log4j's `(%c)` at the end: a dotted class in parentheses. */
const kafkaClass =
  / ?\(((?:[A-Za-z_][\w$]{0,60}\.){1,12}[A-Za-z_][\w$-]{0,100}|[a-z]{1,40}\.[\w.$-]{1,120}|state\.change\.logger)\)$/;

/** Kafka and its kin: the logger stands in parentheses after the message. */
export const kafkaReader: Reader = {
  format: 'kafka',
  dataset: 'application',
  recognise: (text) => (kafkaHead.test(text) ? 0.8 : 0),
  read(raw, context) {
    const header = kafkaHead.test(raw.text) ? splitHeader(raw.text, context.receivedMs) : undefined;
    if (header === undefined) return badShape('kafka', 'header');
    const attributes: AttributeSet = {};
    putText(attributes, 'kafka.log.component', header.thread);
    const lineEnd = raw.text.indexOf('\n');
    const firstLine = lineEnd < 0 ? raw.text : raw.text.slice(0, lineEnd);
    const body = firstLine.slice(header.end).trimEnd();
    const owner = kafkaClass.exec(body.slice(-200));
    putText(attributes, 'log.logger', owner?.[1] ?? header.logger);
    const message = owner === null ? body : body.slice(0, body.length - owner[0].length);
    return buildRecord(raw, {
      format: 'kafka',
      dataset: context.dataset ?? 'application',
      message: lineEnd < 0 ? message : `${message}${raw.text.slice(lineEnd).trimEnd()}`,
      attributes,
      timestampMs: header.timestampMs,
      level: header.level,
    });
  },
};
