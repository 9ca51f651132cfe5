export * from './archived-deliveries.ts';
export * from './failed-invocation.ts';
export * from './quarantined-delivery.ts';
export * from './replay-delivery.ts';
