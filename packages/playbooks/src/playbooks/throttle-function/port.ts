import type { Tags } from '../../playbook.ts';

/** A function as it is now. */
export interface ThrottledFunction {
  /** Account that owns it, twelve digits. */
  readonly account: string;
  /** Concurrency that is reserved for it; `none` where it shares the account's. */
  readonly reserved: number | 'none';
  readonly tags: Tags;
}

/** What throttling a function asks of Lambda. */
export interface Concurrency {
  /** `undefined` when there is no such function. */
  look(functionName: string): Promise<ThrottledFunction | undefined>;
  /** Reserves this much, 0 for never running; `none` takes the reservation away. */
  reserve(functionName: string, reserved: number | 'none'): Promise<void>;
}
