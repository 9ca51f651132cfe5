import type { AttributeSet } from '../fields/attribute-set.ts';
import { putText } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import { asText, isObject } from '../fields/json.ts';
import { badShape } from '../outcome.ts';
import { jsonReader } from './json-reader.ts';
import { parseTime } from '../time/timestamp.ts';

const format = 'config-item';

/** Configuration items of AWS Config. @see https://docs.aws.amazon.com/config/latest/APIReference/API_ConfigurationItem.html */
export const configItemReader = jsonReader({
  format,
  dataset: 'config',
  inside: ['configurationItem', 'configurationItemSummary'],
  keys: ['configurationItemStatus', 'configurationItemCaptureTime', 'resourceType'],
  read(raw, notice, context) {
    // A notice of a change carries the item beside what changed.
    const item = notice['configurationItem'] ?? notice['configurationItemSummary'];
    const document = isObject(item) ? item : notice;
    if (asText(document['resourceType']) === undefined) return badShape(format, 'resourceType');
    const attributes: AttributeSet = {};
    const type = asText(document['resourceType']);
    const status = asText(document['configurationItemStatus']);
    putText(attributes, 'event.action', status);
    putText(attributes, 'aws.config.resource_type', type);
    putText(attributes, 'aws.config.resource_id', document['resourceId']);
    putText(attributes, 'aws.config.resource_name', document['resourceName']);
    putText(attributes, 'aws.config.arn', document['ARN'] ?? document['arn']);
    return buildRecord(raw, {
      format,
      dataset: 'config',
      message: `${status ?? '-'} ${type ?? '-'} ${asText(document['resourceId']) ?? '-'}`,
      attributes,
      timestampMs: parseTime(document['configurationItemCaptureTime'], context.receivedMs),
      account: asText(document['awsAccountId'] ?? document['accountId']),
      region: asText(document['awsRegion']),
      document: notice,
    });
  },
});
