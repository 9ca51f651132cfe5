import { analyzeWindowTask, type AnalyzeWindowPorts } from '@bellwether/analyze-window';
import {
  analysisRequest,
  narrateOnce,
  type AnalysisPlanned,
  type SummaryResult,
  type WindowRequest,
} from '@bellwether/analysis';
import { dayMs, hourMs, type LogEvent } from '@bellwether/log-model';
import { planWindowsTask } from '@bellwether/plan-windows';
import type { Narrator } from '@bellwether/ports';
import { readFindings } from '@bellwether/queries';
import { factsNarrator } from '@bellwether/report';
import { summarizeAnalysis } from '@bellwether/summarize-analysis';
import {
  makeEvent,
  memoryAnalysisRuns,
  memoryAnalyzedWindows,
  memoryArchiveReads,
  memoryPorts,
} from '@bellwether/testkit';
import { parse } from 'zod/mini';
import { readDefinition, renderDefinition, runMachine, type MachineRun, type TaskOverride } from '../run-machine.ts';

export const definition = readDefinition('analyze-logs');
const arn = 'arn:aws:lambda:us-east-1:111122223333:function:any';
export const rendered = renderDefinition(definition, {
  plan_windows_arn: arn,
  analyze_window_arn: arn,
  summarize_analysis_arn: arn,
  lake_bucket: 'lake',
  partition: 'aws',
});

/** End of the analysed days: 4 March 2026, midnight UTC. */
export const endMs = Date.UTC(2026, 2, 4);

/** An event every so many minutes over days before the end, with an error each hour. */
export const quietDays = (days: number, everyMinutes = 20): readonly LogEvent[] =>
  Array.from({ length: (days * 24 * 60) / everyMinutes }, (_, index) =>
    makeEvent({
      id: `e${index}`,
      timestampMs: endMs - days * dayMs + index * everyMinutes * 60_000,
      logGroup: '/app/orders',
      severity: index % 6 === 0 ? 'ERROR' : 'INFO',
      message: index % 6 === 0 ? `Payment ${index} declined` : `Order ${index} placed in ${index % 90} ms`,
      templateId: index % 6 === 0 ? 'declined' : 'placed',
    }),
  );

export interface WorldOptions {
  readonly events?: readonly LogEvent[];
  readonly maxUsd?: number;
  readonly maxEvents?: number;
  readonly narrator?: Narrator;
  readonly modelId?: string;
  readonly replaced?: Partial<AnalyzeWindowPorts>;
}

/** The three functions of the machine over ports in memory, and whatever they keep. */
export const analysisWorld = (options: WorldOptions = {}) => {
  const { events = quietDays(3), maxUsd = 5, maxEvents, narrator = factsNarrator, modelId } = options;
  const memory = memoryPorts();
  let nowMs = endMs + hourMs;
  const clock = { now: () => nowMs };
  const [windows, runs] = [memoryAnalyzedWindows(), memoryAnalysisRuns()];
  const lake = memory.archive;
  const archive = memoryArchiveReads(events);
  let scans = 0;
  const scan: typeof archive.scan = (query) => {
    scans += 1;
    return archive.scan(query);
  };
  const plan = planWindowsTask(
    { lake, archive, clock },
    {
      maxUsd,
      deadlineSeconds: 900,
      concurrency: 5,
      eventRetentionDays: 400,
      ...(maxEvents === undefined ? {} : { maxEvents }),
    },
  );
  const window = analyzeWindowTask({
    lake,
    windows,
    clock,
    archive: { scan },
    templates: memory.templates,
    ...options.replaced,
  });
  const summarize = summarizeAnalysis({
    lake,
    windows,
    runs,
    reads: readFindings(memory.findings),
    narrate: narrateOnce(lake, { narrator, modelId }),
  });
  const readItems: TaskOverride = async (input) => {
    const { Key } = input as { readonly Key: string };
    const bytes = await lake.read(Key);
    if (bytes === 'not_found') throw Object.assign(new Error('NoSuchKey'), { name: 'States.ItemReaderFailed' });
    return Buffer.from(bytes)
      .toString('utf8')
      .split('\n')
      .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as unknown]));
  };
  const tasks = {
    'Plan the windows': (async (input) => {
      const read = (() => {
        try {
          return parse(analysisRequest, input);
        } catch (cause) {
          throw Object.assign(new Error('The input is not valid: days.', { cause }), { name: 'TaskInputError' });
        }
      })();
      return plan(read);
    }) as TaskOverride,
    'Analyze a window': ((input) => window(input as WindowRequest, 900_000)) as TaskOverride,
    'Analyze a listed window': ((input) => window(input as WindowRequest, 900_000)) as TaskOverride,
    'Analyze many windows: its items': readItems,
    'Summarize the analysis': ((input) => summarize(input as { runId: string })) as TaskOverride,
  };
  return {
    memory,
    lake,
    windows,
    runs,
    tasks,
    plan: (request: object): Promise<AnalysisPlanned> => plan(parse(analysisRequest, request)),
    scans: () => scans,
    advance: (byMs: number): void => {
      nowMs += byMs;
    },
    run: (request: object = { days: 3, until: new Date(endMs).toISOString() }, replaced: Partial<typeof tasks> = {}) =>
      runMachine(rendered, { ...tasks, ...replaced }, request),
  };
};

/** The output of a run that made a report. */
export const reported = (run: MachineRun): SummaryResult => {
  if (run.status === 'failed') throw new Error(`The run failed: ${run.error?.name}: ${run.error?.cause}`);
  return run.output as SummaryResult;
};
