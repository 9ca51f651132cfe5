import type { AttributeSet } from '../fields/attribute-set.ts';
import { putAddress, putNumber, putText } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import { putStatus } from '../fields/http.ts';
import { badShape } from '../outcome.ts';
import type { RawRecord, ReadOutcome } from '@bellwether/log-events';
import type { ReadContext, Reader } from '../reader.ts';
import { parseTime } from '../time/timestamp.ts';
import { splitSyslog } from './syslog.ts';

const maxHeadLength = 400;

const wordLevels: ReadonlyMap<string, string> = new Map([
  ['low', 'info'],
  ['medium', 'warning'],
  ['high', 'error'],
  ['very-high', 'critical'],
]);

/** Splits at bars that no backslash guards; the last part keeps its bars. */
const splitBars = (text: string, parts: number): readonly string[] => {
  const fields: string[] = [];
  let start = 0;
  for (let index = 0; index < text.length && fields.length < parts - 1; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x5c) index += 1;
    else if (code === 0x7c) {
      fields.push(text.slice(start, index).replaceAll('\\|', '|'));
      start = index + 1;
    }
  }
  return [...fields, text.slice(start)];
};

/** CEF's extension: values run up to the next ` key=`; `\=` is a value's own sign. */
const extensionPairs = (text: string): ReadonlyMap<string, string> => {
  const pairs = new Map<string, string>();
  const keys = [...text.slice(0, 32_768).matchAll(/(?:^|\s)([\w.[\]-]{1,64})=/g)].slice(0, 128);
  keys.forEach((match, index) => {
    const start = match.index + match[0].length;
    const end = keys[index + 1]?.index ?? text.length;
    pairs.set(match[1]!, text.slice(start, end).trim().replaceAll('\\=', '='));
  });
  return pairs;
};

/** LEEF's attributes: tabs between them, or the delimiter that version 2 names. */
const leefPairs = (text: string, delimiter: string): ReadonlyMap<string, string> => {
  const pairs = new Map<string, string>();
  for (const part of text.split(delimiter, 128)) {
    const equals = part.indexOf('=');
    if (equals > 0) pairs.set(part.slice(0, equals).trim(), part.slice(equals + 1).trim());
  }
  return pairs;
};

const fill = (attributes: AttributeSet, pairs: ReadonlyMap<string, string>): void => {
  putAddress(attributes, 'source', pairs.get('src') ?? pairs.get('shost'));
  putAddress(attributes, 'destination', pairs.get('dst') ?? pairs.get('dhost'));
  putNumber(attributes, 'source.port', pairs.get('spt') ?? pairs.get('srcPort'));
  putNumber(attributes, 'destination.port', pairs.get('dpt') ?? pairs.get('dstPort'));
  putText(attributes, 'network.transport', pairs.get('proto')?.toLowerCase());
  putText(attributes, 'user.name', pairs.get('suser') ?? pairs.get('usrName') ?? pairs.get('duser'));
  putText(attributes, 'event.action', pairs.get('act'));
  putText(attributes, 'event.outcome', pairs.get('outcome')?.toLowerCase());
  putText(attributes, 'url.original', pairs.get('request') ?? pairs.get('url'));
  putText(attributes, 'http.request.method', pairs.get('requestMethod'));
  putText(attributes, 'user_agent.original', pairs.get('requestClientApplication'));
  putText(attributes, 'host.hostname', pairs.get('dvchost'));
  putStatus(attributes, pairs.get('status'));
};

/** Where the format's mark begins: at once, or after a syslog header. */
const markAt = (text: string, mark: string): number => {
  const at = text.slice(0, maxHeadLength).indexOf(mark);
  return at >= 0 && (at === 0 || text.charCodeAt(at - 1) === 0x20) ? at : -1;
};

interface Layout {
  readonly format: string;
  readonly mark: string;
  readonly parts: number;
}

const readBars = (raw: RawRecord, context: ReadContext, { format, mark, parts }: Layout): ReadOutcome => {
  const at = markAt(raw.text, mark);
  if (at < 0) return badShape(format, 'mark');
  const isSecond = raw.text.startsWith('LEEF:2', at);
  const fields = splitBars(raw.text.slice(at + mark.length).trimEnd(), isSecond ? parts + 1 : parts);
  if (fields.length < parts) return badShape(format, 'header');
  const [, vendor, product, version, code] = fields;
  const extension = fields[fields.length - 1]!;
  const isCef = format === 'cef';
  const delimiter = isSecond && fields[5]!.length === 1 ? fields[5]! : '\t';
  const pairs = isCef ? extensionPairs(extension) : leefPairs(extension, delimiter);
  const attributes: AttributeSet = {};
  fill(attributes, pairs);
  putText(attributes, 'observer.vendor', vendor);
  putText(attributes, 'observer.product', product);
  putText(attributes, 'observer.version', version);
  putText(attributes, 'event.code', code);
  const header = at > 0 ? splitSyslog(`${raw.text.slice(0, at)}x: `, context.receivedMs) : undefined;
  if (header?.host !== undefined) attributes['host.hostname'] ??= header.host;
  const name = isCef ? fields[5] : (pairs.get('msg') ?? code);
  return buildRecord(raw, {
    format,
    dataset: context.dataset ?? 'application',
    message: pairs.get('msg') ?? name ?? '-',
    attributes,
    timestampMs:
      parseTime(
        pairs.get('rt') ?? pairs.get('end') ?? pairs.get('start') ?? pairs.get('devTime'),
        context.receivedMs,
      ) ?? header?.timestampMs,
    level: levelOf(isCef ? fields[6] : pairs.get('sev')),
  });
};

/** The level that a severity of 0 to 10, or its word, stands for. @see the Common Event Format's "Severity" header field */
const levelOf = (severity: string | undefined): string | undefined => {
  const number = severity === undefined || severity === '' ? Number.NaN : Number(severity);
  if (Number.isNaN(number)) return severity === undefined ? undefined : wordLevels.get(severity.toLowerCase());
  return number >= 9 ? 'critical' : number >= 7 ? 'error' : number >= 4 ? 'warning' : 'info';
};

const reader = (layout: Layout): Reader => ({
  format: layout.format,
  dataset: 'application',
  recognise: (text) => (markAt(text, layout.mark) >= 0 ? 0.95 : 0),
  read: (raw, context) => readBars(raw, context, layout),
});

/** ArcSight's Common Event Format: `CEF:0|vendor|product|version|code|name|severity|extension`. */
export const cefReader = reader({ format: 'cef', mark: 'CEF:', parts: 8 });

/** QRadar's Log Event Extended Format: `LEEF:1.0|vendor|product|version|code|attributes`. */
export const leefReader = reader({ format: 'leef', mark: 'LEEF:', parts: 6 });
