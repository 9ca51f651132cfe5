import { describe, expect, it } from '@jest/globals';
import { defaultRedactionPolicy } from '@bellwether/log-model';
import { openInput } from '../../src/parse/open-input.ts';
import { parseFiles, type ParseOutcome } from '../../src/parse/parse-files.ts';
import { openWorkspace } from '../workspace.ts';

const workspace = openWorkspace();

async function* noBytes(): AsyncGenerator<Uint8Array, void, undefined> {}

const run = async (names: readonly string[]) => {
  const outcome: ParseOutcome = { failed: 0, opened: 0 };
  const reports: string[] = [];
  const objects: Readonly<Record<string, unknown>>[] = [];
  const parts = {
    open: (name: string) => openInput(name, { bytes: noBytes(), nowMs: 0 }),
    redaction: defaultRedactionPolicy,
    report: (sentence: string) => void reports.push(sentence),
  };
  for await (const line of parseFiles(
    names.map((name) => workspace.path(name)),
    parts,
    outcome,
  ))
    objects.push(JSON.parse(line) as Readonly<Record<string, unknown>>);
  return { outcome, reports, objects };
};

describe('parsing several files', () => {
  it('gives their lines in order, each with its file', async () => {
    await workspace.write('a.log', 'INFO one\nINFO two\n');
    await workspace.write('b.log', 'ERROR three\n');
    const { outcome, objects, reports } = await run(['a.log', 'b.log']);
    expect(objects.map((object) => [object['log.file.path'], object['message']])).toEqual([
      [workspace.path('a.log'), 'one'],
      [workspace.path('a.log'), 'two'],
      [workspace.path('b.log'), 'three'],
    ]);
    expect([outcome, reports]).toEqual([{ failed: 0, opened: 2 }, []]);
  });

  it('does not name a file that is alone', async () => {
    await workspace.write('alone.log', 'INFO one\n');
    expect((await run(['alone.log'])).objects[0]).not.toHaveProperty(['log.file.path']);
  });

  it('reads the others when one cannot be opened, and says so', async () => {
    await workspace.write('c.log', 'INFO one\n');
    const { outcome, objects, reports } = await run(['nowhere.log', 'c.log']);
    expect(objects).toHaveLength(1);
    expect(outcome).toEqual({ failed: 1, opened: 1 });
    expect(reports).toEqual([`There is no file ${workspace.path('nowhere.log')}.`]);
  });
});
