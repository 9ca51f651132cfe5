import type { AttributeSet } from '../fields/attribute-set.ts';
import { putEndpoint, putNumber, putText } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import { accessSentence, putRequest, putStatus } from '../fields/http.ts';
import { badShape } from '../outcome.ts';
import type { Reader } from '../reader.ts';
import { anyReceivedMs } from '../time/calendar.ts';
import { timestampAt } from '../time/timestamp.ts';
import { splitSyslog } from './syslog.ts';

const format = 'haproxy';

/** `client:port [accept date] frontend backend/server timers …`. @see HAProxy's configuration manual, 8.2.3 */
const http =
  /^([\d.a-fA-F:]{3,46}:\d{1,5}) \[([^\]]{20,30})\] (\S{1,120}) ([^/\s]{1,120})\/(\S{1,120}) ([-+\d/]{5,60}) (-?\d{1,3}) (\+?\d{1,18}) \S{1,400} \S{1,400} (\S{4}) ([\d/+]{5,60}) ([\d/]{1,20}) (?:\{[^}]{0,2000}\} ){0,2}"([^"]{0,4000})"/;
const tcp =
  /^([\d.a-fA-F:]{3,46}:\d{1,5}) \[([^\]]{20,30})\] (\S{1,120}) ([^/\s]{1,120})\/(\S{1,120}) ([-+\d/]{5,60}) (\+?\d{1,18}) (\S{2}) /;
const connect = /^Connect from ([\d.a-fA-F:]{3,46}:\d{1,5}) to ([\d.a-fA-F:]{3,46}:\d{1,5}) /;

const isHaproxy = (program: string | undefined): boolean => program?.startsWith('haproxy') === true;

/** HAProxy's HTTP and TCP logs, which come by syslog. */
export const haproxyReader: Reader = {
  format,
  dataset: 'application',
  recognise: (text) => (text.includes('haproxy') && isHaproxy(splitSyslog(text, anyReceivedMs)?.program) ? 0.9 : 0),
  read(raw, context) {
    const header = splitSyslog(raw.text, context.receivedMs);
    if (header === undefined || !isHaproxy(header.program)) return badShape(format, 'program');
    const rest = raw.text.slice(header.start).trimEnd();
    const attributes: AttributeSet = { 'process.name': header.program! };
    putNumber(attributes, 'process.pid', header.pid);
    putText(attributes, 'host.hostname', header.host);
    const match = http.exec(rest);
    const plain = match === null ? (tcp.exec(rest) ?? undefined) : undefined;
    const found = match ?? plain ?? connect.exec(rest);
    let message = rest;
    let timestampMs = header.timestampMs;
    if (found !== null) putEndpoint(attributes, 'source', found[1]!);
    if (match !== null || plain !== undefined) {
      const [, , date, frontend, backend, server] = (match ?? plain)!;
      // The accept date carries milliseconds and a year, the syslog header neither.
      timestampMs = timestampAt(date!, 0, context.receivedMs)?.ms ?? timestampMs;
      putText(attributes, 'haproxy.frontend_name', frontend);
      putText(attributes, 'haproxy.backend_name', backend);
      putText(attributes, 'haproxy.server_name', server);
    }
    if (match !== null) {
      putStatus(attributes, match[7]);
      putNumber(attributes, 'http.response.bytes', match[8]);
      putText(attributes, 'haproxy.termination_state', match[9]);
      message = accessSentence(putRequest(attributes, match[12]), match[7]);
    }
    return buildRecord(raw, {
      format,
      dataset: context.dataset ?? 'application',
      message,
      attributes,
      timestampMs,
      level: header.level,
    });
  },
};
