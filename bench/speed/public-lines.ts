import { join } from 'node:path';
import { openStream } from '@bellwether/log-model';
import { readLines, systemPath, systems } from '../data.ts';

/** Real lines of one kind, with their headers. */
export interface LineSet {
  readonly name: string;
  readonly lines: readonly string[];
}

/** The 11 loghub samples and the HDFS lines of the session data: 147,942 lines. */
export const publicLines = (data: string): readonly LineSet[] => [
  ...systems.map((system) => ({ name: system, lines: readLines(systemPath(data, system)) })),
  {
    name: 'HDFS_2pct',
    lines: readLines(join(data, '02-session-anomaly/hdfs_2pct/HDFS_2pct_first_half.log.gz')),
  },
];

/** The messages after the headers. */
export const messagesOf = ({ lines }: LineSet): readonly string[] => {
  const stream = openStream({ account: '', region: '', logGroup: '', logStream: '' }, { receivedMs: 0 });
  return lines
    .flatMap((text, index) => stream.push({ text }, index))
    .concat(stream.flush())
    .flatMap(({ outcome }) => (outcome.kind === 'record' ? [outcome.record.message] : []));
};
