export { encodeCloudWatchBatches } from './encode/cloudwatch-batches.ts';
export type { BatchOptions } from './encode/cloudwatch-batches.ts';
export { fileNameOf } from './file-name.ts';
export { planIncidents } from './plan-incidents.ts';
export { simulateDay } from './simulate-day.ts';
export { incidentKinds } from './simulated-event.ts';
export type { IncidentKind, PlannedIncident, SimulatedEvent, SimulateOptions } from './simulated-event.ts';
export { truthFileOf } from './truth-file.ts';
export type { TruthFile } from './truth-file.ts';
