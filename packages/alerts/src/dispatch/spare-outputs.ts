import type { NotificationOutput } from '@bellwether/ports';

/** The outputs by name; one that there is not refuses what it is given. */
export interface Outputs {
  named(name: string): NotificationOutput;
}

/** Failures of an output in one run after which it is left alone until the next. */
const maxFailures = 3;

export interface CircuitBreaker extends Outputs {
  failed(name: string): void;
  isOpen(name: string): boolean;
}

/**
 * The outputs for one run. One that does not answer costs its time-out at each message: it is left alone after some, so that it
 * can't use up the time of the others.
 */
export const createCircuitBreaker = (outputs: Outputs): CircuitBreaker => {
  const failures = new Map<string, number>();
  return {
    named: (name) => outputs.named(name),
    failed: (name) => void failures.set(name, (failures.get(name) ?? 0) + 1),
    isOpen: (name) => (failures.get(name) ?? 0) >= maxFailures,
  };
};
