import { agentLines } from './agent-lines.ts';
import { awsLines } from './aws-lines.ts';
import { databaseLines } from './database-lines.ts';
import { edgeLines } from './edge-lines.ts';
import type { Line } from './line.ts';
import { productLines } from './product-lines.ts';
import { programLines } from './program-lines.ts';
import { windowsLines } from './windows-lines.ts';

export type { Line } from './line.ts';

const json = (value: unknown): string => JSON.stringify(value);
const request = '8f507cfc-1234-4697-b07a-ac58fc914c95';

/** At least one line for every reader; names and addresses are those set aside for documentation. */
// prettier-ignore
export const lines: readonly Line[] = [
  {
    format: 'cloudtrail',
    text: json({ eventVersion: '1.08', userIdentity: { type: 'AssumedRole', accountId: '123456789012', sessionContext: { sessionIssuer: { userName: 'Deployer' } } }, eventTime: '2023-06-01T10:00:00Z', eventSource: 'iam.amazonaws.com', eventName: 'CreateUser', awsRegion: 'us-east-1', sourceIPAddress: '192.0.2.1', userAgent: 'aws-cli', errorCode: 'AccessDenied', eventID: 'e-1' }),
    dataset: 'cloudtrail', time: '2023-06-01T10:00:00.000Z', message: 'iam.amazonaws.com CreateUser failed with AccessDenied',
    attributes: { 'user.name': 'Deployer', 'event.outcome': 'failure', 'source.ip': '192.0.2.1', 'cloud.account.id': '123456789012', 'cloud.region': 'us-east-1' },
  },
  {
    format: 'cloudtrail',
    text: json({ eventVersion: '1.08', userIdentity: { type: 'Root' }, eventTime: '2023-06-01T10:00:00Z', eventSource: 'signin.amazonaws.com', eventName: 'ConsoleLogin', sourceIPAddress: 'AWS Internal', responseElements: { ConsoleLogin: 'Failure' } }),
    dataset: 'cloudtrail', message: 'signin.amazonaws.com ConsoleLogin failed with Failure',
    attributes: { 'user.name': 'root', 'event.outcome': 'failure', 'source.address': 'AWS Internal' },
  },
  {
    format: 'cloudtrail-insight', reader: 'cloudtrail',
    text: json({ eventVersion: '1.07', eventTime: '2023-06-01T10:00:00Z', awsRegion: 'us-east-1', eventID: 'i-1', eventType: 'AwsCloudTrailInsight', insightDetails: { state: 'Start', eventSource: 'ec2.amazonaws.com', eventName: 'RunInstances', insightType: 'ApiCallRateInsight' } }),
    dataset: 'cloudtrail', message: 'ApiCallRateInsight Start for ec2.amazonaws.com RunInstances', attributes: { 'event.action': 'RunInstances' },
  },
  {
    format: 'cloudtrail-digest', reader: 'cloudtrail',
    text: json({ awsAccountId: '123456789012', digestStartTime: '2023-06-01T09:00:00Z', digestEndTime: '2023-06-01T10:00:00Z', digestS3Object: 'x' }),
    dataset: 'cloudtrail', time: '2023-06-01T10:00:00.000Z', message: 'CloudTrail digest delivered', attributes: { 'cloud.account.id': '123456789012' },
  },
  {
    format: 'waf',
    text: json({ timestamp: 1685613600000, webaclId: 'arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/a/b', terminatingRuleId: 'SQLi', action: 'BLOCK', httpRequest: { clientIp: '192.0.2.1', uri: '/login', httpMethod: 'POST', headers: [{ name: 'Host', value: 'example.com' }] } }),
    dataset: 'waf', time: '2023-06-01T10:00:00.000Z', message: 'BLOCK by SQLi: POST /login', attributes: { 'source.ip': '192.0.2.1', 'url.domain': 'example.com', 'cloud.region': 'eu-west-1', 'event.outcome': 'failure' },
  },
  {
    format: 'route53-resolver',
    text: json({ version: '1.1', account_id: '123456789012', region: 'us-east-1', query_timestamp: '2023-06-01T10:00:00Z', query_name: 'example.com.', query_type: 'A', rcode: 'NXDOMAIN', srcaddr: '10.0.0.1', srcport: '5353', transport: 'UDP' }),
    dataset: 'route53', time: '2023-06-01T10:00:00.000Z', message: 'NXDOMAIN A example.com', attributes: { 'dns.question.name': 'example.com', 'event.outcome': 'failure', 'source.port': 5353, 'network.transport': 'udp' },
  },
  {
    format: 'guardduty',
    text: json({ schemaVersion: '2.0', accountId: '123456789012', region: 'us-east-1', id: 'g1', type: 'Recon:EC2/PortProbe', resource: { resourceType: 'Instance' }, service: { action: { actionType: 'NETWORK_CONNECTION', networkConnectionAction: { remoteIpDetails: { ipAddressV4: '192.0.2.1' } } } }, severity: 2, updatedAt: '2023-06-01T10:00:00Z', description: 'Probed.' }),
    dataset: 'guardduty', time: '2023-06-01T10:00:00.000Z', level: 'info', message: 'Probed.', attributes: { 'source.ip': '192.0.2.1', 'event.action': 'NETWORK_CONNECTION' },
  },
  {
    format: 'security-hub',
    text: json({ SchemaVersion: '2018-10-08', Id: 's1', ProductArn: 'x', AwsAccountId: '123456789012', Region: 'us-east-1', Title: 'Port open', Severity: { Label: 'HIGH', Normalized: 70 }, CreatedAt: '2023-06-01T10:00:00Z' }),
    dataset: 'application', time: '2023-06-01T10:00:00.000Z', level: 'error', message: 'Port open', attributes: { 'event.severity': 70 },
  },
  {
    format: 'inspector',
    text: json({ awsAccountId: '123456789012', findingArn: 'arn:x', severity: 'LOW', updatedAt: '1.6856136E9', description: 'Old library.', resources: [{ region: 'us-east-1' }] }),
    dataset: 'application', time: '2023-06-01T10:00:00.000Z', level: 'info', message: 'Old library.', attributes: { 'cloud.region': 'us-east-1' },
  },
  {
    format: 'config-item',
    text: json({ configurationItemStatus: 'ResourceDeleted', configurationItemCaptureTime: '2023-06-01T10:00:00Z', resourceType: 'AWS::S3::Bucket', resourceId: 'b1', awsRegion: 'us-east-1', awsAccountId: '123456789012' }),
    dataset: 'config', time: '2023-06-01T10:00:00.000Z', message: 'ResourceDeleted AWS::S3::Bucket b1', attributes: { 'aws.config.resource_type': 'AWS::S3::Bucket' },
  },
  {
    format: 'eks-audit',
    text: json({ kind: 'Event', apiVersion: 'audit.k8s.io/v1', auditID: 'a1', stage: 'ResponseComplete', requestURI: '/api/v1/secrets', verb: 'list', user: { username: 'system:anonymous' }, sourceIPs: ['192.0.2.1'], objectRef: { resource: 'secrets' }, responseStatus: { code: 403 }, stageTimestamp: '2023-06-01T10:00:00.000Z' }),
    dataset: 'eks', time: '2023-06-01T10:00:00.000Z', message: 'list secrets by system:anonymous 403', attributes: { 'event.outcome': 'failure', 'source.ip': '192.0.2.1', 'user.name': 'system:anonymous' },
  },
  {
    format: 'lambda-platform',
    text: json({ time: '2023-06-01T10:00:00.000Z', type: 'platform.report', record: { requestId: request, status: 'timeout', metrics: { durationMs: 3000, maxMemoryUsedMB: 90 } } }),
    dataset: 'lambda', time: '2023-06-01T10:00:00.000Z', message: 'platform.report timeout', attributes: { 'event.outcome': 'failure', 'aws.lambda.duration_ms': 3000 },
  },
  {
    format: 'api-gateway-access',
    text: json({ requestId: 'r1', ip: '192.0.2.1', requestTimeEpoch: 1685613600000, httpMethod: 'GET', resourcePath: '/orders', status: '502', responseLength: '12' }),
    dataset: 'api-gateway', time: '2023-06-01T10:00:00.000Z', message: 'GET /orders 502', attributes: { 'http.response.status_code': 502, 'event.outcome': 'failure' },
  },
  {
    format: 'winlog',
    text: json({ winlog: { event_id: 4625, provider_name: 'Microsoft-Windows-Security-Auditing', time_created: '2023-06-01T10:00:00.000Z', outcome: 'failure', event_data: { TargetUserName: 'alice', IpAddress: '192.0.2.1', IpPort: '5000' } }, log: { level: 'information' } }),
    dataset: 'ec2', time: '2023-06-01T10:00:00.000Z', level: 'information', message: 'Microsoft-Windows-Security-Auditing event 4625 logon-failed', attributes: { 'event.action': 'logon-failed', 'user.name': 'alice', 'source.ip': '192.0.2.1' },
  },
  {
    format: 'traefik',
    text: json({ ClientAddr: '192.0.2.1:4000', ClientHost: '192.0.2.1', ClientPort: '4000', DownstreamStatus: 404, RequestMethod: 'GET', RequestPath: '/x', RequestHost: 'example.com', level: 'info', time: '2023-06-01T10:00:00Z' }),
    dataset: 'application', time: '2023-06-01T10:00:00.000Z', level: 'info', message: 'GET /x 404', attributes: { 'source.port': 4000, 'url.domain': 'example.com' },
  },
  {
    format: 'json', reader: 'container-json',
    text: json({ log: '{"level":"warn","msg":"slow"}\n', stream: 'stderr', time: '2023-06-01T10:00:00Z', kubernetes: { namespace_name: 'shop', pod_name: 'p-1' } }),
    dataset: 'application', time: '2023-06-01T10:00:00.000Z', level: 'warn', message: 'slow', attributes: { 'orchestrator.namespace': 'shop', 'log.iostream': 'stderr' },
  },
  {
    format: 'logfmt', reader: 'container-cri',
    text: '2023-06-01T10:00:00.000000000Z stdout F level=error msg="boom" err="no route"',
    dataset: 'application', time: '2023-06-01T10:00:00.000Z', level: 'error', message: 'boom', attributes: { 'error.message': 'no route', 'log.iostream': 'stdout' },
  },
  {
    format: 'vpc-flow', text: '2 123456789012 eni-0123456789abcdef0 192.0.2.1 10.0.0.5 5000 22 6 20 4249 1685613540 1685613600 REJECT OK',
    dataset: 'vpc-flow', time: '2023-06-01T10:00:00.000Z', message: 'REJECT 192.0.2.1:5000 to 10.0.0.5:22 protocol 6 packets 20 bytes 4249',
    attributes: { 'source.ip': '192.0.2.1', 'destination.port': 22, 'network.transport': 'tcp', 'event.outcome': 'failure', 'cloud.account.id': '123456789012' },
  },
  {
    format: 'vpc-flow', text: '2 123456789012 eni-0123456789abcdef0 - - - - - - - 1685613540 1685613600 - NODATA',
    dataset: 'vpc-flow', message: 'NODATA on eni-0123456789abcdef0', attributes: { 'aws.vpcflow.log_status': 'NODATA' },
  },
  {
    format: 'lambda', text: `REPORT RequestId: ${request}\tDuration: 3000.00 ms\tBilled Duration: 3000 ms\tMemory Size: 128 MB\tMax Memory Used: 128 MB\tStatus: timeout`,
    dataset: 'lambda', message: `REPORT RequestId: ${request}\tDuration: 3000.00 ms\tBilled Duration: 3000 ms\tMemory Size: 128 MB\tMax Memory Used: 128 MB\tStatus: timeout`,
    attributes: { 'aws.lambda.max_memory_used_mb': 128, 'event.outcome': 'failure', 'faas.execution': request },
  },
  {
    format: 'lambda', text: `2023-06-01T10:00:00.000Z ${request} Task timed out after 3.00 seconds`,
    dataset: 'lambda', time: '2023-06-01T10:00:00.000Z', message: 'Task timed out after 3.00 seconds', attributes: { 'event.action': 'timeout' },
  },
  {
    format: 'lambda', text: `2023-06-01T10:00:00.000Z\t${request}\tERROR\tInvoke Error`,
    dataset: 'lambda', time: '2023-06-01T10:00:00.000Z', level: 'ERROR', message: 'Invoke Error', attributes: { 'faas.execution': request },
  },
  {
    format: 'klog', text: 'E0601 10:00:00.123456       1 server.go:123] "Failed" err="no route"',
    dataset: 'eks', time: '2023-06-01T10:00:00.123Z', level: 'E', message: '"Failed" err="no route"', attributes: { 'labels.err': 'no route', 'process.pid': 1 },
  },
  {
    format: 'load-balancer',
    text: 'https 2023-06-01T10:00:00.186641Z app/web/50dc6c495c0c9188 192.0.2.1:2817 10.0.0.1:80 0.086 0.048 0.037 200 200 0 57 "GET https://example.com:443/a?b=1 HTTP/1.1" "curl/7.46.0" ECDHE TLSv1.2 arn:aws:elasticloadbalancing:us-east-2:123456789012:targetgroup/t/1 "Root=1-5" "example.com" "-" 0 2023-06-01T10:00:00.000000Z "forward" "-" "-"',
    dataset: 'alb', time: '2023-06-01T10:00:00.186Z', message: 'GET /a 200', attributes: { 'source.port': 2817, 'url.domain': 'example.com', 'http.response.body.bytes': 57, 'cloud.region': 'us-east-2' },
  },
  {
    format: 'load-balancer', text: '2023-06-01T10:00:00.945958Z classic 192.0.2.1:2817 10.0.0.1:80 0.001 0.002 0.003 - - 57 502 "- - - " "-" - -',
    dataset: 'alb', message: 'TCP connection from 192.0.2.1:2817 to 10.0.0.1:80', attributes: { 'source.bytes': 57 },
  },
  {
    format: 'load-balancer', text: 'tls 2.0 2023-06-01T10:00:00 net/n/c6e7 g3d4 192.0.2.1:51341 10.0.0.2:443 5 2 98 246 - arn:aws:acm:us-east-2:123456789012:certificate/x - ECDHE TLSv1.2 - example.com - - -',
    dataset: 'alb', message: 'TLS connection from 192.0.2.1:51341 to 10.0.0.2:443', attributes: { 'tls.version': 'TLSv1.2', 'destination.port': 443 },
  },
  {
    format: 's3-access',
    text: '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be bucket [01/Jun/2023:10:00:00 +0000] 192.0.2.3 arn:aws:iam::123456789012:user/a 3E57427F3EX REST.GET.OBJECT k.txt "GET /bucket/k.txt?x HTTP/1.1" 403 AccessDenied 243 - 7 - "-" "S3Console/0.4" - sig SigV4 ECDHE AuthHeader bucket.s3.eu-west-1.amazonaws.com TLSv1.2',
    dataset: 's3-access', time: '2023-06-01T10:00:00.000Z', message: 'REST.GET.OBJECT 403 AccessDenied on bucket', attributes: { 'event.action': 'REST.GET.OBJECT', 'cloud.region': 'eu-west-1', 'error.code': 'AccessDenied' },
  },
  {
    format: 'cloudfront',
    text: '2023-06-01\t10:00:00\tLAX1\t392\t192.0.2.1\tGET\td1.cloudfront.net\t/i.html\t200\t-\tMozilla/5.0%20(X)\t-\t-\tHit\tid==\twww.example.com\thttps\t23\t0.001',
    dataset: 'cloudfront', time: '2023-06-01T10:00:00.000Z', message: 'GET /i.html 200', attributes: { 'user_agent.original': 'Mozilla/5.0 (X)', 'url.domain': 'www.example.com' },
  },
  {
    format: 'iis', text: '2023-06-01 10:00:00 10.0.0.1 GET /a q=1 443 - 192.0.2.1 Mozilla/5.0+(X) - 404 0 2 15',
    dataset: 'application', time: '2023-06-01T10:00:00.000Z', message: 'GET /a 404', attributes: { 'destination.ip': '10.0.0.1', 'source.ip': '192.0.2.1', 'user_agent.original': 'Mozilla/5.0 (X)', 'url.query': 'q=1' },
  },
  {
    format: 'api-gateway', text: '(1d1a4ab4-1234-4697-b07a-ac58fc914c95) Method completed with status: 502',
    dataset: 'api-gateway', message: 'Method completed with status: 502', attributes: { 'http.response.status_code': 502 },
  },
  {
    format: 'auditd', text: 'type=USER_AUTH msg=audit(1685613600.072:1962): user pid=28281 uid=0 auid=700 ses=1 msg=\'op=PAM acct="bob" exe="/usr/sbin/sshd" hostname=? addr=192.0.2.1 terminal=ssh res=failed\'',
    dataset: 'ec2', time: '2023-06-01T10:00:00.072Z', message: 'USER_AUTH user pid=28281 uid=0 auid=700 ses=1 msg=\'op=PAM acct="bob" exe="/usr/sbin/sshd" hostname=? addr=192.0.2.1 terminal=ssh res=failed\'',
    attributes: { 'user.name': 'bob', 'event.outcome': 'failure', 'source.ip': '192.0.2.1', 'event.action': 'authenticated' },
  },
  {
    format: 'cef', text: 'CEF:0|Acme|Wall|1.0|100|worm stopped|10|src=192.0.2.1 dst=10.0.0.2 spt=1232 suser=bob smith act=blocked',
    dataset: 'application', level: 'critical', message: 'worm stopped', attributes: { 'source.ip': '192.0.2.1', 'user.name': 'bob smith', 'event.action': 'blocked' },
  },
  {
    format: 'leef', text: 'LEEF:1.0|Acme|Wall|1.0|denied|src=192.0.2.1\tdst=10.0.0.2\tsev=5\tusrName=bob',
    dataset: 'application', level: 'warning', message: 'denied', attributes: { 'destination.ip': '10.0.0.2', 'user.name': 'bob' },
  },
  {
    format: 'haproxy', text: 'Jun  1 10:00:00 lb haproxy[14389]: 192.0.2.1:33317 [01/Jun/2023:10:00:00.655] in static/srv1 10/0/30/69/109 503 2750 - - ---- 1/1/1/1/0 0/0 {example.com} {} "GET /i HTTP/1.1"',
    dataset: 'application', time: '2023-06-01T10:00:00.655Z', message: 'GET /i 503', attributes: { 'source.port': 33317, 'process.pid': 14389, 'event.outcome': 'failure' },
  },
  {
    format: 'access', text: '192.0.2.1 - frank [01/Jun/2023:12:00:00 +0200] "GET /a%20b?x=1 HTTP/1.0" 200 2326 "-" "curl/8"',
    dataset: 'application', time: '2023-06-01T10:00:00.000Z', message: 'GET /a%20b 200', attributes: { 'user.name': 'frank', 'url.path': '/a b', 'url.query': 'x=1', 'user_agent.original': 'curl/8' },
  },
  {
    format: 'web-error', text: '[Thu Jun 01 10:00:00.902022 2023] [core:error] [pid 35708:tid 4328] [client 192.0.2.1:80] File missing',
    dataset: 'application', time: '2023-06-01T10:00:00.902Z', level: 'error', message: 'File missing', attributes: { 'process.pid': 35708, 'source.ip': '192.0.2.1', 'log.logger': 'core' },
  },
  {
    format: 'web-error', text: '2023/06/01 10:00:00 [error] 12#12: *1 open() failed, client: 192.0.2.1, server: _, request: "GET /x HTTP/1.1", host: "h"',
    dataset: 'application', level: 'error', message: 'open() failed, client: 192.0.2.1, server: _, request: "GET /x HTTP/1.1", host: "h"', attributes: { 'source.ip': '192.0.2.1', 'url.path': '/x' },
  },
  {
    format: 'mysql-error', text: '2023-06-01T10:00:00.085670Z 0 [System] [MY-010116] [Server] mysqld starting as process 1',
    dataset: 'rds', time: '2023-06-01T10:00:00.085Z', level: 'System', message: '[MY-010116] [Server] mysqld starting as process 1', attributes: { 'event.provider': 'Server' },
  },
  {
    format: 'mysql-slow', text: '# Time: 2023-06-01T10:00:00.837877Z\n# User@Host: admin[admin] @  [192.0.2.1]  Id:   116\n# Query_time: 2.033731  Lock_time: 0.000119 Rows_sent: 1  Rows_examined: 7\nSET timestamp=1685613600;\nSELECT 1;',
    dataset: 'rds', time: '2023-06-01T10:00:00.837Z', message: 'SELECT 1;', attributes: { 'user.name': 'admin', 'source.ip': '192.0.2.1', 'mysql.slowlog.rows_examined': 7 },
  },
  {
    format: 'postgresql', text: 'shop@orders [123] ERROR:  relation "carts" does not exist at character 15',
    dataset: 'rds', level: 'ERROR', message: 'relation "carts" does not exist at character 15',
    attributes: { 'user.name': 'shop', 'postgresql.log.database': 'orders', 'process.pid': 123, 'event.outcome': 'failure' },
  },
  {
    format: 'postgresql', text: 'LOG:  checkpoint starting: time', dataset: 'rds', level: 'LOG', message: 'checkpoint starting: time', attributes: {},
  },
  {
    format: 'postgresql', text: '2023-06-01 10:00:00 UTC:192.0.2.1(53124):bob@shop:[123]:FATAL:  password authentication failed for user "bob"',
    dataset: 'rds', time: '2023-06-01T10:00:00.000Z', level: 'FATAL', message: 'password authentication failed for user "bob"', attributes: { 'user.name': 'bob', 'process.pid': 123, 'source.ip': '192.0.2.1' },
  },
  {
    format: 'postgresql', text: '2023-06-01 10:00:00.837 UTC,"bob","shop",105,"192.0.2.1:44618",5f.69,6,"SELECT",2023-06-01 09:00:00 UTC,3/135,0,LOG,00000,"duration: 7.775 ms  statement: SELECT ""a"", 1",,,,,,,,,""',
    dataset: 'rds', level: 'LOG', message: 'SELECT "a", 1', attributes: { 'event.duration': 7775000, 'source.port': 44618 },
  },
  { format: 'redis', text: '5092:M 01 Jun 2023 10:00:00.231 # Out of memory', dataset: 'application', time: '2023-06-01T10:00:00.231Z', level: 'warning', message: 'Out of memory', attributes: { 'process.pid': 5092 } },
  { format: 'nats', text: '[1] 2023/06/01 10:00:00.624690 [INF] Server is ready', dataset: 'application', time: '2023-06-01T10:00:00.624Z', level: 'info', message: 'Server is ready', attributes: { 'process.pid': 1 } },
  { format: 'kafka', text: '[2023-06-01 10:00:00,111] INFO [Replica 0]: Stopped (kafka.controller.Replica)', dataset: 'application', time: '2023-06-01T10:00:00.111Z', level: 'INFO', message: 'Stopped', attributes: { 'log.logger': 'kafka.controller.Replica' } },
  {
    format: 'json', text: '{"level":50,"time":1685613600000,"pid":7,"hostname":"box","msg":"failed","err":{"message":"no route","type":"Error"},"name":"api"}',
    dataset: 'application', time: '2023-06-01T10:00:00.000Z', level: '50', message: 'failed', attributes: { 'error.message': 'no route', 'process.pid': 7, 'log.logger': 'api' },
  },
  {
    format: 'json', text: '{"@timestamp":"2023-06-01T10:00:00.000Z","log.level":"WARN","message":"late","source":{"ip":"192.0.2.1"},"http":{"response":{"status_code":500}}}',
    dataset: 'application', level: 'WARN', message: 'late', attributes: { 'source.ip': '192.0.2.1', 'http.response.status_code': 500 },
  },
  {
    format: 'json', text: '{"t":{"$date":"2023-06-01T10:00:00.240+00:00"},"s":"I","c":"NETWORK","id":1,"ctx":"init","msg":"Waiting"}',
    dataset: 'application', time: '2023-06-01T10:00:00.240Z', level: 'I', message: 'Waiting', attributes: { 'log.logger': 'NETWORK' },
  },
  { format: 'logfmt', text: 'time="2023-06-01T10:00:00Z" level=warning msg="a \\"b\\" c" shard=7', dataset: 'application', time: '2023-06-01T10:00:00.000Z', level: 'warning', message: 'a "b" c', attributes: { 'labels.shard': '7' } },
  {
    format: 'syslog', text: 'Jun  1 10:00:00 web sshd[24200]: Failed password for invalid user bob from 192.0.2.1 port 38926 ssh2',
    dataset: 'ec2', time: '2023-06-01T10:00:00.000Z', message: 'Failed password for invalid user bob from 192.0.2.1 port 38926 ssh2',
    attributes: { 'user.name': 'bob', 'source.ip': '192.0.2.1', 'source.port': 38926, 'event.outcome': 'failure', 'process.name': 'sshd', 'host.hostname': 'web' },
  },
  {
    format: 'syslog', text: '<165>1 2023-06-01T10:00:00.003Z web app 12 ID47 [x@1 k="a]b"] An entry',
    dataset: 'ec2', time: '2023-06-01T10:00:00.003Z', level: 'notice', message: 'An entry', attributes: { 'process.pid': 12, 'log.syslog.msgid': 'ID47' },
  },
  {
    format: 'syslog', text: 'Jun  1 10:00:00 gw kernel: [1.2] DROP_INPUT: IN=eth0 OUT= SRC=192.0.2.1 DST=10.0.0.2 LEN=52 PROTO=TCP SPT=5 DPT=445',
    dataset: 'ec2', message: '[1.2] DROP_INPUT: IN=eth0 OUT= SRC=192.0.2.1 DST=10.0.0.2 LEN=52 PROTO=TCP SPT=5 DPT=445', attributes: { 'destination.port': 445, 'event.action': 'drop_input', 'network.transport': 'tcp' },
  },
  {
    format: 'syslog', text: 'Jun  1 10:00:00 web sudo:  bob : user NOT in sudoers ; TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/ls',
    dataset: 'ec2', message: 'bob : user NOT in sudoers ; TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/ls', attributes: { 'user.name': 'bob', 'event.outcome': 'failure', 'user.effective.name': 'root' },
  },
  { format: 'text', text: '2023-06-01 10:00:00,123 ERROR [main] org.acme.App: boom', dataset: 'application', time: '2023-06-01T10:00:00.123Z', level: 'ERROR', message: 'boom', attributes: { 'log.logger': 'org.acme.App' } },
  { format: 'plain', text: 'nothing known about this', dataset: 'application', message: 'nothing known about this', attributes: {} },
  ...agentLines,
  ...awsLines,
  ...databaseLines,
  ...edgeLines,
  ...windowsLines,
  ...programLines,
  ...productLines,
];
