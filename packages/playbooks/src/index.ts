export * from './contract.ts';
export * from './environment.ts';
export * from './isolate-network-interface.ts';
export * from './plan.ts';
export * from './playbook.ts';
export * from './restart-trail-logging.ts';
