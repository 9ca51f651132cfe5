export { SeriesScorer, type SeriesScore } from './series-scorer.ts';
export { SessionLog, type Session, type TemplateUse } from './session-log.ts';
export { scoreSessions, trainSessions, type SessionModel, type SessionScore } from './session-model.ts';
