import type { Dataset } from '@bellwether/log-events';
import { isFields, textIn } from './fields.ts';

/**
 * What a rule of Sigma says it is about; an empty text where it says nothing.
 *
 * @example
 * const logSource: LogSource = { category: '', product: 'aws', service: 'cloudtrail' };
 */
export interface LogSource {
  readonly category: string;
  readonly product: string;
  readonly service: string;
}

/**
 * A log source that is read here: what wrote the record, and what its fields are called where Sigma calls them otherwise.
 *
 * @example
 * const known: KnownLogSource = { dataset: 'route53', fields: { query: 'dns.question.name' } };
 */
export interface KnownLogSource {
  readonly dataset: Dataset;
  readonly fields: Readonly<Record<string, string>>;
}

const sameNames = {};
/** The audit event of Kubernetes has these below `objectRef` and `user`; rules often leave that out. */
const auditFields = {
  apiGroup: 'objectRef.apiGroup',
  namespace: 'objectRef.namespace',
  resource: 'objectRef.resource',
  subresource: 'objectRef.subresource',
  username: 'user.username',
};
const dnsFields = {
  query: 'dns.question.name',
  record_type: 'dns.question.type',
  answer: 'dns.resolved_ip',
  src_ip: 'source.ip',
  src_port: 'source.port',
};
const flowFields = {
  src_ip: 'source.ip',
  src_port: 'source.port',
  dst_ip: 'destination.ip',
  dst_port: 'destination.port',
  action: 'event.action',
};

/**
 * Log sources that are read, by `category/product/service`. docs/rules.md lists them.
 *
 * @example
 * knownLogSources['/aws/cloudtrail']; // { dataset: 'cloudtrail', fields: {} }
 */
export const knownLogSources: Readonly<Record<string, KnownLogSource>> = {
  '/aws/cloudtrail': { dataset: 'cloudtrail', fields: sameNames },
  '/kubernetes/audit': { dataset: 'eks', fields: auditFields },
  '/linux/auth': { dataset: 'ec2', fields: sameNames },
  '/linux/sshd': { dataset: 'ec2', fields: sameNames },
  '/linux/sudo': { dataset: 'ec2', fields: sameNames },
  '/linux/syslog': { dataset: 'ec2', fields: sameNames },
  'dns//': { dataset: 'route53', fields: dnsFields },
  'firewall//': { dataset: 'vpc-flow', fields: flowFields },
};

/** The `logsource` of a document; undefined when it has none. */
export const logSourceIn = (document: unknown): LogSource | undefined => {
  const logsource = isFields(document) ? document['logsource'] : undefined;
  if (!isFields(logsource)) return undefined;
  return {
    category: textIn(logsource, 'category'),
    product: textIn(logsource, 'product'),
    service: textIn(logsource, 'service'),
  };
};

/**
 * How messages name a log source.
 *
 * @example nameOf({ category: '', product: 'aws', service: 'cloudtrail' }) // 'aws/cloudtrail'
 */
export const nameOf = ({ category, product, service }: LogSource): string =>
  [product, service, category].filter((part) => part !== '').join('/') || 'a log source without a name';

export const knownLogSourceOf = ({ category, product, service }: LogSource): KnownLogSource | undefined => {
  // A category beside a product and its service says nothing more.
  const key = `${product !== '' && service !== '' ? '' : category}/${product}/${service}`;
  return Object.hasOwn(knownLogSources, key) ? knownLogSources[key] : undefined;
};

/** Whether a filter's log source means a rule's: every part that the filter names is the rule's. */
export const includesLogSource = (filter: LogSource, rule: LogSource): boolean =>
  (['category', 'product', 'service'] as const).every((part) => filter[part] === '' || filter[part] === rule[part]);
