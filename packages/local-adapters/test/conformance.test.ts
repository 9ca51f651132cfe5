import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Alert } from '@bellwether/ports';
import {
  describeAlertSink,
  describeArchive,
  describeCountedIds,
  describeCountStore,
  describeFindingStore,
  describeMarkKey,
  describeQuarantine,
  describeRemediationSwitch,
  describeReportReads,
  describeStoreReads,
  describeTemplateStore,
  movingTemplateLimits,
} from '@bellwether/testkit/conformance';
import { fileAlerts, fileMarkKey, fileRemediationSwitch } from '../src/index.ts';
import { scratchDirectory, scratchState } from './scratch-state.ts';

const filesUnder = async (root: string): Promise<string[]> => {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(root, join(entry.parentPath, entry.name)));
};

const readIfThere = async (path: string): Promise<Buffer | undefined> => {
  const there = await filesUnder(join(path, '..')).catch(() => [] as string[]);
  return there.length === 0 ? undefined : readFile(path);
};

describeCountStore(
  'the local state',
  async () => {
    const { state, close } = await scratchState();
    return { store: state.counts, close };
  },
  { propertyRuns: 12 },
);

describeCountedIds('the local state', async () => {
  const { state, close } = await scratchState();
  return { store: state.countedIds, close };
});

describeFindingStore('the local state', async () => {
  const { state, close } = await scratchState();
  return { store: state.findings, close };
});

describeMarkKey('the folder of a local state', async () => {
  const { state, close } = await scratchState();
  return { open: () => fileMarkKey(state.layout.markKey), close };
});

describeRemediationSwitch('a file', async () => {
  const { state, close } = await scratchState();
  const path = join(state.layout.markKey, '..', 'remediation-switch');
  return {
    remediationSwitch: fileRemediationSwitch(path),
    close,
    write: (value) => (value === undefined ? rm(path, { force: true }) : writeFile(path, value)),
  };
});

describeTemplateStore('the local state', async () => {
  const { advance, limits } = movingTemplateLimits();
  const { state, close } = await scratchState(limits);
  return { store: state.templates, close, advance };
});

describeStoreReads('the local state', async () => {
  const { state, close } = await scratchState();
  return { ...state, close };
});

describeReportReads('the local state', async () => {
  const { state, close } = await scratchState();
  return { archive: state.archive, reads: state.reads, close };
});

describeArchive('the local state', async () => {
  const { state, close } = await scratchState();
  const root = state.layout.archive;
  return { store: state.archive, close, read: (path) => readIfThere(join(root, path)), paths: () => filesUnder(root) };
});

describeQuarantine('the local state', async () => {
  const { state, close } = await scratchState();
  const root = state.layout.quarantine;
  return {
    store: state.quarantine,
    close,
    read: async (path) => {
      const document = JSON.parse(await readFile(join(root, `${path}.json`), 'utf8')) as {
        reason: string;
        base64: string;
      };
      return { reason: document.reason, bytes: Buffer.from(document.base64, 'base64') };
    },
    count: async () => (await filesUnder(root)).length,
  };
});

describeAlertSink('a file of alerts', async () => {
  const { directory, remove } = await scratchDirectory();
  const path = join(directory, 'alerts.ndjson');
  return {
    store: fileAlerts(path),
    close: remove,
    sent: async () =>
      (await readFile(path, 'utf8'))
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Alert),
    dropsRepeats: true,
  };
});
