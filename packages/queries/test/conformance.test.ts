import { readReports, readStores } from '@bellwether/queries';
import { memoryArchive, memoryCounts, memoryFindings, memoryTemplates } from '@bellwether/testkit';
import { describeReportReads, describeStoreReads } from '@bellwether/testkit/conformance';

describeReportReads('the archive in memory', async () => {
  const archive = memoryArchive();
  return { archive, reads: readReports(archive), close: async () => undefined };
});

describeStoreReads('the stores in memory', async () => {
  const stores = { findings: memoryFindings(), counts: memoryCounts(), templates: memoryTemplates() };
  return { ...stores, reads: readStores(stores), close: async () => undefined };
});
