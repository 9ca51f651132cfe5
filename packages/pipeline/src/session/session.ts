import type { Ports } from '@bellwether/ports';
import type { ItemReader } from '../account/item-reader.ts';
import { createLearntCore, type CoreNotes, type CoreParts, type LearntCore } from './learnt-core.ts';

/** What a process has learnt, with the reader that asks it. */
interface Learnt {
  readonly core: LearntCore;
  readonly reader: ItemReader;
}

/** Owns what a process has learnt: loads it, lets it understand, saves it, and discards it on failure. */
export interface Session {
  /**
   * Runs work with what is learnt. When the work fails, what is learnt is discarded and loaded again for the next run,
   * because the stores may contain less than the process knows: kept, it would count twice what is given again.
   *
   * @param work  `save` stores what was learnt since the last time; call it after everything else has been committed
   */
  run<Result>(work: (reader: ItemReader, save: () => Promise<void>) => Promise<Result>): Promise<Result & CoreNotes>;
}

/** @param openReader  opens the reader of a core; called once a core */
export const openSession = (
  ports: Pick<Ports, 'templates'>,
  parts: CoreParts,
  openReader: (core: LearntCore) => ItemReader | Promise<ItemReader>,
): Session => {
  let learnt: Learnt | undefined;
  const load = async (): Promise<Learnt> => {
    const core = createLearntCore(ports, parts);
    return { core, reader: await openReader(core) };
  };
  return {
    run: async (work) => {
      try {
        const { core, reader } = (learnt ??= await load());
        return { ...(await work(reader, () => core.save())), ...core.takeNotes() };
      } catch (error) {
        learnt = undefined;
        throw error;
      }
    },
  };
};
