import {
  cloudTrailRecord,
  cloudWatchEnvelope,
  controlEnvelope,
  sampleTimeMs,
  type EnvelopeChanges,
} from '../events.ts';

type EnvelopeLine = Extract<NonNullable<EnvelopeChanges['logEvents']>[number], object>;

const line = (id: string, timestamp: number, message: string): EnvelopeLine => ({ id, timestamp, message });

const failedLogin = (n: number): EnvelopeLine =>
  line(
    `login${n}`,
    sampleTimeMs + n * 1_000,
    JSON.stringify(
      cloudTrailRecord({
        eventID: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
        eventTime: new Date(sampleTimeMs + n * 1_000).toISOString(),
        eventSource: 'signin.amazonaws.com',
        eventName: 'ConsoleLogin',
        eventType: 'AwsConsoleSignIn',
        errorMessage: 'Failed authentication',
        responseElements: { ConsoleLogin: 'Failure' },
        additionalEventData: { MFAUsed: 'No' },
      }),
    ),
  );

const trail = (logEvents: readonly EnvelopeLine[]) =>
  cloudWatchEnvelope({ logGroup: '/cloudtrail/management', logStream: 'trail', logEvents });

const services = (count: number) =>
  Array.from({ length: count }, (_, n) => {
    const timeMs = sampleTimeMs + n * 60_000;
    return {
      key: `web-${n % 3}`,
      envelope: cloudWatchEnvelope({
        logGroup: n % 2 === 0 ? '/app/web' : '/app/shop',
        logStream: `task-${n % 3}`,
        logEvents: [
          line(`a${n}`, timeMs, `INFO request ${n} served in ${n * 3} ms`),
          line(`b${n}`, timeMs + 1, `ERROR connection to 10.0.0.${n} refused`),
          line(`c${n}`, timeMs + 2, 'WARN queue is filling'),
        ],
      }),
    };
  });

const padded = (n: number): string => String(n).padStart(2, '0');

/**
 * Deliveries of 60 lines of one kind each, which is known after some of them, with a secret, a trace and a number that is looked at in
 * between.
 */
export const steadyDeliveries = (count: number): readonly PlantedDelivery[] =>
  Array.from({ length: count }, (_, delivery) => {
    const timeMs = sampleTimeMs + delivery * 60_000;
    const texts = Array.from({ length: 60 }, (__, n) => {
      const head = `2026-01-15 12:${padded(delivery)}:${padded(n)},123 INFO [worker-${n % 3}] org.acme.Cart:`;
      if (n === 45) return `${head} item AKIAABCDEFGHIJKLMNOP added in ${n} ms`;
      if (n === 50) return '\tat org.acme.Cart.add(Cart.java:42)';
      return `${head} item ${n === 55 ? '0' : ''}${1000 + n} added in ${n} ms`;
    });
    return {
      key: `web-${delivery % 3}`,
      envelope: cloudWatchEnvelope({
        logGroup: '/app/web',
        logStream: `task-${delivery % 3}`,
        // Ids ascend, as those of one stream do.
        logEvents: texts.map((text, n) => line(`s${padded(delivery)}${padded(n)}`, timeMs + n * 1_000, text)),
      }),
    };
  });

/** Bytes that say they are gzip and are none. */
export const poison = Buffer.from([0x1f, 0x8b, 0x08, 0xff, 0x00, 0x01]);

/** Log groups that begin with this are our own. */
export const ownPrefix = '/aws/lambda/bellwether-';

/** One delivery: an envelope, or bytes as they are, and the key that decides its shard. */
export interface PlantedDelivery {
  readonly key: string;
  readonly envelope?: unknown;
  readonly bytes?: Uint8Array;
}

/**
 * Deliveries of every kind: logs of two services, a brute-force login in two of them, a stopped trail, poison, a control message,
 * and a line of our own.
 *
 * @param serviceCount  deliveries of the services, three lines each
 */
export const plantedDeliveries = (serviceCount: number): readonly PlantedDelivery[] => {
  const logins = Array.from({ length: 14 }, (_, n) => failedLogin(n));
  const stopped = cloudTrailRecord({ eventID: '00000000-0000-4000-8000-00000000ffff' });
  return [
    { key: 'control', envelope: controlEnvelope() },
    ...services(serviceCount),
    { key: 'poison', bytes: poison },
    { key: 'trail', envelope: trail(logins.slice(0, 7)) },
    { key: 'trail', envelope: trail(logins.slice(7)) },
    { key: 'trail', envelope: trail([line('stop', sampleTimeMs, JSON.stringify(stopped))]) },
    { key: 'own', envelope: cloudWatchEnvelope({ logGroup: `${ownPrefix}ingest`, logEvents: ['INFO our own line'] }) },
  ];
};

/** What `plantedDeliveries` must end as, whatever happens on the way. */
export const plantedAccounting = (serviceCount: number) => ({
  received: serviceCount * 3 + 14 + 1 + 1 + 1 + 1,
  classified: serviceCount * 3 + 14 + 1,
  unreadable: { truncated_gzip: 1 },
  dropped: { control_message: 1, own_logs: 1 },
});

/** Rules of the findings that are planted, sorted. */
export const plantedRules = ['cloudtrail-logging-disabled', 'console-login-brute-force'];
