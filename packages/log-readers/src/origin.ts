import type { RecordOrigin, Dataset } from '@bellwether/log-events';

/** What a log group's or stream's name says about what writes to it. */
export interface OriginHint {
  readonly dataset: Dataset;
  /** Formats to ask first, best first; empty when the source writes many. */
  readonly formats: readonly string[];
}

interface Rule {
  readonly pattern: RegExp;
  readonly hint: OriginHint;
}

const rule = (pattern: RegExp, dataset: Dataset, ...formats: readonly string[]): Rule => ({
  pattern,
  hint: { dataset, formats },
});

/** Log group names that AWS services choose themselves, and the ones that its documentation proposes. */
const groupRules: readonly Rule[] = [
  rule(/^\/aws\/lambda\/|^\/aws\/lambda-insights/, 'lambda', 'lambda'),
  rule(/^\/aws\/eks\/|^\/aws\/containerinsights\//, 'eks', 'eks-audit', 'klog'),
  rule(/^\/aws\/rds\/.{1,200}\/postgresql$/, 'rds', 'postgresql'),
  rule(/^\/aws\/rds\/.{1,200}\/slowquery$/, 'rds', 'mysql-slow'),
  rule(/^\/aws\/rds\/|^RDSOSMetrics/, 'rds', 'postgresql', 'mysql-error', 'mysql-slow'),
  rule(/cloudtrail/i, 'cloudtrail', 'cloudtrail'),
  rule(/vpc-?flow|flow-?logs?\b/i, 'vpc-flow', 'vpc-flow', 'vpc-flow-json'),
  rule(/^aws-waf-logs-/, 'waf', 'waf'),
  rule(/^API-Gateway-Execution-Logs_|^\/aws\/api-?gateway\/|^\/aws\/apigateway/, 'api-gateway', 'api-gateway'),
  rule(/^\/aws\/route53\/|route53|resolver-?query/i, 'route53', 'route53-resolver'),
  rule(/guardduty/i, 'guardduty', 'guardduty'),
  rule(/^\/aws\/events\//, 'application'),
  rule(/cloudfront/i, 'cloudfront', 'cloudfront'),
  rule(/^\/aws\/ec2\/|^\/var\/log\/|^\/ec2\//, 'ec2', 'syslog'),
  rule(
    /(?:^|\/)(?:messages|secure|auth\.log|syslog|cron|dmesg|audit\.log|cloud-init(?:-output)?\.log)$/,
    'ec2',
    'syslog',
  ),
  rule(/^\/aws\/config\//, 'config'),
];

/** Stream names that name a dataset; asked last, since applications choose some of them too. */
const streamRules: readonly Rule[] = [
  rule(/^kube-(?:apiserver|controller-manager|scheduler)-|^authenticator-|^cloud-controller-manager-/, 'eks'),
  rule(/^\d{12}_CloudTrail_/, 'cloudtrail'),
  rule(/^eni-[0-9a-f]{8,17}-/, 'vpc-flow'),
  rule(/^\d{4}\/\d{2}\/\d{2}\/\[(?:\$LATEST|\d{1,9})\]/, 'lambda'),
  rule(/^i-[0-9a-f]{8,17}$/, 'ec2'),
];

const match = (rules: readonly Rule[], name: string): OriginHint | undefined =>
  name === ''
    ? undefined
    : rules.find(({ pattern }) => pattern.test(name.length > 512 ? name.slice(0, 512) : name))?.hint;

/** What the log group's name says, or undefined. */
export const groupHint = (origin: RecordOrigin): OriginHint | undefined => match(groupRules, origin.logGroup);

/** What the log stream's name says, or undefined. */
export const streamHint = (origin: RecordOrigin): OriginHint | undefined => match(streamRules, origin.logStream);
