import { PortError } from '@bellwether/ports';
import type { NetworkInterfaces, TrailControl } from '@bellwether/ports';

export interface MemoryTrails extends TrailControl {
  /** Trail name to whether it logs. Set it to arrange a test. */
  readonly trails: Map<string, 'logging' | 'stopped'>;
}

export interface MemoryInterfaces extends NetworkInterfaces {
  /** Interface id to security group ids. Set it to arrange a test. */
  readonly interfaces: Map<string, readonly string[]>;
  /** Interface id to its private addresses. Set it to arrange a test. */
  readonly addressesOf: Map<string, readonly string[]>;
}

export interface MemoryClock {
  now(): number;
  /** Sets the time, epoch milliseconds UTC. */
  set(nowMs: number): void;
  /** Moves the time on, in milliseconds. */
  advance(byMs: number): void;
}

/** Trails of an account that only a test knows. Acting on an absent trail throws, as CloudTrail does. */
export const memoryTrails = (initial: Readonly<Record<string, 'logging' | 'stopped'>> = {}): MemoryTrails => {
  const trails = new Map(Object.entries(initial));
  const turn = (operation: string, trailName: string, to: 'logging' | 'stopped'): void => {
    if (!trails.has(trailName)) {
      throw new PortError('trails', operation, false, { cause: new Error('TrailNotFoundException') });
    }
    trails.set(trailName, to);
  };
  return {
    trails,
    status: async (trailName) => trails.get(trailName) ?? 'not_found',
    startLogging: async (trailName) => turn('startLogging', trailName, 'logging'),
    stopLogging: async (trailName) => turn('stopLogging', trailName, 'stopped'),
  };
};

/** Network interfaces of an account that only a test knows. Acting on an absent interface throws, as EC2 does. */
export const memoryInterfaces = (initial: Readonly<Record<string, readonly string[]>> = {}): MemoryInterfaces => {
  const interfaces = new Map(Object.entries(initial));
  const addressesOf = new Map<string, readonly string[]>();
  return {
    interfaces,
    addressesOf,
    addresses: async (interfaceId) => (interfaces.has(interfaceId) ? (addressesOf.get(interfaceId) ?? []) : undefined),
    securityGroups: async (interfaceId) => interfaces.get(interfaceId)?.toSorted(),
    replaceSecurityGroups: async (interfaceId, groupIds) => {
      if (!interfaces.has(interfaceId)) {
        throw new PortError('interfaces', 'replaceSecurityGroups', false, {
          cause: new Error('InvalidNetworkInterfaceID.NotFound'),
        });
      }
      interfaces.set(interfaceId, [...groupIds]);
    },
  };
};

/** A clock that stands still until it is set. */
export const memoryClock = (startMs = Date.UTC(2026, 0, 15, 12)): MemoryClock => {
  let nowMs = startMs;
  return {
    now: () => nowMs,
    set: (toMs) => {
      nowMs = toMs;
    },
    advance: (byMs) => {
      nowMs += byMs;
    },
  };
};
