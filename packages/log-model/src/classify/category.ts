import type { Category, Severity, Source } from '@bellwether/log-events';
import type { Classifiable } from './classification.ts';
import type { TextScan } from './scan-text.ts';
import { categoryOfBits } from './vocabulary.ts';

/** Sources that write about one thing alone. */
const categoryOfSource: Partial<Record<Source, Category>> = {
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
 * What a record is about. A source that writes about one thing alone decides; then a request with its status is
 * `access`; then the words of the text (see `vocabulary.ts`); a database's own log is about the database; a failure that
 * names nothing more precise is `error`, and everything else `general`.
 */
export const categoryOf = (record: Classifiable, severity: Severity, scan: TextScan): Category => {
  const bySource = categoryOfSource[record.source];
  if (bySource) return bySource;
  if (record.attributes['http.response.status_code'] !== undefined || record.message.includes(' HTTP/'))
    return 'access';
  const byWords = categoryOfBits(scan.categoryBits);
  if (byWords) return byWords;
  if (record.source === 'rds') return 'database';
  return severity === 'ERROR' || severity === 'CRITICAL' ? 'error' : 'general';
};
