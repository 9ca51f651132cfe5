import type { AttributeSet } from '../fields/attribute-set.ts';
import { isIp, putAddress, putEndpoint, putText } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import { splitHeader } from '../header/split-header.ts';
import { putRequest } from '../fields/http.ts';
import { badShape } from '../outcome.ts';
import type { Reader } from '../reader.ts';
import { timestampAt } from '../time/timestamp.ts';

const format = 'web-error';

const apache = /^\[(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2}/;
const nginx = /^\d{4}\/\d{2}\/\d{2} \d{2}:\d{2}:\d{2} \[([a-z]{3,6})\] (\d{1,10})#(\d{1,10}): (?:\*\d{1,20} )?/;

/** `[client 10.0.0.1:53124] ` before Apache's message; older versions leave the port out. */
const client = /^\[(?:client|remote) ([^\]\s]{1,80})\] ?/;

/** The same after an operating system's error, `(111)Connection refused: [client …] `, or the location in Apache's source code. */
const clientBehind = /^(?:\(\d{1,5}\)[^[\]]{1,120}: |[\w.]{1,40}\(\d{1,6}\): )\[client ([^\]\s]{1,80})\] /;
/** The bracket of module and level, right after the time's. */
const traceLevel = /^\[[^\]]{10,40}\] \[([\w-]{1,40}):(trace[1-8])\] /;

const putNginx = (attributes: AttributeSet, message: string): void => {
  putAddress(attributes, 'source', /, client: ([^,\s]{1,80})/.exec(message)?.[1]);
  putText(attributes, 'url.domain', /, host: "([^"]{1,255})"/.exec(message)?.[1]);
  putRequest(attributes, /, request: "([^"]{1,2000})"/.exec(message)?.[1]);
};

/** Error logs of Apache and nginx. */
export const webErrorReader: Reader = {
  format,
  dataset: 'application',
  recognise: (text) => (apache.test(text) ? 0.85 : nginx.test(text) ? 0.9 : 0),
  read(raw, context) {
    const written = nginx.exec(raw.text);
    if (written === null && !apache.test(raw.text)) return badShape(format, 'header');
    const attributes: AttributeSet = {};
    if (written !== null) {
      const text = raw.text.slice(written[0].length).trimEnd();
      attributes['process.pid'] = Number(written[2]);
      attributes['process.thread.id'] = Number(written[3]);
      putNginx(attributes, text);
      const timestampMs = timestampAt(raw.text, 0, context.receivedMs)?.ms;
      return buildRecord(raw, {
        format,
        dataset: context.dataset ?? 'application',
        message: text,
        attributes,
        timestampMs,
        level: written[1],
      });
    }
    const header = splitHeader(raw.text, context.receivedMs);
    if (header?.timestampMs === undefined) return badShape(format, 'timestamp');
    let message = raw.text.slice(header.end).trimEnd();
    // `trace1` to `trace8` are levels of their own, `rewrite:trace3`.
    const traced = header.level === undefined ? traceLevel.exec(raw.text) : null;
    if (header.pid !== undefined) attributes['process.pid'] = header.pid;
    if (header.tid !== undefined) attributes['process.thread.id'] = header.tid;
    putText(attributes, 'log.logger', traced?.[1] ?? header.logger);
    const found = client.exec(message);
    const inner = found ?? clientBehind.exec(message);
    if (inner !== null) {
      const address = inner[1]!;
      if (isIp(address)) putAddress(attributes, 'source', address);
      else putEndpoint(attributes, 'source', address);
      if (found !== null) message = message.slice(found[0].length);
    }
    return buildRecord(raw, {
      format,
      dataset: context.dataset ?? 'application',
      message,
      attributes,
      timestampMs: header.timestampMs,
      level: header.level ?? traced?.[2],
    });
  },
};
