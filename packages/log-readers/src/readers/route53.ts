import type { AttributeSet } from '../fields/attribute-set.ts';
import { isIp, putAddress, putNumber, putText } from '../fields/attribute-set.ts';
import { buildRecord } from '../fields/build-record.ts';
import { asText, at } from '../fields/json.ts';
import { jsonReader } from './json-reader.ts';
import { parseTime } from '../time/timestamp.ts';

const format = 'route53-resolver';

/** A name without the root's dot at its end. */
const withoutRoot = (name: string | undefined): string | undefined =>
  name !== undefined && name.length > 1 && name.endsWith('.') ? name.slice(0, -1) : name;

/** Addresses among the answers; names and texts are left in the document. */
const answersOf = (answers: unknown): readonly string[] =>
  Array.isArray(answers)
    ? (answers as readonly unknown[])
        .slice(0, 16)
        .map((answer) => asText(at(answer, 'Rdata')))
        .filter((text): text is string => text !== undefined && isIp(text))
    : [];

/** Route 53 Resolver query logs. @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-query-logs-format.html */
export const route53Reader = jsonReader({
  format,
  dataset: 'route53',
  keys: ['query_name', 'query_type', 'rcode'],
  read(raw, document, context) {
    const attributes: AttributeSet = {};
    const name = withoutRoot(asText(document['query_name']));
    const code = asText(document['rcode']);
    putText(attributes, 'dns.question.name', name);
    putText(attributes, 'dns.question.type', document['query_type']);
    putText(attributes, 'dns.question.class', document['query_class']);
    putText(attributes, 'dns.response_code', code);
    putAddress(attributes, 'source', document['srcaddr']);
    putNumber(attributes, 'source.port', document['srcport']);
    putText(attributes, 'network.transport', asText(document['transport'])?.toLowerCase());
    putText(attributes, 'aws.route53.vpc_id', document['vpc_id']);
    putText(attributes, 'cloud.instance.id', at(document, 'srcids', 'instance'));
    putText(attributes, 'aws.route53.resolver_endpoint', at(document, 'srcids', 'resolver_endpoint'));
    putText(attributes, 'rule.name', document['firewall_rule_action']);
    putText(attributes, 'rule.id', document['firewall_rule_group_id']);
    putText(attributes, 'rule.ruleset', document['firewall_domain_list_id']);
    const addresses = answersOf(document['answers']);
    if (addresses.length > 0) attributes['dns.resolved_ip'] = addresses;
    const block = asText(document['firewall_rule_action']);
    attributes['event.outcome'] = code === 'NOERROR' ? 'success' : 'failure';
    const message = `${code ?? '-'} ${asText(document['query_type']) ?? '-'} ${name ?? '-'}${block === undefined ? '' : ` firewall ${block}`}`;
    return buildRecord(raw, {
      format,
      dataset: 'route53',
      message,
      attributes,
      timestampMs: parseTime(document['query_timestamp'], context.receivedMs),
      account: asText(document['account_id']),
      region: asText(document['region']),
      document,
    });
  },
});
