import { createReadStream } from 'node:fs';
import { standardInput, type InputFile } from './collect-files.ts';

/** The raw bytes of an input that can be read only once. */
export const openStream = ({ path }: Pick<InputFile, 'path'>): AsyncIterable<Uint8Array> =>
  path === standardInput ? process.stdin : createReadStream(path);
