export { knownLines, knownTrailRecords } from './ingestion/fast-path.ts';
export { TrailReader } from './ingestion/trail-reader.ts';
export { knownLineStages } from './lines/known-line-stages.ts';
export { LineForms } from './lines/line-forms.ts';
export { type Decline, type DeclineCounts, lineDeclines, noDeclines, settleDeclines } from './payload/decline.ts';
