export { narrateOnce, summarizeAnalysis } from '@bellwether/analysis';
