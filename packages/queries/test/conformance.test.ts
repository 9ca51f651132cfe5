import { readStores } from '@bellwether/queries';
import { memoryCounts, memoryFindings, memoryTemplates } from '@bellwether/testkit';
import { describeStoreReads } from '@bellwether/testkit/conformance';

describeStoreReads('the stores in memory', async () => {
  const stores = { findings: memoryFindings(), counts: memoryCounts(), templates: memoryTemplates() };
  return { ...stores, reads: readStores(stores), close: async () => undefined };
});
