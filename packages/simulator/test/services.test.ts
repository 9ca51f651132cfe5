import { describe, expect, it } from '@jest/globals';
import { fileNameOf, simulateDay } from '../src/index.ts';
import { allSources } from '../src/services/all-sources.ts';
import type { SimulatedEvent } from '../src/index.ts';

const startMs = Date.UTC(2026, 2, 10);
const events = [...simulateDay({ seed: 12, startMs, events: 40_000 })];
const of = (logGroup: string): readonly SimulatedEvent[] => events.filter((event) => event.logGroup === logGroup);

interface TrailRecord {
  readonly eventVersion: string;
  readonly eventID: string;
  readonly eventTime: string;
  readonly eventName: string;
  readonly eventType: string;
  readonly errorCode?: string;
  readonly readOnly: boolean;
  readonly userIdentity: { readonly type?: string; readonly invokedBy?: string };
}

const headers: readonly (readonly [logGroup: string, pattern: RegExp])[] = [
  [
    '/application/payments',
    /^2026-03-10 \d\d:\d\d:\d\d,\d{3} (INFO|WARN|DEBUG|ERROR) +\[http-nio-8080-exec-\d+\] c\.s\./,
  ],
  ['/application/auth', /^time=2026-03-10T[\d:.]+Z level=(info|warn|debug|error) svc=auth msg="[^"]+" /],
  ['/application/search', /^2026-03-10T[\d:.]+Z +(INFO|WARN|DEBUG|ERROR) 1 --- \[/],
  ['/application/email', /^2026-03-10 \d\d:\d\d:\d\d,\d{3} - mailer\.\w+ - (INFO|WARNING|ERROR) - /],
  ['/application/inventory', /^time=2026-03-10T[\d:.]+Z level=(INFO|WARN|DEBUG|ERROR) msg="/],
  [
    '/application/web',
    /^[\d.]+ - - \[10\/Mar\/2026:\d\d:\d\d:\d\d \+0000\] "(GET|POST) \S+ HTTP\/\d\.\d" \d{3} \d+ "-" "/,
  ],
  ['/application/backup', /^2026-03-10T0[123]:\d\d:\d\dZ backup\[411\]: (info|warning): /],
  ['/ec2/var/log/messages', /^Mar 10 \d\d:\d\d:\d\d ip-10-0-\d+-\d+ [\w-]+(\[\d+\])?: /],
  ['/ec2/var/log/secure', /^Mar 10 \d\d:\d\d:\d\d ip-10-0-\d+-\d+ (sshd|sudo)\[\d+\]: /],
  [
    '/vpc/flow-logs',
    /^2 \d{12} eni-[0-9a-f]{17} (- - - - - - - \d{10} \d{10} - NODATA|[\d.]+ [\d.]+ \d+ \d+ (6|17) \d+ \d+ \d{10} \d{10} (ACCEPT|REJECT) OK)$/,
  ],
  ['/aws/lambda/order-events', /^(INIT_START|START|END|REPORT) |^2026-03-10T[\d:.]+Z\t[0-9a-f-]{36}\t(INFO|WARN)\t/],
  [
    '/aws/lambda/image-resizer',
    /^(INIT_START|START|END|REPORT) |^\[(INFO|WARNING)\]\t2026-03-10T[\d:.]+Z\t[0-9a-f-]{36}\t/,
  ],
];

describe('the services', () => {
  it.each(headers)('writes %s in its own format', (logGroup, pattern) => {
    const lines = of(logGroup).map(({ message }) => message);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.filter((line) => !pattern.test(line))).toEqual([]);
  });

  it.each(['/application/checkout', '/application/catalog', '/application/shipping'])(
    'writes %s as JSON',
    (logGroup) => {
      const lines = of(logGroup);
      expect(lines.length).toBeGreaterThan(0);
      expect(lines.every(({ message }) => typeof JSON.parse(message) === 'object')).toBe(true);
    },
  );

  it('writes CloudTrail as valid records with ids of their own', () => {
    const trail = of('/cloudtrail/management-events');
    const records = trail.map(({ message }) => JSON.parse(message) as TrailRecord);
    expect(new Set(records.map(({ eventID }) => eventID)).size).toBe(records.length);
    expect(new Set(records.map(({ eventVersion }) => eventVersion))).toEqual(new Set(['1.08', '1.09', '1.10', '1.11']));
    expect(records.map(({ eventTime }) => Date.parse(eventTime))).toEqual(trail.map(({ timestampMs }) => timestampMs));
    const identities = new Set(records.map(({ userIdentity }) => userIdentity.type));
    expect(identities).toEqual(new Set(['AssumedRole', 'IAMUser', 'AWSService', 'Root', undefined]));
    const errors = new Set(records.map(({ errorCode }) => errorCode));
    expect([...errors]).toEqual(expect.arrayContaining(['AccessDenied', 'ThrottlingException', 'ParameterNotFound']));
    expect(records.some(({ readOnly }) => !readOnly)).toBe(true);
    // Root never signs in on an ordinary day: a service acts for the account.
    expect(
      records.filter(({ userIdentity }) => userIdentity.type === 'Root' && userIdentity.invokedBy === undefined),
    ).toEqual([]);
  });

  it('writes the EKS streams each in its own format', () => {
    const formats: Readonly<Record<string, RegExp>> = {
      'kube-apiserver-audit': /^\{"kind":"Event","apiVersion":"audit\.k8s\.io\/v1"/,
      authenticator: /^time="2026-03-10T[\d:]+Z" level=info /,
      'kube-apiserver': /^[IWE]0310 \d\d:\d\d:\d\d\.\d{6} +\d+ \w+\.go:\d+\] /,
      'kube-scheduler': /^[IWE]0310 \d\d:\d\d:\d\d\.\d{6} +\d+ \w+\.go:\d+\] /,
      'kube-controller-manager': /^[IWE]0310 \d\d:\d\d:\d\d\.\d{6} +\d+ \w+\.go:\d+\] /,
    };
    const seen = new Set<string>();
    for (const { logStream, message } of of('/aws/eks/shop-prod/cluster')) {
      const component = logStream.slice(0, -33);
      seen.add(component);
      expect(formats[component]?.test(message)).toBe(true);
    }
    expect(seen).toEqual(new Set(Object.keys(formats)));
  });

  it('runs one invocation at a time in a Lambda environment', () => {
    const open = new Map<string, string>();
    for (const { logStream, message } of of('/aws/lambda/webhook-relay')) {
      const [word, , requestId = ''] = message.split(/[ \t]/);
      if (word === 'START') {
        expect(open.has(logStream)).toBe(false);
        open.set(logStream, requestId);
      }
      if (word === 'REPORT') {
        expect(open.get(logStream)).toBe(requestId);
        open.delete(logStream);
      }
    }
  });

  it('announces an ordinary release with new lines that belong to no incident', () => {
    const fresh = of('/application/catalog').filter(({ message }) => message.includes('recommendation slot filled'));
    expect(fresh.length).toBeGreaterThan(10);
    expect(fresh.every(({ incidentId }) => incidentId === undefined)).toBe(true);
    expect((fresh[0]?.timestampMs ?? 0) - startMs).toBeGreaterThan(10 * 3_600_000);
  });

  it('names each source once', () => {
    expect(new Set(allSources.map(({ name }) => name)).size).toBe(allSources.length);
  });
});

describe('fileNameOf', () => {
  it.each([
    ['/application/checkout', 'application/checkout.log'],
    ['/aws/lambda/order-events', 'lambda/order-events.log'],
    ['/aws/eks/shop-prod/cluster', 'eks/shop-prod-cluster.log'],
    ['/ec2/var/log/messages', 'ec2/messages.log'],
    ['/vpc/flow-logs', 'vpc/flow-logs.log'],
    ['/cloudtrail/management-events', 'cloudtrail/management-events.jsonl'],
    ['/elsewhere/../../etc', 'other/elsewhere-..-..-etc.log'],
  ])('puts %s into %s', (logGroup, fileName) => {
    expect(fileNameOf({ logGroup })).toBe(fileName);
  });

  it('gives each log group a file of its own', () => {
    const groups = [...new Set(events.map(({ logGroup }) => logGroup))];
    expect(new Set(groups.map((logGroup) => fileNameOf({ logGroup }))).size).toBe(groups.length);
  });
});
