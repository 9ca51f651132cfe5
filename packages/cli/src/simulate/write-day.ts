import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { fileNameOf, planIncidents, simulateDay, truthFileOf, type SimulateOptions } from '@bellwether/simulator';

export interface WrittenDay {
  readonly directory: string;
  readonly truthPath: string;
  readonly files: readonly string[];
  readonly events: number;
  readonly incidents: number;
}

/** Writes a simulated day as log files, one per log group, and the truth about its incidents beside them. */
export const writeDay = async (directory: string, options: SimulateOptions): Promise<WrittenDay> => {
  const streams = new Map<string, WriteStream>();
  const lastMs = new Map<string, number>();
  let events = 0;
  const openFile = async (name: string): Promise<WriteStream> => {
    const path = join(directory, 'logs', name);
    await mkdir(dirname(path), { recursive: true });
    const stream = createWriteStream(path);
    streams.set(name, stream);
    return stream;
  };
  for (const event of simulateDay(options)) {
    events += 1;
    const name = fileNameOf(event);
    const stream = streams.get(name) ?? (await openFile(name));
    lastMs.set(name, event.timestampMs);
    if (!stream.write(`${event.message}\n`)) await once(stream, 'drain');
  }
  for (const [name, stream] of streams) {
    stream.end();
    await once(stream, 'close');
    // A log was last written when its last line was: lines without a time of their own are of that day, not of today.
    const writtenMs = lastMs.get(name) ?? options.startMs;
    await utimes(join(directory, 'logs', name), writtenMs / 1_000, writtenMs / 1_000);
  }
  const plan = planIncidents(options);
  const truthPath = join(directory, 'truth.json');
  await mkdir(directory, { recursive: true });
  await writeFile(truthPath, `${JSON.stringify(truthFileOf(plan, options), null, 2)}\n`);
  return { directory, truthPath, files: [...streams.keys()].sort(), events, incidents: plan.length };
};
