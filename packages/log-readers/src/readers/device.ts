import type { AttributeSet } from '../fields/attribute-set.ts';
import { isIp, putAddress, putNumber, putText } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import { badShape } from '../outcome.ts';
import type { Reader } from '../reader.ts';
import { anyReceivedMs } from '../time/calendar.ts';
import { timestampAt } from '../time/timestamp.ts';

const format = 'device';

/** Maximum index of the percent sign: priority, sequence number, time, zone and host come before it. */
const furthestMark = 160;

/** Cisco's `%ASA-6-302013: ` (product, severity 0 to 7, mnemonic); collectors write `%PRODUCT- EVENT: ` for others. */
const mark = /%([A-Z][A-Z0-9_]{1,40})-(?:([0-7])-([A-Z0-9_]{1,60})| ?([A-Za-z][\w.-]{0,40})): /y;

/** Severity words of a PRI value and of Cisco's digits. @see RFC 5424, 6.2.1 */
const severities = ['emerg', 'alert', 'crit', 'err', 'warning', 'notice', 'info', 'debug'];

/** Priority, sequence number, and the sign of a clock that is not set, before the time. */
const opening = /^(?:<(\d{1,3})>)?(?:\d{1,10}: )?(?:([A-Za-z][\w.-]{0,60}): {1,2})?[*.]?/;
const host = /^(?:: | )[ ]{0,2}(?:[A-Z]{2,5}:? )?(\w[\w.:-]{0,254}?) ?:? {1,3}$/;
/** A relay's own header before the device's: address, its counters and the device's time. */
const relayed = /^ (\w[\w.:-]{0,254}?):? (?:\d{1,12}: ){1,2}/;

interface Mark {
  readonly product: string;
  readonly severity: string | undefined;
  readonly code: string;
  readonly start: number;
  readonly end: number;
}

const markIn = (text: string): Mark | undefined => {
  const start = text.slice(0, furthestMark).indexOf('%');
  if (start < 1 || text.charCodeAt(start - 1) !== 0x20) return undefined;
  mark.lastIndex = start;
  const match = mark.exec(text);
  if (match === null) return undefined;
  return { product: match[1]!, severity: match[2], code: match[3] ?? match[4]!, start, end: start + match[0].length };
};

/** Both ends of a connection, with the interface before each: `src outside:203.0.113.9/41234 dst inside:10.0.0.5/22`. */
const ends =
  /\b(?:src|from|for) (?:[\w-]{1,40}:)?(\d{1,3}\.[\d.]{5,11}|[\da-fA-F]{0,4}:[\da-fA-F:]{2,35})(?:\/(\d{1,5}))?[ ,][^\n]{0,80}? ?(?:dst|to) (?:[\w-]{1,40}:)?(\d{1,3}\.[\d.]{5,11}|[\da-fA-F]{0,4}:[\da-fA-F:]{2,35})(?:\/(\d{1,5}))?(?![\w.])/;
const transport = /\b(tcp|udp|icmp)\b/i;

/** Sets the ends of a connection that a firewall allowed, closed or denied. */
const putEnds = (attributes: AttributeSet, message: string): void => {
  const found = ends.exec(message);
  if (found === null || !isIp(found[1]!) || !isIp(found[3]!)) return;
  // A firewall names the outside first, whoever opened the connection.
  const isOutbound = / outbound /.test(message);
  const [first, second] = isOutbound ? (['destination', 'source'] as const) : (['source', 'destination'] as const);
  putAddress(attributes, first, found[1]);
  putNumber(attributes, `${first}.port`, found[2]);
  putAddress(attributes, second, found[3]);
  putNumber(attributes, `${second}.port`, found[4]);
  const named = transport.exec(message)?.[1];
  if (named !== undefined) attributes['network.transport'] = named.toLowerCase();
  if (/^(?:Deny|Denied|Dropp?ed|Teardown|Built|Permitted)\b/.test(message))
    attributes['event.outcome'] = /^D/.test(message) ? 'failure' : 'success';
};

/** Columns that `||` parts: a row without a sentence. */
const isRow = (text: string): boolean => text.split('||', 4).length === 4;

/**
 * Lines of network devices and of collectors that relay other products' logs, `time host %PRODUCT-6-CODE: message`. Where a
 * row of columns stands after the mark, the whole line is the message, since no part of it is one.
 *
 * @see https://www.cisco.com/c/en/us/td/docs/ios-xml/ios/esm/configuration/15-mt/esm-15-mt-book/esm-syslog.html
 */
export const deviceReader: Reader = {
  format,
  dataset: 'application',
  recognise(text) {
    const found = markIn(text);
    if (found === undefined) return 0;
    const time = timestampAt(text, opening.exec(text)?.[0].length ?? 0, anyReceivedMs);
    return time !== undefined && time.end <= found.start ? 0.91 : 0;
  },
  read(raw, context) {
    const { text } = raw;
    const found = markIn(text);
    const priority = opening.exec(text)!;
    const time = timestampAt(text, priority[0].length, context.receivedMs);
    if (found === undefined || time === undefined || time.end > found.start) return badShape(format, 'mark');
    const attributes: AttributeSet = {};
    const message = text.slice(found.end).trimEnd();
    const between = text.slice(time.end, found.start);
    putText(attributes, 'host.hostname', priority[2] ?? (relayed.exec(between) ?? host.exec(between))?.[1]);
    putText(attributes, 'event.provider', found.product);
    putText(attributes, 'event.code', found.code);
    const row = isRow(message);
    if (row) putAddress(attributes, 'source', message.split('||', 1)[0]);
    else putEnds(attributes, message);
    const ranked = found.severity ?? (priority[1] === undefined ? undefined : String(Number(priority[1]) & 7));
    return buildRecord(raw, {
      format,
      dataset: context.dataset ?? 'application',
      message: row ? text.trimEnd() : message,
      attributes,
      timestampMs: time.ms,
      level: ranked === undefined ? undefined : severities[Number(ranked)],
    });
  },
};
