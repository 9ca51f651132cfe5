import { gzipSync } from 'node:zlib';
import { openLocalState, probeBytes } from '../src/index.ts';
import { commitOne } from './commit-one.ts';

/**
 * A process that commits one batch after the other until it is killed, and says so on its output after each. Every batch
 * is one record, one count, one finding, one template and one archived file, so that the parts can be compared later.
 */
const commitForever = async (directory: string): Promise<never> => {
  const state = await openLocalState(directory);
  const { input } = await state.inputs.begin('input.log', probeBytes(Buffer.from('content')));
  for (let record = input.committedRecords + 1; ; record += 1) {
    await state.archive.write(
      `events/dataset=eks/date=2026-01-15/hour=12/${record}.ndjson.gz`,
      gzipSync(`{"id":"${record}"}\n`),
    );
    await state.transaction(() => commitOne(state, input.id, record));
    process.stdout.write(`${record}\n`);
  }
};

await commitForever(process.argv[2] ?? '');
