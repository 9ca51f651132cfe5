import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Archive, CountedIdStore, CountStore, FindingStore, Quarantine, TemplateStore } from '@bellwether/ports';
import { noActions, readReports, readStores, type ReadModel } from '@bellwether/queries';
import { archiveViewSql } from './archive-view.ts';
import type { Row } from './database.ts';
import { duckdbArchive } from './duckdb-archive.ts';
import { duckdbCountedIds } from './duckdb-counted-ids.ts';
import { duckdbCounts } from './duckdb-counts.ts';
import { duckdbFindings } from './duckdb-findings.ts';
import { duckdbSketches, type SketchStore } from './duckdb-sketches.ts';
import { deleteExpiredTemplates, duckdbTemplates, type TemplateKeeping } from './duckdb-templates.ts';
import { fileArchive } from './file-archive.ts';
import { fileLake } from './file-lake.ts';
import { fileQuarantine } from './file-quarantine.ts';
import { inputLedger } from './input-ledger.ts';
import type { InputLedger } from './input-ledger.ts';
import { openOrSetAside } from './set-aside.ts';
import { StateError } from './state-error.ts';
import { stateLayout, type StateLayout } from './state-layout.ts';
import { scopesOfInputs, summarizeInputs } from './summary.ts';
import type { InputSummary } from './summary.ts';
import { unfinishedDirectory } from './write-file-whole.ts';

/** Everything remembered on one machine. One process at a time has it open. */
export interface LocalState {
  readonly archive: Archive;
  readonly quarantine: Quarantine;
  readonly counts: CountStore;
  readonly countedIds: CountedIdStore;
  readonly findings: FindingStore;
  readonly templates: TemplateStore;
  readonly inputs: InputLedger;
  /** Failures by kind and what is known of each log source besides. */
  readonly sketches: SketchStore;
  /** The read model over this state. */
  readonly reads: ReadModel;
  readonly layout: StateLayout;
  /** A sentence for a person when the state of an earlier release was set aside. */
  readonly notice?: string;
  /**
   * What `run` does with counts, findings, templates and inputs commits together, or not at all when it throws or the
   * process dies. Files are written at once, whole, under paths made of the data, so writing them again changes nothing.
   */
  transaction<T>(run: () => Promise<T>): Promise<T>;
  /** Sums up inputs; `topTemplates` names at most `limit` templates, 20 by default. */
  summaryOf(inputIds: readonly string[], limit?: number): Promise<InputSummary>;
  /** Scopes (log groups) that contain events of the inputs, sorted. */
  scopesOf(inputIds: readonly string[]): Promise<readonly string[]>;
  /** Reads with SQL; besides the tables there is the view `events` over the archive. Big integers come as numbers. */
  query(sql: string): Promise<readonly Row[]>;
  /** Gives the lock back. Closing twice is fine. */
  close(): Promise<void>;
}

/** Half-written files are of a run that died; only with the lock held is that sure. */
const clearUnfinished = async ({ archive, quarantine }: StateLayout): Promise<void> => {
  try {
    for (const root of [archive, quarantine]) {
      await rm(join(root, unfinishedDirectory), { recursive: true, force: true });
    }
  } catch (cause) {
    throw new StateError('unusable', `The archive in ${archive} cannot be written. Check its permissions.`, { cause });
  }
};

/**
 * Opens the state in a directory, or makes it. One of an earlier release is moved into a folder of the directory and a new one begun.
 *
 * @throws StateError when another process has it open, another release wrote it, or it cannot be used; its message says what to do
 */
export const openLocalState = async (directory: string, keeping: TemplateKeeping = {}): Promise<LocalState> => {
  const layout = stateLayout(directory);
  try {
    // What is remembered comes from logs: it is for the one who ran this and nobody else.
    await mkdir(directory, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new StateError('unusable', `The state directory ${directory} cannot be made. Name another one.`, { cause });
  }
  const { database, notice } = await openOrSetAside(layout);
  try {
    await clearUnfinished(layout);
    await deleteExpiredTemplates(database, keeping.now);
  } catch (cause) {
    await database.close();
    throw cause;
  }
  const stores = {
    counts: duckdbCounts(database),
    findings: duckdbFindings(database),
    templates: duckdbTemplates(database, keeping),
  };
  return {
    archive: fileArchive(layout.archive),
    quarantine: fileQuarantine(layout.quarantine),
    ...stores,
    countedIds: duckdbCountedIds(database),
    reads: {
      ...readStores(stores),
      ...duckdbArchive(database, layout.archive),
      ...noActions,
      ...readReports(fileLake(layout.archive)),
    },
    inputs: inputLedger(database),
    sketches: duckdbSketches(database),
    layout,
    ...(notice === undefined ? {} : { notice }),
    transaction: (run) => database.transaction(run),
    summaryOf: (inputIds, limit = 20) => summarizeInputs(database, inputIds, limit),
    scopesOf: (inputIds) => scopesOfInputs(database, inputIds),
    query: async (sql) => {
      const view = await archiveViewSql(layout.archive);
      return database.work('state', 'query', async (session) => {
        await session.run(view);
        return session.rows(sql);
      });
    },
    close: () => database.close(),
  };
};
