export { knownLines, knownTrailRecords } from './ingestion/fast-path.ts';
export { knownLineStages } from './lines/known-line-stages.ts';
export { LineKinds } from './lines/line-kinds.ts';
export { type Decline, type DeclineCounts, lineDeclines, countableDeclines } from './payload/decline.ts';
