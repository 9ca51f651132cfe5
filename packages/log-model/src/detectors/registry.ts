import type { CompiledRules } from '@bellwether/detection-engine';
import type { NoveltyPolicy } from '../score/novelty.ts';
import type { ThresholdRule } from '../score/threshold-rule.ts';
import type { VolumePolicy } from '../score/volume.ts';
import type { EventDetector, WindowDetector } from './detector.ts';
import { newFailureDetector } from './new-failures.ts';
import { newValueDetector } from './new-values.ts';
import { ruleDetector } from './rules.ts';
import { thresholdDetector } from './thresholds.ts';
import { volumeDetector } from './volume.ts';

/** What detectors over events may be made with. */
export interface EventDetectorParts {
  readonly rules: CompiledRules;
  readonly novelty: NoveltyPolicy;
  /** Takes out of a text what may not be kept. */
  readonly redactText: (text: string) => string;
  /** The same of what findings are grouped by: different texts stay different. */
  readonly keyText: (text: string) => string;
}

/** What detectors over windows may be made with. */
export interface WindowDetectorParts {
  readonly volume: VolumePolicy;
  readonly thresholds: readonly ThresholdRule[];
}

/** Every detector over events, in the order in which their evidence comes. */
export const eventDetectors: readonly ((parts: EventDetectorParts) => EventDetector)[] = [
  ruleDetector,
  newFailureDetector,
  newValueDetector,
];

/** Every detector over windows, in the order in which their evidence comes. */
export const windowDetectors: readonly ((parts: WindowDetectorParts) => WindowDetector)[] = [
  volumeDetector,
  thresholdDetector,
];

export const openEventDetectors = (parts: EventDetectorParts): readonly EventDetector[] =>
  eventDetectors.map((open) => open(parts));

export const openWindowDetectors = (parts: WindowDetectorParts): readonly WindowDetector[] =>
  windowDetectors.map((open) => open(parts));
