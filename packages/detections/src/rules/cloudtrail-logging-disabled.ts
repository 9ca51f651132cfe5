import type { DetectionRule } from '@bellwether/log-model';
import { call, trailEvent, type RuleEvidence } from '../evidence.ts';
import type { RuleGuidance } from '../guidance.ts';

export const rule: DetectionRule = {
  id: 'cloudtrail-logging-disabled',
  title: 'CloudTrail logging was stopped or narrowed',
  description:
    'A trail was stopped, deleted, or set to record less. Until it is put back, calls in the account leave no record. Check who did it and start the trail again.',
  severity: 'CRITICAL',
  score: 0.95,
  dataset: 'cloudtrail',
  selections: {
    service: { eventSource: 'cloudtrail.amazonaws.com' },
    stopped: { eventName: ['StopLogging', 'DeleteTrail', 'DeleteEventDataStore', 'StopEventDataStoreIngestion'] },
    narrowed: [
      { eventName: 'UpdateTrail', 'requestParameters.isMultiRegionTrail': false },
      { eventName: 'UpdateTrail', 'requestParameters.includeGlobalServiceEvents': false },
      { eventName: 'UpdateTrail', 'requestParameters.enableLogFileValidation': false },
    ],
    selectors_removed: [
      { eventName: 'PutEventSelectors', 'requestParameters.eventSelectors.includeManagementEvents': false },
      { eventName: 'PutEventSelectors', 'requestParameters.advancedEventSelectors.fieldSelectors.field|exists': true },
    ],
    selectors_kept: [
      { 'requestParameters.eventSelectors.includeManagementEvents': true },
      { 'requestParameters.advancedEventSelectors.fieldSelectors.equals': 'Management' },
    ],
    // A trail that records reading alone shows no change, and one that records changes alone shows no theft.
    selectors_halved: [
      { eventName: 'PutEventSelectors', 'requestParameters.eventSelectors.readWriteType': ['ReadOnly', 'WriteOnly'] },
      {
        eventName: 'PutEventSelectors',
        'requestParameters.advancedEventSelectors[].fieldSelectors.equals': 'Management',
        'requestParameters.advancedEventSelectors[].fieldSelectors.field': 'readOnly',
      },
    ],
    insights: { eventName: 'PutInsightSelectors' },
    insights_kept: { 'requestParameters.insightSelectors.insightType|exists': true },
    succeeded: { errorCode: null },
  },
  condition:
    'service and succeeded and (stopped or narrowed or selectors_halved or (selectors_removed and not selectors_kept) or (insights and not insights_kept))',
  dedupeBy: ['recipientAccountId', 'requestParameters.name', 'requestParameters.trailName'],
  resources: { trailName: 'requestParameters.name' },
  attack: { tactic: 'TA0112', technique: 'T1685.002' },
};

export const guidance: RuleGuidance = {
  confidence: 'high',
  falsePositives: ['A trail that is replaced by another, or moved to the organization; the new one starts before.'],
  response: [
    'Start the trail again.',
    'Find out who stopped it, and what the identity did before and after; other sources may still have it.',
  ],
  references: ['https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StopLogging.html'],
};

const eventSource = 'cloudtrail.amazonaws.com';

export const evidence = (): RuleEvidence => ({
  hits: [
    trailEvent({ eventSource, eventName: 'StopLogging', requestParameters: { name: 'main' } }),
    trailEvent({
      eventSource,
      eventName: 'DeleteTrail',
      requestParameters: { name: 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main' },
    }),
    trailEvent({
      eventSource,
      eventName: 'UpdateTrail',
      requestParameters: { name: 'main', isMultiRegionTrail: false },
    }),
    trailEvent({
      eventSource,
      eventName: 'PutEventSelectors',
      requestParameters: {
        trailName: 'main',
        eventSelectors: [{ readWriteType: 'All', includeManagementEvents: false, dataResources: [] }],
      },
    }),
    trailEvent({
      eventSource,
      eventName: 'PutEventSelectors',
      requestParameters: {
        trailName: 'main',
        advancedEventSelectors: [{ name: 'data', fieldSelectors: [{ field: 'eventCategory', equals: ['Data'] }] }],
      },
    }),
    call('cloudtrail', 'PutEventSelectors', {
      trailName: 'main',
      eventSelectors: [{ readWriteType: 'ReadOnly', includeManagementEvents: true }],
    }),
    call('cloudtrail', 'PutEventSelectors', {
      trailName: 'main',
      advancedEventSelectors: [
        {
          fieldSelectors: [
            { field: 'eventCategory', equals: ['Management'] },
            { field: 'readOnly', equals: ['true'] },
          ],
        },
      ],
    }),
    call('cloudtrail', 'PutInsightSelectors', { trailName: 'main', insightSelectors: [] }),
  ],
  misses: [
    trailEvent({
      eventSource,
      eventName: 'StopLogging',
      errorCode: 'AccessDenied',
      requestParameters: { name: 'main' },
    }),
    trailEvent({ eventSource, eventName: 'StartLogging', requestParameters: { name: 'main' } }),
    trailEvent({
      eventSource,
      eventName: 'UpdateTrail',
      requestParameters: { name: 'main', isMultiRegionTrail: true },
    }),
    trailEvent({
      eventSource,
      eventName: 'PutEventSelectors',
      requestParameters: {
        trailName: 'main',
        eventSelectors: [{ readWriteType: 'All', includeManagementEvents: true }],
      },
    }),
    trailEvent({ eventSource, eventName: 'DescribeTrails', readOnly: true }),
    trailEvent({ eventSource: 'bedrock.amazonaws.com', eventName: 'StopLogging' }),
    call('cloudtrail', 'PutEventSelectors', {
      trailName: 'main',
      eventSelectors: [{ readWriteType: 'All', includeManagementEvents: true }],
    }),
    call('cloudtrail', 'PutInsightSelectors', {
      trailName: 'main',
      insightSelectors: [{ insightType: 'ApiCallRateInsight' }],
    }),
  ],
});
