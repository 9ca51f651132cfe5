import { createMiner, type TemplateMiner } from '@bellwether/log-model';
import { messagesOf, publicLines } from './public-lines.ts';
import { interleave } from './rounds.ts';

export interface MiningSpeed {
  readonly coldLines: number;
  readonly warmLines: number;
  /** Lines a second by a miner that knows nothing yet, each line once. */
  readonly coldPerSecond: number;
  /** Lines a second by a miner that has learnt them. */
  readonly warmPerSecond: number;
}

/** The public lines are repeated until the warm measure has about this many. */
const warmTarget = 1_000_000;

export const measureMining = (data: string): MiningSpeed => {
  const sets = publicLines(data).map((set) => ({ name: set.name, messages: messagesOf(set) }));
  const coldLines = sets.reduce((sum, { messages }) => sum + messages.length, 0);
  const passes = Math.ceil(warmTarget / coldLines);
  const learnAll = (miner: TemplateMiner): void => {
    for (const { name, messages } of sets) for (const message of messages) miner.learn(name, message, 0);
  };
  const learnt = createMiner();
  learnAll(learnt);
  const times = interleave({
    cold: () => learnAll(createMiner()),
    warm: () => {
      for (let pass = 0; pass < passes; pass += 1) learnAll(learnt);
    },
  });
  const warmLines = coldLines * passes;
  return {
    coldLines,
    warmLines,
    coldPerSecond: (coldLines / times.cold) * 1_000,
    warmPerSecond: (warmLines / times.warm) * 1_000,
  };
};
