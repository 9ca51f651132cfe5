export * from './apply-planned.ts';
export * from './contract.ts';
export * from './environment.ts';
export * from './open-port.ts';
export * from './plan.ts';
export * from './playbook.ts';
export * from './prepare.ts';
export { protectedTagKey } from './tags.ts';
export { playbooks } from './registry/playbooks.ts';
