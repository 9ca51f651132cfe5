/**
 * Bad rule content: which rule, where in it, and what is wrong.
 *
 * @example
 * compileRules([{ ...rule, condition: 'stop and nobody' }]); // the rule in `DetectionRule`
 * // RuleContentError: Rule trail-stopped, condition: there is no selection named nobody.
 */
export class RuleContentError extends Error {
  readonly ruleId: string;
  readonly location: string;

  constructor(ruleId: string, location: string, problem: string, options?: { readonly cause?: unknown }) {
    super(`Rule ${ruleId || '(without id)'}, ${location}: ${problem}.`, options);
    this.name = 'RuleContentError';
    this.ruleId = ruleId;
    this.location = location;
  }
}

/**
 * A rule that is well formed and says something that this engine cannot express. It is refused, because leaving the construct
 * out would change what the rule matches.
 *
 * @example
 * // `detection.selection.CommandLine|re: '(?=a)'`
 * // UnsupportedRuleError { construct: 'look-around' }
 */
export class UnsupportedRuleError extends RuleContentError {
  /** What cannot be expressed, in a few fixed words: fit for grouping. */
  readonly construct: string;

  constructor(ruleId: string, location: string, construct: string, options?: { readonly cause?: unknown }) {
    super(ruleId, location, `${construct} is not supported`, options);
    this.name = 'UnsupportedRuleError';
    this.construct = construct;
  }
}

/**
 * A rule about a log that is not read here.
 *
 * @example
 * // `logsource: { product: windows, category: process_creation }`
 * // UnreadLogSourceError { logSource: 'windows/process_creation' }
 */
export class UnreadLogSourceError extends RuleContentError {
  readonly logSource: string;

  constructor(ruleId: string, logSource: string) {
    super(ruleId, 'logsource', `${logSource.slice(0, 100)} is not read here`);
    this.name = 'UnreadLogSourceError';
    this.logSource = logSource.slice(0, 100);
  }
}

/** Thrown by the compiler of one line, which does not know its rule; `compileRules` makes an `UnsupportedRuleError` of it. */
export class UnsupportedConstruct extends RangeError {
  readonly construct: string;

  constructor(construct: string) {
    super(`${construct} is not supported`);
    this.name = 'UnsupportedConstruct';
    this.construct = construct;
  }
}

export type Fail = (location: string, problem: string) => RuleContentError;

/** Runs a step that may refuse content, and names the content's location in the error. */
export const atLocation = <T>(ruleId: string, location: string, compile: () => T): T => {
  try {
    return compile();
  } catch (error) {
    if (error instanceof UnsupportedConstruct)
      throw new UnsupportedRuleError(ruleId, location, error.construct, { cause: error });
    if (error instanceof RangeError) throw new RuleContentError(ruleId, location, error.message, { cause: error });
    throw error;
  }
};
