export { windowRequest as AnalyzeWindowRequest, windowResult as AnalyzeWindowResult } from '@bellwether/analysis';
