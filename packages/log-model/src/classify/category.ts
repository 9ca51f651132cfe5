import type { Category, Severity, Dataset } from '@bellwether/log-events';
import type { Classifiable } from './classification.ts';
import type { TextScan } from './scan-text.ts';
import { categoryOfBits } from './vocabulary.ts';

/** Datasets that write about one thing alone. */
const categoryOfDataset: Partial<Record<Dataset, Category>> = {
  cloudtrail: 'audit',
  config: 'audit',
  guardduty: 'audit',
  'vpc-flow': 'network',
  route53: 'network',
  alb: 'access',
  cloudfront: 'access',
  's3-access': 'access',
  'api-gateway': 'access',
  waf: 'access',
};

/**
 * What a record is about. A dataset that writes about one thing alone decides; then a request with its status is
 * `access`; then the words of the text (see `vocabulary.ts`); a database's own log is about the database; a failure that
 * names nothing more precise is `error`, and everything else `general`.
 */
export const categoryOf = (record: Classifiable, severity: Severity, scan: TextScan): Category => {
  const byDataset = categoryOfDataset[record.dataset];
  if (byDataset) return byDataset;
  if (record.attributes['http.response.status_code'] !== undefined || record.message.includes(' HTTP/'))
    return 'access';
  const byWords = categoryOfBits(scan.categoryBits);
  if (byWords) return byWords;
  if (record.dataset === 'rds') return 'database';
  return severity === 'ERROR' || severity === 'CRITICAL' ? 'error' : 'general';
};
