import { createItemReader } from '../src/account/item-reader.ts';
import type { FastPath } from '../src/fast-path/fast-path.ts';

const plainPath: FastPath = { openReader: ({ core, account }) => createItemReader(core, account) };

// Takes the place of `src/fast-path/fast-path.ts` in `jest.plain.config.mjs`: every record is read in full.
export const knownLines = (): FastPath => plainPath;
export const knownTrailRecords = plainPath;
