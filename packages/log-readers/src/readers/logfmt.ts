import type { AttributeSet } from '../fields/attribute-set.ts';
import { putNumber, putText } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import { isEcsName, putScalar } from '../fields/ecs.ts';
import { keyValues, pairMap } from '../fields/key-values.ts';
import { outcomeOfWord } from '../fields/outcome-word.ts';
import { badShape } from '../outcome.ts';
import type { Reader } from '../reader.ts';
import { parseTime } from '../time/timestamp.ts';

const format = 'logfmt';

const first = (pairs: ReadonlyMap<string, string>, ...keys: readonly string[]): string | undefined => {
  for (const key of keys) {
    const value = pairs.get(key);
    if (value !== undefined && value !== '') return value;
  }
  return undefined;
};

/** Keys that have a field of their own below; all others stand under `labels.`. */
const known: ReadonlySet<string> = new Set(
  'time ts timestamp t level lvl severity msg message logger component caller pid host hostname err error'.split(' '),
);

const shape = /^(?:time|ts|timestamp|t|level|lvl|severity|msg|message|at|[a-z_][\w.]{0,30})=\S/;
const telling = /(?:^|\s)(?:level|lvl|msg|message|severity)=/;

/** Lines of `key=value` pairs: logrus, go-kit, Heroku, Grafana, aws-iam-authenticator. */
export const logfmtReader: Reader = {
  format,
  dataset: 'application',
  recognise(text) {
    if (!shape.test(text)) return 0;
    return telling.test(text.slice(0, 2000)) ? 0.7 : 0;
  },
  read(raw, context) {
    const list = keyValues(raw.text);
    const pairs = pairMap(list);
    const message = first(pairs, 'msg', 'message');
    const level = first(pairs, 'level', 'lvl', 'severity');
    if (list.length === 0 || (message === undefined && level === undefined)) return badShape(format, 'msg');
    const attributes: AttributeSet = {};
    putText(attributes, 'log.logger', first(pairs, 'logger', 'component', 'caller'));
    putNumber(attributes, 'process.pid', first(pairs, 'pid'));
    putText(attributes, 'host.hostname', first(pairs, 'hostname', 'host'));
    putText(attributes, 'error.message', first(pairs, 'err', 'error'));
    for (const { key, value } of list) {
      if (known.has(key)) continue;
      putScalar(attributes, isEcsName(key) ? key : `labels.${key}`, value);
    }
    // What EKS's authenticator says of an identity that asked to be let in.
    if (pairs.get('arn')?.startsWith('arn:') === true) {
      attributes['user.id'] = pairs.get('arn')!;
      const outcome = /^access (?:denied|granted)$/.test(message ?? '') ? outcomeOfWord(message) : undefined;
      if (outcome !== undefined) attributes['event.outcome'] = outcome;
    }
    return buildRecord(raw, {
      format,
      dataset: context.dataset ?? 'application',
      message: message ?? raw.text.trim(),
      attributes,
      timestampMs: parseTime(first(pairs, 'time', 'ts', 'timestamp', 't'), context.receivedMs),
      level,
    });
  },
};
