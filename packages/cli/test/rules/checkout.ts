import type { Workspace } from '../workspace.ts';

const rule = (id: string, title: string, body: string): string => `title: ${title}
id: ${id}
status: test
description: Written for these tests.
author: A. Author
references: [https://example.com/${id}]
tags: [attack.defense-impairment, attack.t1562.008]
${body}
falsepositives: [A planned change]
level: high
`;

const trail = 'logsource: {product: aws, service: cloudtrail}';

/** A small checkout in the layout of SigmaHQ, of our own making. */
export const checkoutFiles: Readonly<Record<string, string>> = {
  '.git/config': '[core]\n\tbare = false\n[remote "origin"]\n\turl = https://user:secret@github.com/SigmaHQ/sigma.git\n\turl = git@github.com:SigmaHQ/sigma.git\n',
  '.git/HEAD': 'ref: refs/heads/master\n',
  '.git/refs/heads/master': '0123456789abcdef0123456789abcdef01234567\n',
  '.github/workflows/test.yml': 'on: push\n',
  'LICENSE.Detection.Rules.md': 'Detection Rule License (DRL) 1.1\n',
  'rules/cloud/aws/cloudtrail/stop.yml': rule('11111111-aaaa-4aaa-8aaa-000000000001', 'A trail was stopped', `${trail}\ndetection:\n  selection: {eventSource: cloudtrail.amazonaws.com, eventName: StopLogging}\n  condition: selection`),
  'rules/cloud/aws/cloudtrail/stop.events.yml': 'hits:\n  - {eventVersion: "1.11", eventSource: cloudtrail.amazonaws.com, eventName: StopLogging, awsRegion: eu-west-1}\nmisses:\n  - {eventVersion: "1.11", eventSource: cloudtrail.amazonaws.com, eventName: StartLogging, awsRegion: eu-west-1}\n',
  'rules/cloud/aws/cloudtrail/name.yml': rule('11111111-aaaa-4aaa-8aaa-000000000002', 'A trail called main was stopped', `${trail}\ndetection:\n  selection: {eventName: StopLogging, requestParameters.name: main}\n  condition: selection`),
  'rules/cloud/aws/cloudtrail/denied.yml': rule('11111111-aaaa-4aaa-8aaa-000000000003', 'A call was denied', `name: call_denied\n${trail}\ndetection:\n  selection: {errorCode: AccessDenied}\n  condition: selection`),
  'rules/correlations/denied.yml': 'title: Many calls of one user were denied\nid: 11111111-aaaa-4aaa-8aaa-000000000004\nlevel: high\nauthor: A. Author\ncorrelation:\n  type: event_count\n  rules: call_denied\n  group-by: userIdentity.arn\n  timespan: 5m\n  condition: {gte: 3}\n',
  'filters/bot.yml': 'title: Not the bot\nid: 11111111-aaaa-4aaa-8aaa-000000000005\nlogsource: {product: aws, service: cloudtrail}\nfilter:\n  rules: [11111111-aaaa-4aaa-8aaa-000000000001]\n  selection: {userAgent|startswith: bot/}\n  condition: not selection\n',
  'rules/windows/process_creation/x.yml': rule('11111111-aaaa-4aaa-8aaa-000000000006', 'A process', 'logsource: {product: windows, category: process_creation}\ndetection:\n  selection: {Image|endswith: x.exe}\n  condition: selection'),
  'rules/cloud/aws/cloudtrail/lookahead.yml': rule('11111111-aaaa-4aaa-8aaa-000000000007', 'An expression', `${trail}\ndetection:\n  selection: {eventName|re: '(?=a)b'}\n  condition: selection`),
  'rules/cloud/aws/cloudtrail/broken.yml': 'title: [\n',
  'deprecated/old.yml': rule('11111111-aaaa-4aaa-8aaa-000000000008', 'Old', `${trail}\ndetection:\n  selection: {eventName: X}\n  condition: selection`).replace('status: test', 'status: deprecated'),
}; // prettier-ignore

/** Writes the checkout below a name of the workspace; gives back its path. */
export const writeCheckout = async (workspace: Workspace, name = 'checkout'): Promise<string> => {
  for (const [file, text] of Object.entries(checkoutFiles)) await workspace.write(`${name}/${file}`, text);
  return workspace.path(name);
};
