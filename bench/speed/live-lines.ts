import { isTimeNear } from '@bellwether/log-events';
import { openStream } from '@bellwether/log-model';
import type { System } from '../data.ts';
import { publicLines, type LineSet } from './public-lines.ts';

/** When the lines arrive: at the end of the day that they are given. Epoch milliseconds UTC. */
export const arrivalMs = Date.UTC(2026, 0, 16);
const daySeconds = 86_400;
const startSeconds = arrivalMs / 1_000 - daySeconds;

const onTheDay = (epochSeconds: string): string => String(startSeconds + (Number(epochSeconds) % daySeconds));

/** Gives a line of each system the date 2026-01-15; its time of day stays. */
const redate: Readonly<Record<System, (line: string) => string>> = {
  Android: (line) => line.replace(/^\d\d-\d\d/, '01-15'),
  Apache: (line) => line.replace(/^\[\w{3} \w{3} \d\d (\S+) \d{4}\]/, '[Thu Jan 15 $1 2026]'),
  BGL: (line) =>
    line
      .replace(/(?<=^\S+ )\d{10}/, onTheDay)
      .replace(/\d{4}\.\d\d\.\d\d/, '2026.01.15')
      .replace(/\d{4}-\d\d-\d\d/, '2026-01-15'),
  HDFS: (line) => line.replace(/^\d{6}/, '260115'),
  HPC: (line) => line.replace(/(?<=^\S+ \S+ \S+ \S+ )\d{9,10}/, onTheDay),
  Linux: (line) => line.replace(/^\w{3} [ \d]\d/, 'Jan 15'),
  Mac: (line) => line.replace(/^\w{3} [ \d]\d/, 'Jan 15'),
  OpenStack: (line) => line.replaceAll(/^(\S*?)\d{4}-\d\d-\d\d(\S*) \d{4}-\d\d-\d\d/g, '$12026-01-15$2 2026-01-15'),
  Proxifier: (line) => line.replace(/^\[\d\d\.\d\d/, '[01.15'),
  Spark: (line) => line.replace(/^\d\d\/\d\d\/\d\d/, '26/01/15'),
  Zookeeper: (line) => line.replace(/^\d{4}-\d\d-\d\d/, '2026-01-15'),
};

/** Share of the lines with a time that a live delivery is not believed without bounds. */
const shareFarOff = (lines: readonly string[]): number => {
  const stream = openStream({ account: '', region: '', logGroup: '', logStream: '' }, { receivedMs: arrivalMs });
  const far = lines
    .flatMap((text, index) => stream.push({ text }, index))
    .concat(stream.flush())
    .filter(
      ({ outcome }) =>
        outcome.kind === 'record' &&
        outcome.record.timestampMs !== undefined &&
        !isTimeNear(outcome.record.timestampMs, arrivalMs),
    );
  return far.length / lines.length;
};

/**
 * The public lines as if they were written on one day and arrived then: their own times span twenty years, and a live line of
 * another year is not counted where it stands, by design.
 *
 * @throws Error where lines kept their old times, since something else would be measured
 */
export const liveLines = (data: string): readonly LineSet[] =>
  publicLines(data).map(({ name, lines }) => {
    const system = (name === 'HDFS_2pct' ? 'HDFS' : name) as System;
    const live = lines.map(redate[system]);
    const far = shareFarOff(live);
    if (far > 0.01) throw new Error(`${(far * 100).toFixed(1)} % of the lines of ${name} are not dated anew.`);
    return { name, lines: live };
  });
