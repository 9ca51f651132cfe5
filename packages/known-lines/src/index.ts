export { knownLineStages } from './lines/known-line-stages.ts';
export { LineForms } from './lines/line-forms.ts';
export { type Decline, type DeclineCounts, lineDeclines, noDeclines, settleDeclines } from './payload/decline.ts';
export { Lane } from './payload/lane.ts';
export type { LaneCounts, LaneParts } from './payload/lane-parts.ts';
export { PayloadScan } from './payload/scan-payload.ts';
export { EventIds } from './trail/event-ids.ts';
export {
  createTrailLane,
  type LaneRecord,
  type SettledRecord,
  type ShapedRecord,
  type TrailLane,
} from './trail/lane.ts';
export type { TrailShape } from './trail/shapes.ts';
