import { rename, stat, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openLocalState, type LocalState } from '@bellwether/local-adapters';
import { compileRules, defaultRedactionPolicy } from '@bellwether/log-model';
import { createFailureLedger } from '@bellwether/log-model/failures';
import { createFileIngest } from '@bellwether/pipeline';
import { memoryPorts } from '@bellwether/testkit';
import { analyzeFile, type AnalyzedFile } from '../src/analyze/analyze-file.ts';
import { startCounter } from '../src/analyze/progress.ts';
import { manyLines, openWorkspace, silent } from './workspace.ts';

const workspace = openWorkspace();
let state: LocalState;

beforeAll(async () => {
  state = await openLocalState(workspace.path('.states/replaced'));
});
afterAll(() => state.close());

/** Analyses a file; `meanwhile` happens after it was probed and taken up, and before its first byte is read. */
const analyzed = async (path: string, meanwhile: () => Promise<unknown>): Promise<AnalyzedFile> => {
  const { alerts, remediation, clock } = memoryPorts();
  const { archive, quarantine, counts, countedIds, findings, templates } = state;
  const ingest = createFileIngest(
    { archive, quarantine, counts, countedIds, findings, templates, alerts, remediation, clock },
    {
      rules: compileRules([]),
      policy: { alertMinSeverity: 'WARNING' },
      archive: { kind: 'redacted' },
      redaction: defaultRedactionPolicy,
      ownLogGroupPrefixes: [],
    },
  );
  const inputs: LocalState['inputs'] = {
    ...state.inputs,
    begin: async (...given) => {
      const begun = await state.inputs.begin(...given);
      await meanwhile();
      return begun;
    },
  };
  const { size: sizeBytes, mtimeMs: modifiedMs } = await stat(path);
  return analyzeFile(
    { state: { ...state, inputs }, ingest, ledger: createFailureLedger(), progress: silent, counter: startCounter([]) },
    { name: path, path, sizeBytes, modifiedMs },
  );
};

const nothing = async (): Promise<void> => undefined;

/** Events in all rows of counts. */
const counted = async (): Promise<number> => {
  const rows = await state.query(`SELECT sum(count) AS events FROM counts WHERE field = 'events'`);
  return Number(rows[0]?.['events'] ?? 0);
};

describe('a file that is replaced after it was found and before it is read', () => {
  it('by a log that was read already, as rotation does, is left alone and counts nothing twice', async () => {
    const log = await workspace.write('rotated/app.log', manyLines(41));
    const older = await workspace.write('rotated/app.log.1', manyLines(30, 100));
    expect(await analyzed(log, nothing)).toMatchObject({ outcome: 'ok', newRecords: 41 });
    const rotate = async (): Promise<void> => {
      await rename(older, `${older.slice(0, -1)}2`);
      await rename(log, older);
    };
    const { outcome, problems, newRecords } = await analyzed(older, rotate);
    expect([outcome, newRecords]).toEqual(['failed', 0]);
    expect(problems).toEqual(['The file was replaced or cut while it was read. Run the command again.']);
    expect(await counted()).toBe(41);
    // The next run finds each by its content.
    expect(await analyzed(older, nothing)).toMatchObject({ newRecords: 0 });
    expect(await analyzed(`${older.slice(0, -1)}2`, nothing)).toMatchObject({ outcome: 'ok', newRecords: 30 });
    expect(await counted()).toBe(71);
  });

  it('by another log where some of it was read before, is left alone and is read by the next run', async () => {
    const before = await counted();
    const log = await workspace.write('known/app.log', manyLines(20, 1_000));
    await analyzed(log, nothing);
    const replace = () => writeFile(log, manyLines(50, 2_000));
    expect(await analyzed(log, replace)).toMatchObject({ outcome: 'failed', newRecords: 0 });
    expect(await counted()).toBe(before + 20);
    expect(await analyzed(log, nothing)).toMatchObject({ outcome: 'ok', newRecords: 50 });
    expect(await counted()).toBe(before + 70);
  });

  it('is read when it only grew meanwhile', async () => {
    const before = await counted();
    const log = await workspace.write('grown/app.log', manyLines(20, 5_000));
    const grow = () => writeFile(log, manyLines(25, 5_000));
    expect(await analyzed(log, grow)).toMatchObject({ outcome: 'ok', newRecords: 25 });
    expect(await counted()).toBe(before + 25);
  });
});
