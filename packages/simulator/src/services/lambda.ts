import { uuidOf } from '../chance/identifiers.ts';
import { isoMillis } from '../text/times.ts';
import { shopHours } from '../timetable/daily-curve.ts';
import type { Chance } from '../chance/chance.ts';
import type { Emit, LogSource } from './log-source.ts';

/** What one function says between START and END, in its runtime's format; times are offsets inside the invocation. */
type WriteBody = (
  startMs: number,
  durationMs: number,
  requestId: string,
  chance: Chance,
  say: (atMs: number, text: string) => void,
) => void;

interface FunctionShape {
  readonly name: string;
  /** As INIT_START names it. */
  readonly runtime: 'nodejs:22' | 'python:3.13';
  readonly weight: number;
  readonly memoryMb: number;
  /** Usual billed work in milliseconds. */
  readonly medianMs: number;
  readonly body: WriteBody;
}

/** What console.log becomes in the Node.js runtime: tabs between time, request, level and text. */
const nodeLine = (atMs: number, requestId: string, level: string, text: string): string =>
  `${isoMillis(atMs)}\t${requestId}\t${level}\t${text}`;

/** What Python's logging becomes in its runtime: the level first, in brackets. */
const pythonLine = (atMs: number, requestId: string, level: string, text: string): string =>
  `[${level}]\t${isoMillis(atMs)}\t${requestId}\t${text}`;

/**
 * A stream consumer, an image worker and a caller of partners: short, long and in between. Weights count events, and
 * an invocation is four to five of them.
 */
const functionShapes: readonly FunctionShape[] = [
  {
    name: 'order-events',
    runtime: 'nodejs:22',
    weight: 4,
    memoryMb: 512,
    medianMs: 46,
    body: (startMs, durationMs, requestId, chance, say) => {
      const records = chance.whole(1, 25);
      say(
        startMs + 2,
        nodeLine(startMs + 2, requestId, 'INFO', `Received ${records} records from shard ${chance.whole(0, 3)}`),
      );
      if (chance.happens(0.02)) {
        const atMs = startMs + durationMs * 0.5;
        say(atMs, nodeLine(atMs, requestId, 'WARN', 'Conditional write lost the race, reading again'));
      }
      const doneMs = startMs + durationMs * 0.9;
      say(doneMs, nodeLine(doneMs, requestId, 'INFO', `Stored ${records} records, 0 failed`));
    },
  },
  {
    name: 'image-resizer',
    runtime: 'python:3.13',
    weight: 3,
    memoryMb: 1_536,
    medianMs: 840,
    body: (startMs, durationMs, requestId, chance, say) => {
      const key = `originals/${chance.hex(10)}.jpg`;
      say(
        startMs + 4,
        pythonLine(startMs + 4, requestId, 'INFO', `Resizing s3 object ${key} to ${chance.pick([320, 640, 1280])} px`),
      );
      if (chance.happens(0.03)) {
        const atMs = startMs + durationMs * 0.4;
        say(atMs, pythonLine(atMs, requestId, 'WARNING', 'EXIF orientation missing, assuming upright'));
      }
    },
  },
  {
    name: 'webhook-relay',
    runtime: 'nodejs:22',
    weight: 3,
    memoryMb: 256,
    medianMs: 130,
    body: (startMs, durationMs, requestId, chance, say) => {
      const atMs = startMs + durationMs * 0.8;
      const status = chance.happens(0.01) ? chance.pick([429, 502, 503]) : 200;
      const level = status === 200 ? 'INFO' : 'WARN';
      say(
        atMs,
        nodeLine(
          atMs,
          requestId,
          level,
          `Partner ${chance.whole(10, 60)} answered ${status} on attempt ${chance.whole(1, 2)}`,
        ),
      );
    },
  },
];

/** A stream is one execution environment: it lives for a while and is then replaced by a cold start. */
const environmentName = (atMs: number, chance: Chance): string =>
  `${isoMillis(atMs).slice(0, 10).replaceAll('-', '/')}/[$LATEST]${chance.hex(32)}`;

/**
 * The REPORT line, with its trailing tab.
 *
 * Billed is the duration rounded up to the millisecond, the init phase included when there was one.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html
 */
const writeReport = (
  shape: FunctionShape,
  chance: Chance,
  requestId: string,
  durationMs: number,
  initMs: number,
): string => {
  const billedMs = Math.ceil(durationMs + initMs);
  const usedMb = Math.round(shape.memoryMb * (0.35 + 0.2 * chance.fraction()));
  const init = initMs > 0 ? `Init Duration: ${initMs.toFixed(2)} ms\t` : '';
  return `REPORT RequestId: ${requestId}\tDuration: ${durationMs.toFixed(2)} ms\tBilled Duration: ${billedMs} ms\tMemory Size: ${shape.memoryMb} MB\tMax Memory Used: ${usedMb} MB\t${init}`;
};

const lambdaSource = (shape: FunctionShape): LogSource => ({
  name: `lambda-${shape.name}`,
  logGroup: `/aws/lambda/${shape.name}`,
  weight: shape.weight,
  curve: shopHours,
  open: (world, chance) => {
    const runtime = `${shape.runtime}.v${chance.whole(40, 48)}`;
    const runtimeArn = `arn:aws:lambda:${world.region}::runtime:${chance.hex(64)}`;
    // Busy until when, by environment: an environment serves one invocation at a time.
    const environments: { stream: string; busyUntilMs: number }[] = [];
    return (atMs: number, emit: Emit) => {
      // About one invocation in 120 finds its environment recycled, and one that finds all busy starts another.
      const index = environments.findIndex(({ busyUntilMs }) => busyUntilMs <= atMs);
      const isCold = index < 0 || chance.happens(1 / 120);
      const environment = isCold ? { stream: environmentName(atMs, chance), busyUntilMs: 0 } : environments[index];
      if (environment === undefined) return;
      environments[index < 0 ? environments.length : index] = environment;
      const { stream } = environment;
      const initMs = isCold ? chance.around(380, 0.3) : 0;
      if (isCold) {
        emit(atMs, stream, `INIT_START Runtime Version: ${runtime}\tRuntime Version ARN: ${runtimeArn}`);
      }
      const requestId = uuidOf(chance);
      const startMs = atMs + initMs;
      const durationMs = Math.max(1, chance.around(shape.medianMs, 0.45));
      const endMs = startMs + durationMs;
      environment.busyUntilMs = endMs;
      emit(startMs, stream, `START RequestId: ${requestId} Version: $LATEST`);
      shape.body(startMs, durationMs, requestId, chance, (at, text) => emit(at, stream, text));
      emit(endMs, stream, `END RequestId: ${requestId}`);
      emit(endMs, stream, writeReport(shape, chance, requestId, durationMs, initMs));
    };
  },
});

/** The Lambda functions of the shop, one log group each. */
export const lambdaSources: readonly LogSource[] = functionShapes.map(lambdaSource);
