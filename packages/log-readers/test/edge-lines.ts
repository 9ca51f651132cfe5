import type { Line } from './line.ts';

const json = (value: unknown): string => JSON.stringify(value);

/** Lines of AWS' edge and network services, of collectors, and of layouts that few write. */
// prettier-ignore
export const edgeLines: readonly Line[] = [
  {
    format: 'vpc-flow', text: '5 192.0.2.1 10.0.0.71 80 34210 6 1685613540 1685613600 IPv4 14 15044 123456789012 vpc-abcdefab012345678 subnet-aaaaaaaa012345678 i-0c50d5961bcb2d47b eni-1235b8ca123456789 ap-southeast-2 apse2-az3 - - ACCEPT 19 192.0.2.1 10.0.0.71 S3 - - ingress OK',
    dataset: 'vpc-flow', time: '2023-06-01T10:00:00.000Z', message: 'ACCEPT 192.0.2.1:80 to 10.0.0.71:34210 protocol 6 packets 14 bytes 15044',
    attributes: { 'network.bytes': 15044, 'network.direction': 'ingress', 'cloud.region': 'ap-southeast-2', 'aws.vpcflow.pkt_dstaddr': '10.0.0.71', 'cloud.availability_zone': 'apse2-az3' },
  },
  {
    format: 'vpc-flow', reader: 'vpc-flow-json', text: '{"version":2,"account-id":"123456789012","interface-id":"eni-0123456789abcdef0","srcaddr":"192.0.2.1","dstaddr":"10.0.0.5","srcport":5000,"dstport":22,"protocol":6,"packets":20,"bytes":4249,"start":1685613540,"end":1685613600,"action":"REJECT","log-status":"OK"}',
    dataset: 'vpc-flow', time: '2023-06-01T10:00:00.000Z', message: 'REJECT 192.0.2.1:5000 to 10.0.0.5:22 protocol 6 packets 20 bytes 4249',
    attributes: { 'source.ip': '192.0.2.1', 'source.port': 5000, 'destination.ip': '10.0.0.5', 'destination.port': 22, 'network.transport': 'tcp', 'network.bytes': 4249, 'event.outcome': 'failure', 'event.action': 'reject', 'cloud.account.id': '123456789012', 'aws.vpcflow.interface_id': 'eni-0123456789abcdef0' },
  },
  {
    format: 'vpc-flow', reader: 'vpc-flow-json', text: '{"version":"5","account_id":"123456789012","region":"eu-west-1","interface_id":"eni-0123456789abcdef0","srcaddr":"2001:db8::1","dstaddr":"2001:db8::2","srcport":"443","dstport":"40000","protocol":"6","packets":"2","bytes":"120","start":"2023-06-01 09:59:00.000","end":"1685613600000","action":"ACCEPT","flow_direction":"egress","log_status":"OK","pkt_srcaddr":"-","tcp_flags":null}',
    dataset: 'vpc-flow', time: '2023-06-01T10:00:00.000Z', message: 'ACCEPT 2001:db8::1:443 to 2001:db8::2:40000 protocol 6 packets 2 bytes 120',
    attributes: { 'source.ip': '2001:db8::1', 'event.outcome': 'success', 'network.direction': 'egress', 'cloud.region': 'eu-west-1' },
  },
  {
    format: 'vpc-flow', reader: 'vpc-flow-json', text: '{"version":2,"account":"123456789012","interfaceid":"eni-0123456789abcdef0","sourceaddress":null,"destinationaddress":"-","starttime":1685613540,"endtime":1685613600,"logstatus":"NODATA"}',
    dataset: 'vpc-flow', time: '2023-06-01T10:00:00.000Z', message: 'NODATA on eni-0123456789abcdef0', attributes: { 'aws.vpcflow.log_status': 'NODATA', 'cloud.account.id': '123456789012' },
  },
  {
    format: 'vpc-flow', text: 'eni-1235b8ca123456789 2001:db8::1 2001:db8::2 REJECT OK 1685613540 1685613600',
    dataset: 'vpc-flow', time: '2023-06-01T10:00:00.000Z', message: 'REJECT 2001:db8::1 to 2001:db8::2 protocol - packets - bytes -',
    attributes: { 'source.ip': '2001:db8::1', 'event.outcome': 'failure' },
  },
  {
    format: 'load-balancer',
    text: 'h2 2023-06-01T10:00:00.186641Z app/web/50dc6c495c0c9188 [2001:db8::1]:2817 10.0.0.1:80 0.086 0.048 0.037 502 - 0 57 "GET https://example.com:443/a HTTP/2.0" "-" ECDHE TLSv1.2 - "Root=1-5" "-" "-" 0 2023-06-01T10:00:00.000000Z "forward" "-" "-"',
    dataset: 'alb', message: 'GET /a 502', attributes: { 'source.ip': '2001:db8::1', 'source.port': 2817, 'event.outcome': 'failure' },
  },
  {
    format: 'route53-public', text: '1.0 2023-06-01T10:00:00.235Z Z123412341234 example.com AAAA NXDOMAIN UDP IAD12 2001:db8::1 -',
    dataset: 'route53', time: '2023-06-01T10:00:00.235Z', message: 'NXDOMAIN AAAA example.com', attributes: { 'source.ip': '2001:db8::1', 'event.outcome': 'failure', 'network.transport': 'udp' },
  },
  {
    format: 'route53-resolver',
    text: json({ account_id: '123456789012', region: 'us-east-1', query_timestamp: '2023-06-01T10:00:00Z', query_name: 'bad.example.', query_type: 'A', rcode: 'NOERROR', answers: [{ Rdata: '192.0.2.9', Type: 'A' }, { Rdata: 'x.example.', Type: 'CNAME' }], srcids: { resolver_endpoint: 'rslvr-in-1' }, firewall_rule_action: 'BLOCK', firewall_rule_group_id: 'rslvr-frg-1' }),
    dataset: 'route53', message: 'NOERROR A bad.example firewall BLOCK', attributes: { 'event.outcome': 'success', 'rule.name': 'BLOCK', 'dns.resolved_ip': ['192.0.2.9'], 'rule.id': 'rslvr-frg-1' },
  },
  {
    format: 'waf',
    text: json({ timestamp: 1685613600000, webaclId: 'arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/a/b', terminatingRuleId: 'r', terminatingRuleType: 'RATE_BASED', action: 'BLOCK', httpSourceName: 'ALB', rateBasedRuleList: [{ rateBasedRuleId: 'rate-1' }], nonTerminatingMatchingRules: [{ ruleId: 'n1', action: 'COUNT' }], labels: [{ name: 'awswaf:x' }], httpRequest: { clientIp: '2001:db8::3', uri: '/x', httpMethod: 'GET', httpVersion: 'HTTP/2.0' } }),
    dataset: 'waf', message: 'BLOCK by r: GET /x', attributes: { 'source.ip': '2001:db8::3', 'rule.category': 'RATE_BASED', 'aws.waf.labels': ['awswaf:x'], 'aws.waf.counted_rules': ['n1'], 'aws.waf.rate_limit': 'rate-1', 'http.version': '2.0' },
  },
  {
    format: 'guardduty',
    text: json({ version: '0', 'detail-type': 'GuardDuty Finding', detail: { schemaVersion: '2.0', accountId: '123456789012', region: 'us-east-1', id: 'g2', type: 'Backdoor:EC2/C&CActivity.B', severity: 8, updatedAt: '2023-06-01T10:00:00Z', title: 'Talks to a control server.', resource: { resourceType: 'Instance', instanceDetails: { instanceId: 'i-1' } }, service: { count: 3, action: { actionType: 'NETWORK_CONNECTION', networkConnectionAction: { connectionDirection: 'OUTBOUND', protocol: 'TCP', localPortDetails: { port: 4000 }, remotePortDetails: { port: 80 }, remoteIpDetails: { ipAddressV4: '192.0.2.1' } } } } } }),
    dataset: 'guardduty', level: 'error', message: 'Talks to a control server.', attributes: { 'source.ip': '192.0.2.1', 'source.port': 80, 'destination.port': 4000, 'network.direction': 'outbound', 'aws.guardduty.count': 3, 'cloud.instance.id': 'i-1' },
  },
  {
    format: 'cloudfront-json', text: json({ date: '2023-06-01', time: '10:00:00', 'c-ip': '192.0.2.1', 'cs-method': 'GET', 'cs-uri-stem': '/a', 'sc-status': '404', 'cs(User-Agent)': 'curl%2F8', 'x-edge-location': 'LHR5-P1', 'x-host-header': 'example.com' }),
    dataset: 'cloudfront', time: '2023-06-01T10:00:00.000Z', message: 'GET /a 404', attributes: { 'source.ip': '192.0.2.1', 'user_agent.original': 'curl/8', 'url.domain': 'example.com', 'event.outcome': 'failure' },
  },
  {
    format: 'api-gateway-access', text: json({ requestId: 'r1', ip: '2001:db8::5', requestTime: '01/Jun/2023:10:00:00 +0000', httpMethod: 'GET', routeKey: 'GET /orders', status: '200', responseLength: '-' }),
    dataset: 'api-gateway', time: '2023-06-01T10:00:00.000Z', message: 'GET /orders 200', attributes: { 'url.path': '/orders', 'source.ip': '2001:db8::5' },
  },
  {
    format: 'eks-audit', text: json({ kind: 'Event', auditID: 'a2', level: 'Metadata', stage: 'RequestReceived', requestURI: '/api/v1/pods', verb: 'create', user: { username: 'u' }, impersonatedUser: { username: 'admin' }, annotations: { 'authorization.k8s.io/decision': 'forbid' }, requestReceivedTimestamp: '2023-06-01T10:00:00.000Z' }),
    dataset: 'eks', time: '2023-06-01T10:00:00.000Z', message: 'create /api/v1/pods by u -', attributes: { 'event.outcome': 'failure', 'user.effective.name': 'admin', 'kubernetes.audit.stage': 'RequestReceived' },
  },
  {
    format: 'lambda', text: 'REPORT RequestId: 8f507cfc-1234-4697-b07a-ac58fc914c95\tDuration: 1.00 ms\tXRAY TraceId: 1-5759e988-bd862e3fe1be46a994272793\tSegmentId: 3b85ed9c7f6e4c33\tSampled: true',
    dataset: 'lambda', message: 'REPORT RequestId: 8f507cfc-1234-4697-b07a-ac58fc914c95\tDuration: 1.00 ms\tXRAY TraceId: 1-5759e988-bd862e3fe1be46a994272793\tSegmentId: 3b85ed9c7f6e4c33\tSampled: true',
    attributes: { 'trace.id': '1-5759e988-bd862e3fe1be46a994272793', 'span.id': '3b85ed9c7f6e4c33' },
  },
  {
    format: 'lambda-platform', text: json({ time: '2023-06-01T10:00:00.000Z', type: 'platform.start', record: { requestId: 'r', version: '$LATEST', tracing: { spanId: 's1', type: 'X-Amzn-Trace-Id', value: 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=x;Sampled=1' } } }),
    dataset: 'lambda', message: 'platform.start', attributes: { 'trace.id': '1-5759e988-bd862e3fe1be46a994272793', 'span.id': 's1' },
  },
  {
    format: 'json', text: json({ timestamp: '2023-06-01T10:00:00Z', level: 'ERROR', requestId: 'r1', message: { errorType: 'TypeError', errorMessage: 'x is no function', stackTrace: ['at a', 'at b'] } }),
    dataset: 'application', level: 'ERROR', message: 'TypeError: x is no function', attributes: { 'error.type': 'TypeError', 'error.stack_trace': 'at a\nat b', 'http.request.id': 'r1' },
  },
  {
    format: 'otlp', text: json({ timeUnixNano: '1685613600000000000', severityNumber: 17, body: { stringValue: 'boom' }, attributes: [{ key: 'http.method', value: { stringValue: 'GET' } }, { key: 'http.status_code', value: { intValue: '503' } }, { key: 'tries', value: { intValue: '3' } }], traceId: '5b8efff798038103d269b633813fc60c', resource: { attributes: [{ key: 'service.name', value: { stringValue: 'cart' } }] }, scope: { name: 'lib' } }),
    dataset: 'application', time: '2023-06-01T10:00:00.000Z', level: '17', message: 'boom',
    attributes: { 'http.request.method': 'GET', 'http.response.status_code': 503, 'labels.tries': 3, 'service.name': 'cart', 'log.logger': 'lib', 'trace.id': '5b8efff798038103d269b633813fc60c' },
  },
  {
    format: 'otlp', text: json({ Timestamp: '1685613600000000000', SeverityText: 'WARN', SeverityNumber: 13, Body: { message: 'slow' }, Resource: { 'service.name': 'cart' }, Attributes: { 'client.address': '192.0.2.1' } }),
    dataset: 'application', time: '2023-06-01T10:00:00.000Z', level: 'WARN', message: 'slow', attributes: { 'source.ip': '192.0.2.1', 'service.name': 'cart' },
  },
  {
    format: 'device', text: 'Jun  1 10:00:00 fw1 %ASA-4-106023: Deny tcp src outside:192.0.2.1/80 dst inside:10.0.0.1/1234',
    dataset: 'application', time: '2023-06-01T10:00:00.000Z', level: 'warning', message: 'Deny tcp src outside:192.0.2.1/80 dst inside:10.0.0.1/1234', attributes: { 'host.hostname': 'fw1', 'event.provider': 'ASA', 'event.code': '106023' },
  },
  {
    format: 'device', text: '<189>123: *Jun  1 10:00:00.123 UTC: %LINK-3-UPDOWN: Interface Gi0/1, changed state to down',
    dataset: 'application', time: '2023-06-01T10:00:00.123Z', level: 'err', message: 'Interface Gi0/1, changed state to down', attributes: { 'event.code': 'UPDOWN' },
  },
  {
    format: 'device', text: 'June 1 10:00:00 proxy %WEBPROXY- GET: 192.0.2.1||bob||/x||200',
    dataset: 'application', time: '2023-06-01T10:00:00.000Z', message: 'June 1 10:00:00 proxy %WEBPROXY- GET: 192.0.2.1||bob||/x||200', attributes: { 'source.ip': '192.0.2.1', 'event.code': 'GET', 'host.hostname': 'proxy' },
  },
  {
    format: 'access', text: '192.0.2.1 - "first last" [01/Jun/2023:10:00:00 +0000] "GET / HTTP/1.1" 200 612 "-" "x"',
    dataset: 'application', message: 'GET / 200', attributes: { 'user.name': 'first last', 'source.ip': '192.0.2.1' },
  },
  {
    format: 'web-error', text: '[Thu Jun 01 10:00:00.123456 2023] [proxy:trace3] [pid 1:tid 2] (111)Connection refused: [client 192.0.2.1:443] AH00957: attempt failed',
    dataset: 'application', time: '2023-06-01T10:00:00.123Z', level: 'trace3', message: '(111)Connection refused: [client 192.0.2.1:443] AH00957: attempt failed', attributes: { 'source.ip': '192.0.2.1', 'source.port': 443, 'log.logger': 'proxy' },
  },
  {
    format: 'text', text: 'Jun 01, 2023 10:00:00 AM org.acme.Main run\nWARNING: slow\n\tat x',
    dataset: 'application', time: '2023-06-01T10:00:00.000Z', level: 'WARNING', message: 'slow\n\tat x', attributes: { 'log.logger': 'org.acme.Main' },
  },
];
