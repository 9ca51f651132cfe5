import type { AttributeSet } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import { asText, at, isObject, type JsonObject, parseObject } from '../fields/json.ts';
import { badShape, failureOf } from '../outcome.ts';
import type { Reader } from '../reader.ts';
import { parseTime } from '../time/timestamp.ts';
import { fillWindows, type WindowsEvent, windowsSentence } from './windows-event.ts';

const format = 'windows-json';

const text = (value: unknown): string | undefined =>
  typeof value === 'number'
    ? String(value)
    : (asText(value) ?? asText(at(value, '#text')) ?? asText(at(value, 'Value')));

/** Where the parts stand in `{"Event": {"System": …, "EventData": …}}`, as converters of the XML write it. */
const nested = (document: JsonObject): JsonObject | undefined => {
  const event = isObject(document['Event']) ? document['Event'] : document;
  return isObject(event['System']) ? event : undefined;
};

/** `{"Data": [{"@Name": "x", "#text": "y"}]}`, or the names themselves as keys. */
const dataOf = (data: unknown): unknown => {
  const list = at(data, 'Data');
  if (!Array.isArray(list)) return data;
  return Object.fromEntries(
    (list as readonly unknown[])
      .slice(0, 64)
      .map((item) => [text(at(item, '@Name') ?? at(item, 'Name')) ?? '', text(item) ?? ''])
      .filter(([name]) => name !== ''),
  );
};

interface Found {
  readonly event: WindowsEvent;
  readonly time: unknown;
  readonly level: string | undefined;
  readonly message: string | undefined;
}

const foundIn = (document: JsonObject): Found => {
  const event = nested(document);
  if (event !== undefined) {
    const system = event['System'];
    const created = at(system, 'TimeCreated');
    return {
      event: {
        code: text(at(system, 'EventID')),
        provider: text(at(system, 'Provider', 'Name') ?? at(system, 'Provider', '@Name')),
        computer: text(at(system, 'Computer')),
        channel: text(at(system, 'Channel')),
        keywords: text(at(system, 'Keywords')),
        data: dataOf(event['EventData']),
      },
      time: at(created, 'SystemTime') ?? at(created, '@SystemTime') ?? created,
      level: text(at(system, 'Level')),
      message: asText(at(event, 'RenderingInfo', 'Message')) ?? asText(document['Message']),
    };
  }
  // PowerShell (`Get-WinEvent`), Fluent Bit and NXLog write one flat object each.
  return {
    event: {
      code: text(document['EventID'] ?? document['Id']),
      provider: text(document['ProviderName'] ?? document['SourceName']),
      computer: text(document['MachineName'] ?? document['Computer'] ?? document['Hostname']),
      channel: text(document['LogName'] ?? document['Channel']),
      keywords: text(document['EventType'] ?? document['KeywordsDisplayNames'] ?? document['Keywords']),
      data: isObject(document['EventData']) ? document['EventData'] : document,
    },
    time: document['TimeCreated'] ?? document['EventTime'] ?? document['TimeGenerated'],
    level: text(document['LevelDisplayName'] ?? document['Severity'] ?? document['Level']),
    message: asText(document['Message']),
  };
};

/** What a Windows event must name in one way or another. */
const codeKey = /"(?:EventID|Id)"\s?:/;
const providerKey = /"(?:ProviderName|SourceName|Provider)"\s?:/;
const hostKey = /"(?:MachineName|Computer|Hostname)"\s?:/;

const time = (value: unknown, receivedMs: number): number | undefined => {
  // PowerShell's own JSON writes `/Date(1685613600000)/`.
  const date = typeof value === 'string' ? /^\/Date\((\d{10,14})\)\/$/.exec(value)?.[1] : undefined;
  return parseTime(date ?? (isObject(value) ? value['value'] : value), receivedMs);
};

/** Windows events in JSON, whoever wrote it; Winlogbeat's have a reader of their own. */
export const windowsJsonReader: Reader = {
  format,
  dataset: 'ec2',
  recognise: (line) =>
    line.charCodeAt(0) === 0x7b && codeKey.test(line) && providerKey.test(line) && hostKey.test(line) ? 0.92 : 0,
  read(raw, context) {
    const document = parseObject(raw.text);
    if (document === undefined) return failureOf({ code: 'bad_json', format });
    const found = foundIn(document);
    if (found.event.code === undefined || found.event.provider === undefined) return badShape(format, 'EventID');
    const attributes: AttributeSet = {};
    fillWindows(attributes, found.event);
    return buildRecord(raw, {
      format,
      dataset: context.dataset ?? 'ec2',
      message: found.message ?? windowsSentence(found.event),
      attributes,
      timestampMs: time(found.time, context.receivedMs),
      level: found.level,
      document,
    });
  },
};
