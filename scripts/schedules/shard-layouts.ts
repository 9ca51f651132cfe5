import { shardIndexOf } from '@bellwether/testkit';

/** How a stream is divided, and how that changes: which shard takes a key, and which shards must be read before another. */
export interface ShardLayout {
  readonly name: string;
  readonly shardOf: (key: string, step: number) => string;
  /** Shards whose records come before those of this one. */
  readonly parentsOf: (shard: string) => readonly string[];
}

const half = (key: string): number => shardIndexOf(key, 2);

/** Layouts of a stream over a run: whole, split, merged, and both. */
export const shardLayouts: readonly ShardLayout[] = [
  { name: 'one shard', shardOf: () => 'a', parentsOf: () => [] },
  { name: 'two shards', shardOf: (key) => (half(key) === 0 ? 'a' : 'b'), parentsOf: () => [] },
  {
    name: 'a shard that is split',
    shardOf: (key, step) => (step < 6 ? 'a' : half(key) === 0 ? 'b' : 'c'),
    parentsOf: (shard) => (shard === 'a' ? [] : ['a']),
  },
  {
    name: 'two shards that are merged',
    shardOf: (key, step) => (step >= 8 ? 'c' : half(key) === 0 ? 'a' : 'b'),
    parentsOf: (shard) => (shard === 'c' ? ['a', 'b'] : []),
  },
  {
    name: 'a shard that is split and merged again',
    shardOf: (key, step) => (step < 4 ? 'a' : step >= 11 ? 'd' : half(key) === 0 ? 'b' : 'c'),
    parentsOf: (shard) => ({ b: ['a'], c: ['a'], d: ['a', 'b', 'c'] })[shard] ?? [],
  },
];
