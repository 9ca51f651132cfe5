import { ownRules } from '@bellwether/detections';
import { compileRules, defaultRedactionPolicy } from '@bellwether/log-model';
import { createFileIngest, createIngest, isConserved, openFile } from '@bellwether/pipeline';
import { cloudWatchEnvelope, gzipJson, memoryPorts, sampleTimeMs } from '@bellwether/testkit';
import { maxTries, processorMs } from './processor-time.ts';

const parts = {
  rules: compileRules(ownRules),
  policy: { alertMinSeverity: 'WARNING' },
  archive: { kind: 'redacted' },
  redaction: defaultRedactionPolicy,
  ownLogGroupPrefixes: [],
} as const;

const origin = { account: '', region: '', logGroup: 'app.log', logStream: 'app.log' };

/** What one input came to. */
export interface IngestedInput {
  readonly number: number;
  /** Milliseconds; of several inputs together their mean. */
  readonly ms: number;
  /** What was wrong, as a sentence. */
  readonly problem?: string;
}

type Ingest = (inputs: readonly string[]) => Promise<boolean>;

/** Through a delivery of CloudWatch Logs, with what a Lambda uses. @returns whether every record is accounted for */
const live: Ingest = async (messages) => {
  const logEvents = messages.map((message, n) => ({
    id: String(n).padStart(56, '3'),
    timestamp: sampleTimeMs,
    message,
  }));
  const records = [{ sequence: '1', arrivalMs: sampleTimeMs, data: gzipJson(cloudWatchEnvelope({ logEvents })) }];
  const result = await createIngest(memoryPorts(), { ...parts, readsByOrderingKey: false })({ shard: 's', records });
  return isConserved(result.accounting);
};

const file: Ingest = async (texts) => {
  const units = texts.flatMap((text) => text.split('\n')).map((text) => ({ kind: 'text' as const, text }));
  const opened = openFile({ inputId: 'f', origin, modifiedMs: sampleTimeMs, committedUnits: 0 });
  async function* chunks() {
    yield { units };
  }
  const result = await createFileIngest(memoryPorts(), parts)(
    opened,
    chunks(),
    async (_, commit) => void (await commit()),
  );
  return isConserved(result.accounting);
};

/**
 * Ingests inputs together; where that throws, loses one, or takes longer than its share, halves of them, until the input is found.
 * One that fails only beside others is reported by the first number of the smallest part that fails.
 */
const ingestBy =
  (ingest: Ingest) =>
  async (inputs: readonly string[], first: number, boundMs: number, tries = 1): Promise<readonly IngestedInput[]> => {
    const startMs = processorMs();
    let problem: string | undefined;
    try {
      if (!(await ingest(inputs))) problem = 'The accounting does not add up.';
    } catch (error) {
      problem = `It threw: ${String(error)}`;
    }
    const ms = processorMs() - startMs;
    // A whole part below the bound contains no input above it.
    if (problem === undefined && ms <= boundMs) return [{ number: first, ms: ms / inputs.length }];
    if (inputs.length === 1) {
      if (problem === undefined && tries < maxTries) return ingestBy(ingest)(inputs, first, boundMs, tries + 1);
      const late = ms > boundMs ? `It took ${Math.round(ms)} ms.` : undefined;
      const said = problem ?? late;
      return [{ number: first, ms, ...(said === undefined ? {} : { problem: said }) }];
    }
    const middle = inputs.length >> 1;
    const halves = [
      ...(await ingestBy(ingest)(inputs.slice(0, middle), first, boundMs)),
      ...(await ingestBy(ingest)(inputs.slice(middle), first + middle, boundMs)),
    ];
    if (problem === undefined || halves.some((half) => half.problem !== undefined)) return halves;
    return [...halves, { number: first, ms, problem: `${problem} (${inputs.length} inputs together)` }];
  };

export const ingestLive = ingestBy(live);
export const ingestFile = ingestBy(file);
