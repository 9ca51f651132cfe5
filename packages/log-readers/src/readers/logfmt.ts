import type { AttributeSet } from '../fields/attribute-set.ts';
import { putAddress, putNumber, putText } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import { isEcsName, putScalar } from '../fields/ecs.ts';
import { putStatus } from '../fields/http.ts';
import { keyValues, pairMap } from '../fields/key-values.ts';
import { outcomeOfWord } from '../fields/outcome-word.ts';
import { badShape } from '../outcome.ts';
import type { Reader } from '../reader.ts';
import { joinedTime } from '../time/joined-time.ts';
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

const bareDate = /(?:^|\s)(?:time|ts|timestamp|date)=(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)/;

/** The line's time: one pair, a day and a clock in two (FortiGate), or an unquoted value with a space in it. */
const timeOf = (text: string, pairs: ReadonlyMap<string, string>, receivedMs: number): number | undefined => {
  const value = first(pairs, 'time', 'ts', 'timestamp', 't');
  const joined = joinedTime(first(pairs, 'date', 'day'), value, first(pairs, 'tz', 'timezone'), receivedMs);
  return joined ?? parseTime(bareDate.exec(text.slice(0, 400))?.[1] ?? value, receivedMs);
};

const shape = /^(?:time|ts|timestamp|t|level|lvl|severity|msg|message|at|[a-z_][\w.]{0,30})=\S/;
/** Three pairs and nothing else before them. */
const manyPairs = /^(?:[a-z_][\w.]{0,30}=(?:"[^"\n]{0,400}"|[^\s"]{1,400}) ){2,2}[a-z_][\w.]{0,30}=\S/;
const usualKey = /(?:^|\s)(?:level|lvl|msg|message|severity)=/;

/** Addresses, ports and the request, by the names that firewalls and routers give them. */
const putEndpoints = (attributes: AttributeSet, pairs: ReadonlyMap<string, string>): void => {
  // A client may send a list of its own; the router adds the address that it saw after it.
  const forwarded = first(pairs, 'fwd')?.split(',').at(-1)?.trim();
  putAddress(attributes, 'source', first(pairs, 'srcip', 'src_ip', 'remip', 'client_ip') ?? forwarded);
  putNumber(attributes, 'source.port', first(pairs, 'srcport', 'src_port'));
  putAddress(attributes, 'destination', first(pairs, 'dstip', 'dst_ip'));
  putNumber(attributes, 'destination.port', first(pairs, 'dstport', 'dst_port'));
  const method = first(pairs, 'method');
  if (method !== undefined && /^[A-Z]{3,10}$/.test(method)) {
    attributes['http.request.method'] = method;
    putText(attributes, 'url.original', first(pairs, 'path', 'uri', 'url'));
    if (/^[1-5]\d\d$/.test(first(pairs, 'status') ?? '')) putStatus(attributes, first(pairs, 'status'));
  }
};

/** Lines of `key=value` pairs: logrus, go-kit, Heroku, Grafana, aws-iam-authenticator. */
export const logfmtReader: Reader = {
  format,
  dataset: 'application',
  recognise(text) {
    if (!shape.test(text)) return 0;
    return usualKey.test(text.slice(0, 2000)) || manyPairs.test(text) ? 0.7 : 0;
  },
  read(raw, context) {
    const list = keyValues(raw.text);
    const pairs = pairMap(list);
    const message = first(pairs, 'msg', 'message');
    const level = first(pairs, 'level', 'lvl', 'severity');
    if (list.length < 3 && message === undefined && level === undefined) return badShape(format, 'msg');
    const attributes: AttributeSet = {};
    putText(attributes, 'log.logger', first(pairs, 'logger', 'component', 'caller'));
    putNumber(attributes, 'process.pid', first(pairs, 'pid'));
    putText(attributes, 'host.hostname', first(pairs, 'hostname', 'host'));
    putText(attributes, 'error.message', first(pairs, 'err', 'error'));
    putEndpoints(attributes, pairs);
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
      timestampMs: timeOf(raw.text, pairs, context.receivedMs),
      level,
    });
  },
};
