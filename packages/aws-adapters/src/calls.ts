// How a client of the SDK is opened and called, for adapters that live elsewhere: each playbook has its own in its folder.
export { type Calls, once } from './clients.ts';
export { errorName, isRetryable, portCall } from './port-call.ts';
export { clientSettings } from './sdk/settings.ts';
