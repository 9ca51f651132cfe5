import { compileThresholds, type ThresholdJudge } from '../score/thresholds.ts';
import type { ThresholdRule } from '../score/threshold-rule.ts';
import type { WindowDetector } from './detector.ts';
import { noEvidence } from './evidence.ts';

/** Fixed thresholds, whatever the scope's past was. */
export const thresholdDetector = ({
  thresholds,
}: {
  readonly thresholds: readonly ThresholdRule[];
}): WindowDetector => {
  const judgeOf = compileThresholds(thresholds);
  // Windows of one scope come one after the other; which rules are for it is found out once.
  let last: { readonly scope: string; readonly judge: ThresholdJudge | undefined } | undefined;
  return {
    id: 'thresholds',
    over: 'window',
    historyWindows: Math.max(0, ...thresholds.map(({ windows }) => windows - 1)),
    quietWindows: [],
    evaluate: ({ scope, windowStartMs }, { rows }) => {
      if (last?.scope !== scope) last = { scope, judge: judgeOf(scope) };
      return last.judge?.(rows, windowStartMs) ?? noEvidence;
    },
  };
};
