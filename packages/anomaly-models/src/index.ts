export { SeriesScorer, type SeriesScore } from './series-scorer.ts';
export { SessionLog, type Session, type TemplateUse } from './session-log.ts';
export { scoreSessions, trainSessions, type SessionModel, type SessionScore } from './session-model.ts';
export { riskOfCall, type ApiCall } from './call-risk.ts';
export { EventRisks, type EventRisk, type JudgedEvent, type RuleHit } from './event-risk.ts';
