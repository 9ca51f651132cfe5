import type { AttributeSet } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import { badShape } from '../outcome.ts';
import type { Reader } from '../reader.ts';
import { parseTime } from '../time/timestamp.ts';
import { fillWindows, type WindowsEvent, windowsSentence } from './windows-event.ts';

const format = 'windows-xml';

const beginning = /^\s{0,8}(?:<\?xml[^>]{0,100}\?>\s{0,8})?<Event[\s>]/;
/** Characters looked at; an event of Windows is at most 64 KiB. */
const maxEventLength = 262_144;
const maxData = 64;

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Text with XML's own entities and character references put back. */
const unescapeXml = (text: string): string =>
  !text.includes('&')
    ? text
    : text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(lt|gt|amp|quot|apos));/gi, (whole, decimal, hex, name) => {
        if (typeof name === 'string') return named[name.toLowerCase()] ?? whole;
        const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
        return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      });

/** Index of an element's opening tag, or -1. */
const tagAt = (xml: string, name: string): number => {
  const opening = `<${name}`;
  let at = xml.indexOf(opening);
  while (at >= 0) {
    const code = xml.charCodeAt(at + opening.length);
    if (code === 0x3e || code === 0x2f || code <= 0x20) return at;
    at = xml.indexOf(opening, at + 1);
  }
  return -1;
};

/** The element's text, from its first occurrence; no element of an event's system part contains another of its name. */
const elementText = (xml: string, name: string): string | undefined => {
  const start = tagAt(xml, name);
  const open = start < 0 ? -1 : xml.indexOf('>', start);
  const close = open < 0 ? -1 : xml.indexOf(`</${name}>`, open);
  return close < 0 || xml.charCodeAt(open - 1) === 0x2f ? undefined : unescapeXml(xml.slice(open + 1, close)).trim();
};

/** Longest opening tag that is looked into. */
const maxTagLength = 1000;

/** An attribute of the element's first occurrence, in either kind of quotes. */
const attributeOf = (xml: string, element: string, name: string): string | undefined => {
  const start = tagAt(xml, element);
  const tag = start < 0 ? '' : xml.slice(start, start + maxTagLength).split('>', 1)[0]!;
  const at = tag.indexOf(` ${name}=`);
  const quote = tag.charAt(at + name.length + 2);
  if (at < 0 || (quote !== '"' && quote !== "'")) return undefined;
  const from = at + name.length + 3;
  const end = tag.indexOf(quote, from);
  return end < 0 ? undefined : unescapeXml(tag.slice(from, end));
};

const dataOf = (xml: string): Readonly<Record<string, string>> => {
  const values = new Map<string, string>();
  const pattern = /<Data Name=(?:'([^']{1,128})'|"([^"]{1,128})")(?:\/>|>([^<]{0,16384})<)/g;
  for (const match of xml.matchAll(pattern)) {
    if (values.size === maxData) break;
    values.set(match[1] ?? match[2]!, unescapeXml(match[3] ?? ''));
  }
  return Object.fromEntries(values);
};

/** Windows events as XML: what the CloudWatch agent sends with `event_format: xml`, and `wevtutil` prints. @see https://learn.microsoft.com/windows/win32/wes/eventschema-schema */
export const windowsXmlReader: Reader = {
  format,
  dataset: 'ec2',
  recognise: (text) => (beginning.test(text) && text.includes('<System>') ? 0.95 : 0),
  read(raw, context) {
    const xml = raw.text.slice(0, maxEventLength);
    const code = elementText(xml, 'EventID');
    if (!beginning.test(xml) || code === undefined) return badShape(format, 'EventID');
    const event: WindowsEvent = {
      code,
      provider: attributeOf(xml, 'Provider', 'Name'),
      computer: elementText(xml, 'Computer'),
      channel: elementText(xml, 'Channel'),
      keywords: elementText(xml, 'Keywords'),
      data: dataOf(xml),
    };
    const attributes: AttributeSet = {};
    fillWindows(attributes, event);
    return buildRecord(raw, {
      format,
      dataset: context.dataset ?? 'ec2',
      message: elementText(xml, 'Message') ?? windowsSentence(event),
      attributes,
      timestampMs: parseTime(attributeOf(xml, 'TimeCreated', 'SystemTime'), context.receivedMs),
      level: elementText(xml, 'Level'),
    });
  },
};
