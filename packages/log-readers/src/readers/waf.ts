import type { AttributeSet } from '../fields/attribute-set.ts';
import { putText } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import { arnScope } from '../fields/cloud-scope.ts';
import { putStatus } from '../fields/http.ts';
import { asText, at, firstOf, isObject } from '../fields/json.ts';
import { jsonReader } from './json-reader.ts';
import { failureOf } from '../outcome.ts';
import { parseTime } from '../time/timestamp.ts';

const format = 'waf';

/** A request header's value, whatever case its name has. */
const headerOf = (request: unknown, name: string): string | undefined => {
  const headers = at(request, 'headers');
  if (!Array.isArray(headers)) return undefined;
  const found = (headers as readonly unknown[]).find(
    (header) => isObject(header) && String(header['name']).toLowerCase() === name,
  );
  return asText(at(found, 'value'));
};

/** One text of each of a list's items, 16 at most. */
const namesOf = (list: unknown, name: string): readonly string[] =>
  Array.isArray(list)
    ? (list as readonly unknown[])
        .slice(0, 16)
        .map((item) => asText(at(item, name)))
        .filter((text) => text !== undefined)
    : [];

/** AWS WAF web ACL logs. @see https://docs.aws.amazon.com/waf/latest/developerguide/logging-fields.html */
export const wafReader = jsonReader({
  format,
  dataset: 'waf',
  keys: ['webaclId', 'httpRequest', 'action'],
  read(raw, document, context) {
    const timestampMs = parseTime(document['timestamp'], context.receivedMs);
    if (timestampMs === undefined) return failureOf({ code: 'bad_timestamp', format, field: 'timestamp' });
    const request = document['httpRequest'];
    const action = asText(document['action']);
    const attributes: AttributeSet = { 'network.transport': 'tcp' };
    putText(attributes, 'event.action', action);
    putText(attributes, 'source.ip', at(request, 'clientIp'));
    putText(attributes, 'http.request.method', at(request, 'httpMethod'));
    putText(attributes, 'url.path', at(request, 'uri'));
    putText(attributes, 'url.original', at(request, 'uri'));
    putText(attributes, 'url.query', at(request, 'args'));
    putText(attributes, 'http.request.id', at(request, 'requestId'));
    putText(attributes, 'source.geo.country_iso_code', at(request, 'country'));
    putText(attributes, 'url.domain', headerOf(request, 'host'));
    putText(attributes, 'user_agent.original', headerOf(request, 'user-agent'));
    putText(attributes, 'rule.id', document['terminatingRuleId']);
    putText(attributes, 'rule.ruleset', document['webaclId']);
    putText(attributes, 'rule.category', document['terminatingRuleType']);
    putText(attributes, 'http.version', asText(at(request, 'httpVersion'))?.replace(/^HTTP\//, ''));
    putText(attributes, 'aws.waf.source', document['httpSourceName']);
    putText(attributes, 'aws.waf.rate_limit', at(firstOf(document['rateBasedRuleList']), 'rateBasedRuleId'));
    const labels = namesOf(document['labels'], 'name');
    if (labels.length > 0) attributes['aws.waf.labels'] = labels;
    const counted = namesOf(document['nonTerminatingMatchingRules'], 'ruleId');
    if (counted.length > 0) attributes['aws.waf.counted_rules'] = counted;
    const status = document['responseCodeSent'];
    if (typeof status === 'number') putStatus(attributes, status);
    // A blocked request is a refused one, whatever the block page's status: the rule did succeed, the client did not.
    attributes['event.outcome'] = action === 'ALLOW' || action === 'COUNT' ? 'success' : 'failure';
    const message = `${action ?? '-'} by ${asText(document['terminatingRuleId']) ?? '-'}: ${asText(at(request, 'httpMethod')) ?? '-'} ${asText(at(request, 'uri')) ?? '-'}`;
    return buildRecord(raw, {
      format,
      dataset: 'waf',
      message,
      attributes,
      timestampMs,
      document,
      ...arnScope(document['webaclId']),
    });
  },
});
