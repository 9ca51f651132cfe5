import { compileRules } from '../../src/compile-rules.ts';
import { matchRules } from '../../src/match-rules.ts';
import type { DetectionRule } from '../../src/rule.ts';
import { loadSigma } from '../../src/sigma/load-sigma.ts';
import { readSigmaRule, type SigmaOptions } from '../../src/sigma/read-sigma-rule.ts';
import { eventOf } from '../rule-factory.ts';

export const sigma = await loadSigma();

export type Detection = Readonly<Record<string, unknown>>;
export type Record_ = Readonly<Record<string, unknown>>;

/** A rule with this `detection`; the condition is `selection` unless it says another. */
export const sigmaRule = (detection: Detection, options?: SigmaOptions): DetectionRule =>
  readSigmaRule(
    {
      title: 'A rule',
      id: '3a1f0c52-7a55-4c0a-9a11-0d6d3f1b2c3d',
      logsource: { product: 'aws', service: 'cloudtrail' },
      detection: { condition: 'selection', ...detection },
    },
    options,
  );

/** Whether a rule with this `detection` matches a record. */
export const detects = (detection: Detection, document: Record_, message = ''): boolean => {
  const rules = compileRules([sigmaRule(detection)], { sigma });
  return matchRules(rules, eventOf({ message }), document).length === 1;
};

/** Whether one selection matches a record. */
export const selects = (selection: unknown, document: Record_): boolean => detects({ selection }, document);

/** What a rule with this `detection` is refused with. */
export const refusal = (detection: Detection, options?: SigmaOptions): unknown => {
  try {
    compileRules([sigmaRule(detection, options)], { sigma });
  } catch (error) {
    return error;
  }
  return undefined;
};
