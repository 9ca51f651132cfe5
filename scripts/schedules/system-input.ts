import { countWindowMs } from '@bellwether/log-model';
import {
  cloudTrailRecord,
  cloudWatchEnvelope,
  controlEnvelope,
  gzipJson,
  ownPrefix,
  poison,
  sampleTimeMs,
} from '@bellwether/testkit';

/** Count windows in which something is written. */
export const stepCount = 18;

/** Start of a step's window, epoch milliseconds UTC. */
export const stepStartMs = (step: number): number => sampleTimeMs + step * countWindowMs;

/** One record of the stream. */
export interface SystemRecord {
  readonly step: number;
  readonly key: string;
  readonly data: Uint8Array;
}

const envelopeOf = (logGroup: string, name: string, step: number, texts: readonly string[]) =>
  gzipJson(
    cloudWatchEnvelope({
      logGroup,
      logStream: name,
      logEvents: texts.map((message, n) => ({
        id: `${name}-${String(step).padStart(3, '0')}-${String(n).padStart(3, '0')}`,
        timestamp: stepStartMs(step) + 1_000 * n,
        message,
      })),
    }),
  );

const lines = (count: number, text: (n: number) => string): readonly string[] =>
  Array.from({ length: count }, (_, n) => text(n));

const login = (step: number, n: number): string =>
  JSON.stringify(
    cloudTrailRecord({
      eventID: `00000000-0000-4000-8000-${String(step * 100 + n).padStart(12, '0')}`,
      eventTime: new Date(stepStartMs(step) + 1_000 * n).toISOString(),
      eventSource: 'signin.amazonaws.com',
      eventName: 'ConsoleLogin',
      eventType: 'AwsConsoleSignIn',
      errorMessage: 'Failed authentication',
      responseElements: { ConsoleLogin: 'Failure' },
      additionalEventData: { MFAUsed: 'No' },
    }),
  );

const stopped = JSON.stringify(
  cloudTrailRecord({
    eventID: '00000000-0000-4000-8000-00000000ffff',
    eventTime: new Date(stepStartMs(6)).toISOString(),
  }),
);

/** What each step writes: steady services, and what is planted among them. */
const recordsOfStep = (step: number): readonly SystemRecord[] => {
  const record = (key: string, data: Uint8Array): SystemRecord => ({ step, key, data });
  const shop = envelopeOf(
    '/app/shop',
    'shop',
    step,
    lines(step === 13 ? 70 : 10, (n) => `INFO order ${n} taken`),
  );
  const errors = step === 11 ? 15 : 1;
  const made = [
    record('shop', shop),
    ...[0, 1, 2].map((task) =>
      record(
        `api-${task}`,
        envelopeOf('/app/api', `api-${task}`, step, [
          ...lines(4, (n) => `INFO request ${n} served in ${n * 3} ms`),
          ...lines(errors, (n) => `ERROR connection to 10.0.0.${n} refused`),
        ]),
      ),
    ),
  ];
  // A service that stops after window 9.
  if (step < 10)
    made.push(
      record(
        'web',
        envelopeOf(
          '/app/web',
          'web',
          step,
          lines(12, (n) => `INFO page ${n} shown`),
        ),
      ),
    );
  if (step === 1) made.push(record('control', gzipJson(controlEnvelope())), record('poison', poison));
  if (step === 2) made.push(record('own', envelopeOf(`${ownPrefix}ingest`, 'own', step, ['INFO our own line'])));
  if (step === 3 || step === 4)
    made.push(
      record(
        'trail',
        envelopeOf(
          '/cloudtrail/management',
          'trail',
          step,
          lines(7, (n) => login(step, n)),
        ),
      ),
    );
  // The same payload in another shard, and twice in its own.
  if (step === 5) made.push(record('shop-twin', shop));
  if (step === 6) made.push(record('trail', envelopeOf('/cloudtrail/management', 'trail', step, [stopped])));
  if (step === 7) made.push(record('shop', shop));
  return made;
};

export const systemRecords: readonly SystemRecord[] = Array.from({ length: stepCount }, (_, step) =>
  recordsOfStep(step),
).flat();

/** What must be found, as rule and log group: what is planted, and that everything ends. */
export const plantedFindings = [
  'cloudtrail-logging-disabled /cloudtrail/management',
  'console-login-brute-force /cloudtrail/management',
  'error-spike /app/api',
  'threshold-errors /app/api',
  'volume-silence /app/api',
  'volume-silence /app/shop',
  'volume-silence /app/web',
  'volume-spike /app/shop',
];
