/** What the fast path asks of the readers; nothing else may import it. */
export type { AttributeSet } from './fields/attribute-set.ts';
export { parseObject } from './fields/json.ts';
export { isHostProgramField, readHostProgram } from './readers/host-program.ts';
export { continues, isThrowableLine, opensTrace } from './stream/continuation.ts';
export { lineShape } from './stream/line-shape.ts';
export { dateMs } from './time/calendar.ts';
