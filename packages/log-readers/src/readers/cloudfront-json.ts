import type { AttributeSet } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import { jsonReader } from './json-reader.ts';
import { parseTime } from '../time/timestamp.ts';
import { fillAccess } from './w3c.ts';

const format = 'cloudfront-json';

/** CloudFront's access logs as CloudWatch Logs gets them, JSON with the fields' own names. @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html */
export const cloudFrontJsonReader = jsonReader({
  format,
  dataset: 'cloudfront',
  keys: ['c-ip', 'cs-method', 'sc-status'],
  read(raw, document, context) {
    const fields = new Map<string, string>();
    for (const name of Object.keys(document).slice(0, 80)) {
      const value = document[name];
      const isText = (typeof value === 'string' && value !== '' && value !== '-') || typeof value === 'number';
      if (isText) fields.set(name.toLowerCase(), String(value));
    }
    const attributes: AttributeSet = {};
    fillAccess(attributes, fields, true);
    const date = fields.get('date');
    const time = fields.get('time');
    const written =
      date === undefined || time === undefined
        ? (fields.get('timestamp(ms)') ?? fields.get('timestamp'))
        : `${date} ${time}`;
    return buildRecord(raw, {
      format,
      dataset: 'cloudfront',
      message: `${fields.get('cs-method') ?? '-'} ${fields.get('cs-uri-stem') ?? '-'} ${fields.get('sc-status') ?? '-'}`,
      attributes,
      timestampMs: parseTime(written, context.receivedMs),
      document,
    });
  },
});
