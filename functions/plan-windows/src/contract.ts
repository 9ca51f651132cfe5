export { analysisPlanned as PlanWindowsResult, analysisRequest as PlanWindowsRequest } from '@bellwether/analysis';
