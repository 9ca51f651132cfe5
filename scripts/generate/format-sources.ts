/** What a reader's format is, where such records are delivered, and who documents its grammar: what the registry itself cannot say. */
export interface FormatSource {
  readonly what: string;
  /** Where the records arrive: CloudWatch Logs, S3, Firehose, EventBridge, files of a host. */
  readonly arrivesIn: string;
  /** The documentation that the reader follows. */
  readonly grammar: string;
}

const aws = (page: string): string => `https://docs.aws.amazon.com/${page}`;
const row = (what: string, arrivesIn: string, grammar: string): FormatSource => ({ what, arrivesIn, grammar });
const vended = 'CloudWatch Logs, S3, Firehose';
const anywhere = 'anywhere';
const hosts = 'files of a host, CloudWatch Logs';
const databases = 'CloudWatch Logs (RDS), files of a host';

export const formatSources: Readonly<Record<string, FormatSource>> = {
  access: row(
    'Common and combined log format: Apache, nginx, Tomcat',
    hosts,
    'https://httpd.apache.org/docs/current/logs.html',
  ),
  'web-error': row('Error log of Apache and nginx', hosts, 'https://httpd.apache.org/docs/current/logs.html#errorlog'),
  'api-gateway': row(
    'API Gateway execution log',
    'CloudWatch Logs',
    aws('apigateway/latest/developerguide/set-up-logging.html'),
  ),
  'api-gateway-access': row(
    'API Gateway access log in JSON',
    'CloudWatch Logs, Firehose',
    aws('apigateway/latest/developerguide/set-up-logging.html'),
  ),
  'api-gateway-xml': row(
    'API Gateway access log in XML',
    'CloudWatch Logs, Firehose',
    aws('apigateway/latest/developerguide/set-up-logging.html'),
  ),
  auditd: row('Linux audit', hosts, 'https://github.com/linux-audit/audit-documentation/wiki'),
  cef: row('Common Event Format', anywhere, 'ArcSight Common Event Format, revision 26'),
  cloudfront: row(
    'CloudFront standard log',
    'S3',
    aws('AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html'),
  ),
  'cloudfront-json': row(
    'CloudFront standard log v2 in JSON',
    vended,
    aws('AmazonCloudFront/latest/DeveloperGuide/standard-logging.html'),
  ),
  cloudtrail: row(
    'CloudTrail event, Insight, digest',
    'S3, CloudWatch Logs, EventBridge',
    aws('awscloudtrail/latest/userguide/cloudtrail-event-reference.html'),
  ),
  'cloudhsm-audit': row(
    'CloudHSM audit log',
    'CloudWatch Logs',
    aws('cloudhsm/latest/userguide/interpreting-audit-logs.html'),
  ),
  'config-item': row(
    'Config item and notice',
    'S3, SNS, EventBridge',
    aws('config/latest/developerguide/example-sns-notification.html'),
  ),
  'container-cri': row(
    'Container runtime line',
    hosts,
    'https://github.com/kubernetes/design-proposals-archive/blob/main/node/kubelet-cri-logging.md',
  ),
  'container-json': row('Docker json-file', hosts, 'https://docs.docker.com/engine/logging/drivers/json-file/'),
  device: row('Network device: Cisco IOS and ASA', anywhere, 'Cisco IOS system message format'),
  'eks-audit': row(
    'Kubernetes audit event',
    'CloudWatch Logs',
    'https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/',
  ),
  eventbridge: row(
    'EventBridge event, opened before its detail is read',
    'EventBridge, CloudWatch Logs, SQS',
    aws('eventbridge/latest/ref/events-structure.html'),
  ),
  guardduty: row('GuardDuty finding', 'EventBridge, S3', aws('guardduty/latest/ug/guardduty_findings.html')),
  haproxy: row('HAProxy HTTP and TCP log', anywhere, 'https://docs.haproxy.org/3.0/configuration.html#8.2'),
  iis: row('W3C extended log of IIS', hosts, 'https://www.w3.org/TR/WD-logfile.html'),
  inspector: row('Inspector finding', 'EventBridge', aws('inspector/latest/user/eventbridge-integration.html')),
  json: row(
    'Any structured logger: pino, winston, bunyan, log4j, ECS, OpenTelemetry, Serilog',
    anywhere,
    'https://www.elastic.co/docs/reference/ecs',
  ),
  kafka: row('Kafka broker log', 'CloudWatch Logs, S3, Firehose (MSK)', 'https://kafka.apache.org/documentation/'),
  klog: row('Kubernetes component, glog, CockroachDB', 'CloudWatch Logs (EKS)', 'https://github.com/kubernetes/klog'),
  lambda: row(
    'Lambda platform and function line in text',
    'CloudWatch Logs',
    aws('lambda/latest/dg/monitoring-cloudwatchlogs.html'),
  ),
  'lambda-platform': row(
    'Lambda platform event in JSON',
    'CloudWatch Logs',
    aws('lambda/latest/dg/telemetry-schema-reference.html'),
  ),
  leef: row('Log Event Extended Format', anywhere, 'IBM QRadar LEEF, version 2.0'),
  'load-balancer': row(
    'Access log of application, network and classic load balancers',
    'S3',
    aws('elasticloadbalancing/latest/application/load-balancer-access-logs.html'),
  ),
  logfmt: row('key=value pairs', anywhere, 'https://brandur.org/logfmt'),
  'mssql-error': row(
    'SQL Server error log',
    databases,
    'https://learn.microsoft.com/sql/relational-databases/performance/view-the-sql-server-error-log',
  ),
  'mysql-audit': row('MariaDB audit plugin', databases, 'https://mariadb.com/kb/en/mariadb-audit-plugin-log-format/'),
  'mysql-error': row('MySQL error log', databases, 'https://dev.mysql.com/doc/refman/8.4/en/error-log-format.html'),
  'mysql-general': row('MySQL general log', databases, 'https://dev.mysql.com/doc/refman/8.4/en/query-log.html'),
  'mysql-slow': row('MySQL slow query log', databases, 'https://dev.mysql.com/doc/refman/8.4/en/slow-query-log.html'),
  nats: row('NATS server log', anywhere, 'https://docs.nats.io/'),
  ocsf: row(
    'Open Cybersecurity Schema Framework: Security Lake, Verified Access, Security Hub',
    'S3, EventBridge',
    'https://schema.ocsf.io/',
  ),
  'oracle-alert': row(
    'Oracle alert log',
    databases,
    'https://docs.oracle.com/en/database/oracle/oracle-database/19/admin/',
  ),
  otlp: row('OpenTelemetry log record', 'Firehose, files', 'https://opentelemetry.io/docs/specs/otel/logs/data-model/'),
  plain: row('Any other text: the line is its own message', anywhere, '-'),
  postgresql: row(
    'PostgreSQL server log, stderr and CSV',
    databases,
    'https://www.postgresql.org/docs/current/runtime-config-logging.html',
  ),
  redis: row('Redis and Valkey server log', hosts, 'https://redis.io/docs/latest/'),
  'route53-public': row(
    'Route 53 public DNS query log',
    'CloudWatch Logs',
    aws('Route53/latest/DeveloperGuide/query-logs.html'),
  ),
  'route53-resolver': row(
    'Route 53 Resolver query log',
    vended,
    aws('Route53/latest/DeveloperGuide/resolver-query-logs-format.html'),
  ),
  's3-access': row('S3 server access log', 'S3', aws('AmazonS3/latest/userguide/LogFormat.html')),
  'security-hub': row(
    'AWS Security Finding Format: Security Hub, Macie',
    'EventBridge',
    aws('securityhub/latest/userguide/securityhub-findings-format.html'),
  ),
  syslog: row('Syslog, RFC 3164, RFC 5424 and journalctl', anywhere, 'https://www.rfc-editor.org/rfc/rfc5424'),
  text: row('Any line with a time or level before its message', anywhere, '-'),
  traefik: row('Traefik access log in JSON', anywhere, 'https://doc.traefik.io/traefik/observability/access-logs/'),
  'vpc-flow': row('VPC flow log, default and custom fields', vended, aws('vpc/latest/userguide/flow-log-records.html')),
  'vpc-flow-json': row(
    'VPC flow log in JSON and Parquet',
    'Firehose, S3',
    aws('vpc/latest/userguide/flow-log-records.html'),
  ),
  waf: row('WAF web ACL log', vended, aws('waf/latest/developerguide/logging-fields.html')),
  'windows-json': row(
    'Windows event in JSON',
    'CloudWatch Logs',
    'https://learn.microsoft.com/windows/win32/wes/eventschema-schema',
  ),
  'windows-text': row(
    'Windows event as the CloudWatch agent writes it',
    'CloudWatch Logs',
    aws('AmazonCloudWatch/latest/monitoring/CloudWatch-Agent-Configuration-File-Details.html'),
  ),
  'windows-xml': row(
    'Windows event in XML',
    'CloudWatch Logs',
    'https://learn.microsoft.com/windows/win32/wes/eventschema-schema',
  ),
  winlog: row(
    'Windows event of Winlogbeat and Fluent Bit',
    anywhere,
    'https://www.elastic.co/docs/reference/beats/winlogbeat/exported-fields',
  ),
};
