import type { Severity, Dataset, AttackReference } from '@bellwether/log-events';

/**
 * A value that a field is compared with. Strings are case-insensitive and may contain the wildcards `*` and `?`, as in Sigma.
 *
 * @example
 * const value: MatchValue = 'Stop*'; // matches "StopLogging" and "stoplogging"
 */
export type MatchValue = string | number | boolean | null;

/**
 * Conditions on fields, all of which must be true. A field is a dotted path into the record's document, an ECS attribute
 * name, or one of `message severity category source logGroup logStream account region`; `|contains`, `|startswith`,
 * `|endswith`, `|cidr`, `|exists`, `|all`, `|cased`, `|lt`, `|lte`, `|gt`, `|gte` and
 * `|fieldref` may follow it. `|policy` reads an AWS policy and asks whether it grants `administrator`, `identities`, `public` or
 * `other-account`. After `{}` a path goes on inside a text that is JSON: `policyDocument{}.Statement[].Action`. A list of values means any of them; of an array in the record any element may match. Lines
 * with `items[].field` in one selection must all be true for the same element of `items`. Regular expressions are read in rules of
 * Sigma only (`dialect`).
 *
 * @example
 * // The name of the event is one of two, and its request names something:
 * const selection: Selection = { eventName: ['StopLogging', 'DeleteTrail'], 'requestParameters.name|exists': true };
 */
export type Selection = Readonly<Record<string, SelectionValue>>;

/**
 * What a field is compared with: a value, a list of values any of which may be meant, or, in a rule of Sigma, a block of lines
 * about the elements of an array.
 *
 * @example
 * const values: SelectionValue = ['StopLogging', 'DeleteTrail'];
 * const block: SelectionValue = { protocol: 'TCP', 'port|lt': 1024 }; // of the key `connections[any]`
 */
export type SelectionValue = MatchValue | readonly (MatchValue | SelectionBlock)[] | SelectionBlock;

/**
 * Lines about the elements of an array, in a rule of Sigma: fields of an element, or named selections and a `condition`.
 *
 * @example
 * const block: SelectionBlock = { open: { cidr: '0.0.0.0/0' }, web: { port: [80, 443] }, condition: 'open and not web' };
 */
export interface SelectionBlock {
  readonly [key: string]: SelectionValue;
}

/**
 * How many matching events make a finding, when one alone does not.
 *
 * @example
 * // Five users or more whose sign-in failed, from one address:
 * const threshold: RuleThreshold = { count: 5, groupBy: ['sourceIPAddress'], distinct: 'userIdentity.userName' };
 */
export interface RuleThreshold {
  /** Matching events, or distinct values where `distinct` is set; integer, 2 or more. */
  readonly count: number;
  /** Fields whose values together name the group that is counted. */
  readonly groupBy: readonly string[];
  /** Counts distinct values of this field instead of events. */
  readonly distinct?: string;
}

/**
 * What must have been seen shortly before: so many matches of another rule of the same dataset, about the same thing. A sequence.
 *
 * @example
 * // A sign-in that succeeds after five that failed, from one address:
 * const after: RulePrecedent = { rule: 'console-login-brute-force', count: 5, groupBy: ['sourceIPAddress'] };
 */
export interface RulePrecedent {
  /** Id of a rule that counts events. */
  readonly rule: string;
  /** Its matches within ten minutes, in the hour before; integer, 1 or more. It may be fewer than that rule's own threshold. */
  readonly count: number;
  /** Fields whose values are those of the other rule's `threshold.groupBy`, in its order. */
  readonly groupBy: readonly string[];
}

/**
 * What a principal must do for the first time: the past of a principal is what it called in the eight weeks before. A session is its
 * role, whatever its name.
 *
 * @example
 * // Calls from a network that the principal never called from, once it is known for two weeks:
 * const firstSeen: RuleFirstSeen = { of: 'network', historyDays: 14 };
 */
export interface RuleFirstSeen {
  /** `call`: the API. `network`: the /16 or, of IPv6, /48. `agent`: the program, without its version. `hour`: the quarter of the day, UTC. `match`: the rule itself. */
  readonly of: 'call' | 'region' | 'network' | 'agent' | 'hour' | 'match';
  /** Days that the principal must be known before anything is new; integer, 1 to 28. */
  readonly historyDays: number;
}

/**
 * What must not follow: without a match of another rule of the same dataset about the same thing within the time, it is a finding.
 *
 * @example
 * // A trail that was stopped and not started again within an hour:
 * const absence: RuleAbsence = { rule: 'trail-logging-started', withinMinutes: 60, groupBy: ['requestParameters.name'] };
 */
export interface RuleAbsence {
  /** Id of a rule whose mode is `counted`. */
  readonly rule: string;
  /** Minutes to wait; integer, 5 to 1,440. Counted from the end of the five minutes that the match is in. */
  readonly withinMinutes: number;
  /** Fields whose values are those of the other rule's `dedupeBy`, in its order. */
  readonly groupBy: readonly string[];
}

/**
 * What becomes of a rule's matches. `live`: findings. `shadow`: findings that are kept and counted, and notify nobody and start
 * nothing. `part`: what correlations look at; findings only where a correlation makes them. `counted`: no findings; rules of absence
 * look for them.
 *
 * @example
 * const mode: RuleMode = 'shadow';
 */
export type RuleMode = 'live' | 'shadow' | 'part' | 'counted';

/**
 * A condition beside a rule's own that must be true too, with selections of its own: a filter of Sigma.
 *
 * @example
 * const filter: RuleFilter = { id: 'no-deploy', title: 'Not the deployment', selections: { bot: { user: 'deploy' } }, condition: 'not bot' };
 */
export interface RuleFilter {
  readonly id: string;
  readonly title: string;
  readonly selections: DetectionRule['selections'];
  readonly condition: string;
}

/**
 * A detection rule: content, not code. Sigma's structure, so that Sigma rules load without loss.
 *
 * @example
 * const rule: DetectionRule = {
 *   id: 'trail-stopped',
 *   title: 'A trail was stopped',
 *   description: 'Nobody sees what happens after it.',
 *   severity: 'CRITICAL',
 *   score: 0.9,
 *   dataset: 'cloudtrail',
 *   selections: { stop: { eventName: ['StopLogging', 'DeleteTrail'] }, service: { 'userIdentity.type': 'AWSService' } },
 *   condition: 'stop and not service',
 *   dedupeBy: ['requestParameters.name'],
 *   resources: { trailName: 'requestParameters.name' },
 * };
 */
export interface DetectionRule {
  readonly id: string;
  /** What correlations and filters may call it by, beside its id. */
  readonly name?: string;
  readonly title: string;
  /** What it means and what to look at first; one to three sentences. */
  readonly description: string;
  readonly severity: Severity;
  /** How much a match deserves attention, in [0, 1]. */
  readonly score: number;
  readonly dataset: Dataset;
  /** `live` when absent. */
  readonly mode?: RuleMode;
  /** The language that the selections are written in, when it is not our own: `compileRules` must be given its dialect. */
  readonly dialect?: 'sigma';
  readonly selections: Readonly<Record<string, Selection | readonly Selection[]>>;
  /** `and`, `or`, `not`, parentheses, `1 of name*`, `all of name*`, `1 of them`, over the names of `selections`. */
  readonly condition: string;
  /** All of their conditions must be true too. */
  readonly filters?: readonly RuleFilter[];
  readonly threshold?: RuleThreshold;
  /** A rule with it has no threshold of its own. */
  readonly after?: RulePrecedent;
  /** Only what its principal does for the first time. Rules of CloudTrail without a threshold. */
  readonly firstSeen?: RuleFirstSeen;
  /** Only what is not followed by something. A rule with it has no threshold. */
  readonly absence?: RuleAbsence;
  /** Fields that correlations look at, by what they call them. */
  readonly correlatedBy?: Readonly<Record<string, string>>;
  /** Fields whose values say what a finding is about: equal values in one finding window (six hours) are one finding. */
  readonly dedupeBy: readonly string[];
  /** Names a playbook knows to the fields that contain them, such as `{ trailName: 'requestParameters.name' }`. */
  readonly resources?: Readonly<Record<string, string>>;
  readonly attack?: AttackReference;
  readonly references?: readonly string[];
  /** What the rule also matches that is harmless, a sentence each. */
  readonly falsePositives?: readonly string[];
  /** What a rule of Sigma says it is about. */
  readonly logSource?: { readonly category: string; readonly product: string; readonly service: string };
  /** Author and licence of a rule that is not ours. */
  readonly attribution?: string;
}
