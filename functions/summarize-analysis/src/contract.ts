export {
  summaryRequest as SummarizeAnalysisRequest,
  summaryResult as SummarizeAnalysisResult,
} from '@bellwether/analysis';
