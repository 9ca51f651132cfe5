export * from './archived-deliveries.ts';
export * from './failed-changes.ts';
export * from './failed-invocation.ts';
export * from './quarantined-delivery.ts';
export * from './replay-call.ts';
export * from './replay-delivery.ts';
export * from './replay-notice.ts';
export * from './trail-files.ts';
