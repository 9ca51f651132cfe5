import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLocalState } from '../src/index.ts';
import type { LocalState, TemplateKeeping } from '../src/index.ts';

export interface ScratchDirectory {
  readonly directory: string;
  readonly remove: () => Promise<void>;
}

/** A directory of its own for one test. */
export const scratchDirectory = async (): Promise<ScratchDirectory> => {
  const directory = await mkdtemp(join(tmpdir(), 'bellwether-test-'));
  return { directory, remove: () => rm(directory, { recursive: true, force: true }) };
};

export interface ScratchState {
  readonly state: LocalState;
  readonly directory: string;
  readonly close: () => Promise<void>;
}

/** A fresh state in a directory of its own; closing it removes both. */
export const scratchState = async (keeping?: TemplateKeeping): Promise<ScratchState> => {
  const { directory, remove } = await scratchDirectory();
  const state = await openLocalState(join(directory, '.bellwether'), keeping);
  return {
    state,
    directory,
    close: async () => {
      await state.close();
      await remove();
    },
  };
};

/** Runs a test with a fresh state and removes it whatever happens. */
export const withState = async (test: (scratch: ScratchState) => Promise<void>): Promise<void> => {
  const scratch = await scratchState();
  try {
    await test(scratch);
  } finally {
    await scratch.close();
  }
};

/** Runs a test with a fresh directory and removes it whatever happens. */
export const withDirectory = async (test: (directory: string) => Promise<void>): Promise<void> => {
  const { directory, remove } = await scratchDirectory();
  try {
    await test(directory);
  } finally {
    await remove();
  }
};
