import { bruteForceLogin } from './brute-force-login.ts';
import { logStorm } from './log-storm.ts';
import { newException } from './new-exception.ts';
import { portScan } from './port-scan.ts';
import { serviceSilent } from './service-silent.ts';
import { trailDisabled } from './trail-disabled.ts';
import type { IncidentScript } from './incident-script.ts';

/** Every kind of incident, one script each. The order is part of the seed's meaning: append only. */
export const allScripts: readonly IncidentScript[] = [
  newException,
  logStorm,
  serviceSilent,
  bruteForceLogin,
  trailDisabled,
  portScan,
];
