import { jest } from '@jest/globals';
import type { Log, LogFields, MetricSink } from '@bellwether/lambda-kit';

export interface Recorded {
  readonly log: Log;
  readonly metrics: MetricSink;
  readonly lines: {
    readonly level: string;
    readonly sentence: string;
    readonly fields: LogFields;
    readonly error: unknown;
  }[];
  readonly added: { readonly name: string; readonly value: number }[];
  publishedTimes: number;
}

/** A log and metrics that remember what was written. */
export const recorded = (): Recorded => {
  const lines: Recorded['lines'] = [];
  const added: Recorded['added'] = [];
  const write =
    (level: string) =>
    (sentence: string, fields: LogFields = {}, error?: unknown) => {
      lines.push({ level, sentence, fields, error });
    };
  const result: Recorded = {
    log: { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') },
    metrics: {
      add: (name, value) => added.push({ name, value }),
      addSplit: (name, dimensionValue, value) => added.push({ name: `${name}/${dimensionValue}`, value }),
      publish: () => (result.publishedTimes += 1),
    },
    lines,
    added,
    publishedTimes: 0,
  };
  return result;
};

/** What standard output and standard error were given while `run` ran, as parsed JSON lines. */
export const writtenLines = (run: () => void): readonly Record<string, unknown>[] => {
  const chunks: string[] = [];
  const take = (chunk: string | Uint8Array): boolean => chunks.push(chunk.toString()) > 0;
  const spies = [process.stdout, process.stderr].map((stream) => jest.spyOn(stream, 'write').mockImplementation(take));
  try {
    run();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return chunks
    .join('')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
};
