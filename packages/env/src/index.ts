export { defineEnv } from './define-env.ts';
export type { Env, EnvShape, ReadEnv } from './define-env.ts';
export { EnvironmentError } from './environment-error.ts';
export type { EnvContract, VariableContract } from './contract.ts';
