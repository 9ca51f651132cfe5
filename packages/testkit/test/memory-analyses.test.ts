import { memoryAnalysisRuns, memoryAnalyzedWindows, memorySpending } from '@bellwether/testkit';
import { describeAnalysisRuns, describeAnalyzedWindows, describeSpending } from '@bellwether/testkit/conformance';

const inMemory =
  <Store>(open: () => Store) =>
  async () => ({ store: open(), close: async () => undefined });

describeAnalyzedWindows('memory', inMemory(memoryAnalyzedWindows));
describeAnalysisRuns('memory', inMemory(memoryAnalysisRuns));
describeSpending('memory', inMemory(memorySpending));
