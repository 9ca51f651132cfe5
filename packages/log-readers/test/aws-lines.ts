import type { Line } from './line.ts';

const json = (value: unknown): string => JSON.stringify(value);
const account = '111122223333';

/** Lines of AWS's own services that stand in a table instead of having a reader each; fields are AWS's documentation's. */
// prettier-ignore
export const awsLines: readonly Line[] = [
  {
    format: 'eventbridge-ec2', reader: 'eventbridge',
    text: json({ version: '0', id: '7bf73129-1428-4cd3-a780-95db273d1602', 'detail-type': 'EC2 Instance State-change Notification', source: 'aws.ec2', account, time: '2023-06-01T10:00:00Z', region: 'eu-west-1', resources: [], detail: { 'instance-id': 'i-0123456789abcdef0', state: 'stopping' } }),
    dataset: 'ec2', time: '2023-06-01T10:00:00.000Z', message: 'EC2 Instance State-change Notification stopping',
    attributes: { 'cloud.account.id': account, 'cloud.region': 'eu-west-1', 'cloud.instance.id': 'i-0123456789abcdef0', 'event.provider': 'aws.ec2', 'event.action': 'stopping' },
  },
  {
    format: 'eventbridge',
    text: json({ version: '0', id: 'x-1', 'detail-type': 'Ledger Closed', source: 'shop.ledger', account, time: '2023-06-01T10:00:00Z', region: 'eu-west-1', resources: [], detail: { status: 'FAILED', statusReason: 'The balance is off.' } }),
    dataset: 'application', time: '2023-06-01T10:00:00.000Z', message: 'The balance is off.', attributes: { 'event.outcome': 'failure', 'cloud.account.id': account, 'event.provider': 'shop.ledger' },
  },
  {
    format: 'cloudtrail', reader: 'cloudtrail',
    text: json({ version: '0', id: 'x-2', 'detail-type': 'AWS API Call via CloudTrail', source: 'aws.iam', account, time: '2023-06-01T10:00:01Z', region: 'us-east-1', detail: { eventVersion: '1.11', eventTime: '2023-06-01T10:00:00Z', eventSource: 'iam.amazonaws.com', eventName: 'CreateUser', eventID: 'e-9' } }),
    dataset: 'cloudtrail', time: '2023-06-01T10:00:00.000Z', message: 'iam.amazonaws.com CreateUser', attributes: { 'cloud.account.id': account, 'cloud.region': 'us-east-1' },
  },
  {
    format: 'security-hub',
    text: json({ version: '0', id: 'x-3', 'detail-type': 'Security Hub Findings - Imported', source: 'aws.securityhub', account, time: '2023-06-01T10:00:01Z', region: 'eu-west-1', detail: { findings: [{ SchemaVersion: '2018-10-08', Id: 's2', ProductArn: 'x', AwsAccountId: account, Title: 'Key is old', Severity: { Label: 'MEDIUM' }, Compliance: { Status: 'FAILED' }, UpdatedAt: '2023-06-01T10:00:00Z' }] } }),
    dataset: 'application', time: '2023-06-01T10:00:00.000Z', level: 'warning', message: 'Key is old', attributes: { 'event.outcome': 'failure', 'cloud.account.id': account, 'cloud.region': 'eu-west-1' },
  },
  {
    format: 'ocsf',
    text: json({ class_uid: 4001, class_name: 'Network Activity', metadata: { version: '1.1.0', product: { name: 'Amazon VPC' } }, time: 1685613600000, severity_id: 4, action: 'Denied', activity_name: 'Refuse', cloud: { account: { uid: account }, region: 'eu-west-1' }, src_endpoint: { ip: '192.0.2.1', port: 4444 }, dst_endpoint: { ip: '10.0.0.1', port: 22 }, connection_info: { protocol_num: 6, direction: 'Inbound' }, traffic: { bytes: 180, packets: 3 } }),
    dataset: 'application', time: '2023-06-01T10:00:00.000Z', level: 'error', message: 'Network Activity Refuse failure',
    attributes: { 'source.ip': '192.0.2.1', 'destination.port': 22, 'network.transport': 'tcp', 'network.direction': 'inbound', 'network.bytes': 180, 'event.outcome': 'failure', 'cloud.account.id': account },
  },
  {
    format: 'network-firewall-alert', reader: 'json',
    text: json({ firewall_name: 'edge', availability_zone: 'eu-west-1a', event_timestamp: '1685613600', event: { timestamp: '2023-06-01T10:00:00.5+0000', event_type: 'alert', src_ip: '10.0.0.1', src_port: 1, dest_ip: '192.0.2.1', dest_port: 443, proto: 'TCP', alert: { action: 'blocked', signature_id: 1, signature: 'No TLS', severity: 1 } } }),
    dataset: 'application', time: '2023-06-01T10:00:00.500Z', message: 'No TLS', attributes: { 'rule.name': 'No TLS', 'event.outcome': 'failure', 'destination.ip': '192.0.2.1', 'network.transport': 'tcp' },
  },
  {
    format: 'alb-connection',
    text: '2023-06-01T10:00:00.514108Z 192.0.2.1 36280 443 TLSv1.2 ECDHE-RSA-AES128-GCM-SHA256 - "CN=a.example,O=b" NotBefore=2023-09-21T22:43:21Z;NotAfter=2026-06-17T22:43:21Z FEF257372D5C14D4 Failed:ClientCertUntrusted TID_1c71a68d70587445ad5127ff8b2687d7 -',
    dataset: 'alb', time: '2023-06-01T10:00:00.514Z', message: 'alb-connection Failed:ClientCertUntrusted', attributes: { 'source.ip': '192.0.2.1', 'source.port': 36280, 'event.outcome': 'failure' },
  },
  {
    format: 'alb-health',
    text: 'http 2023-06-01T10:00:00.901409Z 1.121980746 10.0.1.15:80 web FAIL 502 TargetError',
    dataset: 'alb', time: '2023-06-01T10:00:00.901Z', message: 'alb-health FAIL TargetError', attributes: { 'destination.ip': '10.0.1.15', 'destination.port': 80, 'http.response.status_code': 502, 'event.outcome': 'failure' },
  },
  {
    format: 'cloudfront-function',
    text: 'U7b4hR_RaxMADupvKAvr8_m9gsGXvioUggLV5Oyq-vmAtH8HADpjhw== redirecting to /en/',
    dataset: 'cloudfront', message: 'redirecting to /en/', attributes: { 'http.request.id': 'U7b4hR_RaxMADupvKAvr8_m9gsGXvioUggLV5Oyq-vmAtH8HADpjhw==' },
  },
  {
    format: 'oracle-listener',
    text: '01-JUN-2023 10:00:00 * (CONNECT_DATA=(SID=ORCL)(CID=(PROGRAM=sqlplus)(HOST=app1)(USER=app))) * (ADDRESS=(PROTOCOL=tcp)(HOST=192.0.2.1)(PORT=51234)) * establish * ORCL * 0',
    dataset: 'rds', time: '2023-06-01T10:00:00.000Z', message: 'oracle-listener establish', attributes: { 'source.ip': '192.0.2.1', 'source.port': 51234, 'user.name': 'app', 'event.action': 'establish', 'event.outcome': 'success' },
  },
  {
    format: 'oracle-alert',
    text: '2023-06-01T10:00:00.123456+00:00\nORA-01555: snapshot too old',
    dataset: 'rds', time: '2023-06-01T10:00:00.123Z', level: 'error', message: 'ORA-01555: snapshot too old', attributes: { 'error.code': 'ORA-01555' },
  },
  {
    format: 'redshift-connection',
    text: 'authenticated |Thu, 1 Jun 2023 10:00:00:123|::ffff:192.0.2.1 |51234 |1073815767|dev |app |password |0 |TLSv1.2 | |0 | | | | ',
    dataset: 'rds', time: '2023-06-01T10:00:00.123Z', message: 'redshift-connection authenticated', attributes: { 'source.ip': '192.0.2.1', 'source.port': 51234, 'user.name': 'app', 'event.action': 'authenticated' },
  },
  {
    format: 'redshift-user',
    text: '101|bob||Drop|0|0|0||1073815767|5678|Thu, 1 Jun 2023 10:00:00:123',
    dataset: 'rds', time: '2023-06-01T10:00:00.123Z', message: 'redshift-user Drop', attributes: { 'event.action': 'Drop' },
  },
  {
    format: 'redshift-activity',
    text: "'2023-06-01T10:00:00Z UTC [ db=dev user=app pid=123 userid=100 xid=4567 ]' LOG: SELECT 1",
    dataset: 'rds', time: '2023-06-01T10:00:00.000Z', message: 'SELECT 1', attributes: { 'user.name': 'app' },
  },
  {
    format: 'neptune-audit',
    text: '1685613600123, 192.0.2.1:51234, 10.0.1.15:8182, HTTP_POST, [unknown], [unknown], "POST /gremlin HTTP/1.1", {"gremlin":"g.V()"}',
    dataset: 'rds', time: '2023-06-01T10:00:00.123Z', message: '[unknown], [unknown], "POST /gremlin HTTP/1.1", {"gremlin":"g.V()"}', attributes: { 'source.ip': '192.0.2.1', 'source.port': 51234, 'destination.port': 8182, 'event.action': 'HTTP_POST' },
  },
  {
    format: 'elasticache-slow-text',
    text: 'sessions-001,0001,1685613600,20500,KEYS ... (1 more arguments),192.0.2.1:55452,web## ',
    dataset: 'rds', time: '2023-06-01T10:00:00.000Z', message: 'KEYS ... (1 more arguments)', attributes: { 'source.ip': '192.0.2.1', 'source.port': 55452, 'user.name': 'web' },
  },
  {
    format: 'elasticache-engine-text',
    text: 'sessions-001/0001: 2023-06-01T10:00:00.123Z, NOTICE, Background saving started by pid 17',
    dataset: 'rds', time: '2023-06-01T10:00:00.123Z', level: 'NOTICE', message: 'Background saving started by pid 17', attributes: {},
  },
  {
    format: 'beanstalk-health',
    text: '1685613600.123"/items"502"0.003"0.003"192.0.2.1',
    dataset: 'application', time: '2023-06-01T10:00:00.123Z', message: '- /items 502', attributes: { 'url.path': '/items', 'http.response.status_code': 502, 'source.ip': '192.0.2.1', 'event.outcome': 'failure' },
  },
  {
    format: 'cloud-init-output',
    text: "Cloud-init v. 22.2.2 running 'modules:final' at Thu, 01 Jun 2023 10:00:00 +0000. Up 21.41 seconds.",
    dataset: 'ec2', time: '2023-06-01T10:00:00.000Z', message: "Cloud-init v. 22.2.2 running 'modules:final' at Thu, 01 Jun 2023 10:00:00 +0000. Up 21.41 seconds.", attributes: {},
  },
  {
    format: 'dms-task',
    text: '00362697: 2023-06-01T10:00:00 [TARGET_APPLY    ]E:  Failed to execute statement  (ar_odbc_stmt.c:2811)',
    dataset: 'rds', time: '2023-06-01T10:00:00.000Z', level: 'E', message: 'Failed to execute statement  (ar_odbc_stmt.c:2811)', attributes: { 'log.logger': 'TARGET_APPLY' },
  },
  {
    format: 'codebuild-text',
    text: '[Container] 2023/06/01 10:00:00.123456 Running command npm test',
    dataset: 'application', time: '2023-06-01T10:00:00.123Z', message: 'Running command npm test', attributes: {},
  },
  {
    format: 'transfer-text',
    text: 'ann.8fa7d2f3f1b2c4e5 AUTH_FAILURE Method=publickey SourceIP=192.0.2.1',
    dataset: 'application', message: 'ann.8fa7d2f3f1b2c4e5 AUTH_FAILURE Method=publickey SourceIP=192.0.2.1', attributes: { 'user.name': 'ann', 'event.action': 'AUTH_FAILURE', 'event.outcome': 'failure' },
  },
  {
    format: 'airflow',
    text: '[2023-06-01T10:00:00.123+0000] {taskinstance.py:1150} ERROR - Task failed with exception',
    dataset: 'application', time: '2023-06-01T10:00:00.123Z', level: 'ERROR', message: 'Task failed with exception', attributes: { 'log.logger': 'taskinstance.py:1150' },
  },
  {
    format: 'cloudwatch-agent',
    text: '2023-06-01T10:00:00Z E! [outputs.cloudwatchlogs] Aws error received when sending logs',
    dataset: 'ec2', time: '2023-06-01T10:00:00.000Z', level: 'E', message: 'Aws error received when sending logs', attributes: { 'log.logger': 'outputs.cloudwatchlogs' },
  },
  {
    format: 'ssm-agent',
    text: '2023-06-01 10:00:00.1234 ERROR [ssm-agent-worker] [MessageService] error when calling AWS APIs',
    dataset: 'ec2', time: '2023-06-01T10:00:00.123Z', level: 'ERROR', message: '[MessageService] error when calling AWS APIs', attributes: { 'log.logger': 'ssm-agent-worker' },
  },
  {
    format: 'beanstalk-engine',
    text: '2023/06/01 10:00:00.123456 [ERROR] An error occurred during execution of command [app-deploy]',
    dataset: 'application', time: '2023-06-01T10:00:00.123Z', level: 'ERROR', message: 'An error occurred during execution of command [app-deploy]', attributes: {},
  },
  {
    format: 'opensearch',
    text: '[2023-06-01T10:00:00,123][WARN ][index.search.slowlog.query] [0a1b2c3d] [orders][0] took[5.2s]',
    dataset: 'application', time: '2023-06-01T10:00:00.123Z', level: 'WARN', message: 'took[5.2s]', attributes: { 'log.logger': 'index.search.slowlog.query', 'labels.context': '0a1b2c3d orders 0' },
  },
  {
    format: 'cloudhsm-audit',
    text: 'Time: 06/01/23 10:00:00.140812, usecs:1685613600140812\nSequence No : 0x3\nOpcode : CN_LOGIN (0xd)\nResponse : 0:HSM Return: SUCCESS\nUser Name : admin',
    dataset: 'application', time: '2023-06-01T10:00:00.140Z', message: 'CN_LOGIN 0:HSM Return: SUCCESS', attributes: { 'event.action': 'CN_LOGIN', 'event.outcome': 'success', 'user.name': 'admin' },
  },
];
