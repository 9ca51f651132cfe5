import fc from 'fast-check';
import { hostileInput } from '../../packages/log-readers/test/hostile-input.ts';

/** Inputs that are drawn together: a block is the same for one seed, wherever a run begins. */
export const inputsPerBlock = 500;

/** Hostile inputs by their numbers; the same for the same seed and numbers. */
export const inputsFrom = (seed: number, first: number, count: number): readonly string[] => {
  const inputs: string[] = [];
  while (inputs.length < count) {
    const number = first + inputs.length;
    const block = Math.floor(number / inputsPerBlock);
    const drawn = fc.sample(hostileInput, { numRuns: inputsPerBlock, seed: (seed * 31 + block) | 0 });
    inputs.push(...drawn.slice(number % inputsPerBlock).slice(0, count - inputs.length));
  }
  return inputs;
};
