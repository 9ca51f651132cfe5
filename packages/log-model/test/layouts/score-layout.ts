import { createMiner, openStream, type RawRecord, type StreamOutcome } from '../../src/index.ts';
import type { Layout } from './layouts.ts';
import { statementLines } from './statement-lines.ts';

export interface LayoutScore {
  /** Share of lines whose group is exactly that of their statement, in [0, 1]. */
  readonly grouping: number;
  /** Share of lines whose message came out as the program wrote it, in [0, 1]. */
  readonly exactMessages: number;
}

const receivedMs = Date.UTC(2026, 10, 29, 17);

/** The messages of a stream of lines, each a record of its own. */
const messagesOf = (texts: readonly string[]): readonly string[] => {
  const stream = openStream({ account: '', region: '', logGroup: '', logStream: '' }, { receivedMs });
  const outcomes: StreamOutcome[] = [];
  texts
    .flatMap((text) => text.split('\n'))
    .forEach((text, ordinal) => {
      const raw: RawRecord = { text };
      outcomes.push(...stream.push(raw, ordinal));
    });
  outcomes.push(...stream.flush());
  return outcomes.flatMap(({ outcome }) => (outcome.kind === 'record' ? [outcome.record.message.trim()] : []));
};

/** The members of each group, as texts that can be compared. */
const groupsOf = (ids: readonly string[]): ReadonlyMap<string, string> => {
  const members = new Map<string, number[]>();
  ids.forEach((id, index) => {
    const group = members.get(id);
    if (group === undefined) members.set(id, [index]);
    else group.push(index);
  });
  return new Map([...members].map(([id, group]) => [id, group.join(' ')]));
};

/** Writes messages in a layout, reads and mines them, and compares with the statements that they came from. */
export const scoreLayout = (layout: Layout, count: number): LayoutScore => {
  const written = statementLines(count);
  const messages = messagesOf(written.map((line) => layout.write(line)));
  const miner = createMiner();
  const learnt = messages.map((message, index) => miner.learn('layout', message, index).templateId);
  const ids = learnt.map((id) => miner.template('layout', id)?.id ?? id);
  const truth = written.map(({ statement }) => (layout.isOneStatement === true ? '' : String(statement)));
  const rightGroups = new Set(groupsOf(truth).values());
  const found = groupsOf(ids);
  const right = ids.filter((id) => rightGroups.has(found.get(id)!)).length;
  const exact = written.filter(({ message }, index) => messages[index] === message).length;
  // A line that is lost, or joined to another, is a miss.
  return { grouping: right / count, exactMessages: exact / count };
};
