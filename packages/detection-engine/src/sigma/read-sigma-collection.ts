import { compileRules } from '../compile-rules.ts';
import type { CorrelationRule } from '../correlation/correlation-rule.ts';
import { correlate } from '../correlation/correlate.ts';
import { readCorrelation } from '../correlation/read-correlation.ts';
import type { RuleDialect } from '../dialect.ts';
import { RuleContentError, UnreadLogSourceError, UnsupportedRuleError } from '../rule-content-error.ts';
import type { DetectionRule } from '../rule.ts';
import { isFields, textIn } from './fields.ts';
import { asBasesOf } from './correlation-bases.ts';
import { namesOf, readSigmaFilter, withFilters, type SigmaFilter } from './read-sigma-filter.ts';
import { readSigmaRule, type SigmaOptions } from './read-sigma-rule.ts';
import type { RuleDocument } from './rule-documents.ts';

/**
 * A document that is not used, and why.
 *
 * @example
 * const leftOut: LeftOut = {
 *   file: 'windows/proc.yml', id: 'a1b2...', title: 'A process', reason: 'a log source that is not read',
 *   detail: 'windows/process_creation',
 * };
 */
export interface LeftOut {
  readonly file: string;
  readonly id: string;
  readonly title: string;
  /** A few fixed words: fit for grouping. */
  readonly reason: string;
  readonly detail: string;
}

/**
 * Something that was read, and the file that it was read from.
 *
 * @example
 * const found: FromFile<DetectionRule> = { file: 'trail.yml', content: { title: 'A trail was stopped' }, read: rule }; // the rule in `DetectionRule`
 */
export interface FromFile<Read> {
  readonly file: string;
  /** The document, as it is written. */
  readonly content: unknown;
  readonly read: Read;
}

/**
 * Rules of Sigma that can run, and what is left out of the documents.
 *
 * @example
 * const collection: SigmaCollection = { rules: [{ file: 'trail.yml', content: {}, read: rule }], correlations: [], filters: [], leftOut: [] };
 */
export interface SigmaCollection {
  /** With the filters that are about them. */
  readonly rules: readonly FromFile<DetectionRule>[];
  readonly correlations: readonly FromFile<CorrelationRule>[];
  readonly filters: readonly FromFile<SigmaFilter>[];
  readonly leftOut: readonly LeftOut[];
}

const unusedStatuses = ['deprecated', 'unsupported'];

/** Why content is left out, in words for grouping and for reading. */
const reasonOf = (error: RuleContentError): Pick<LeftOut, 'reason' | 'detail'> => {
  if (error instanceof UnreadLogSourceError)
    return { reason: 'a log source that is not read', detail: error.logSource };
  if (error instanceof UnsupportedRuleError)
    return { reason: `${error.construct} is not supported`, detail: error.location };
  return { reason: 'malformed', detail: error.message };
};

/**
 * Reads documents of Sigma, whatever they are: rules, correlations and filters. What cannot be used is left out with its reason, and
 * takes nothing else with it but correlations over it.
 *
 * @param dialect  what `loadSigma` gives
 * @example
 * const { rules, leftOut } = readSigmaCollection(readRuleDocuments('trail.yml', text), await loadSigma());
 */
export const readSigmaCollection = (
  documents: readonly RuleDocument[],
  dialect: RuleDialect,
  options: SigmaOptions = {},
): SigmaCollection => {
  const leftOut: LeftOut[] = [];
  const taken = new Map<string, string>();
  const leave = ({ file, content }: RuleDocument, because: Pick<LeftOut, 'reason' | 'detail'>): void => {
    const [id, title] = isFields(content) ? [textIn(content, 'id'), textIn(content, 'title')] : ['', ''];
    leftOut.push({ file, id: id.slice(0, 100), title: title.slice(0, 300), ...because });
  };
  /** What `read` gives of a document; undefined when it is left out. */
  const attempt = <Read>(document: RuleDocument, read: () => Read): FromFile<Read> | undefined => {
    try {
      return { ...document, read: read() };
    } catch (error) {
      if (!(error instanceof RuleContentError)) throw error;
      leave(document, reasonOf(error));
      return undefined;
    }
  };
  /** Refuses a second document of one id. */
  const claim = (id: string, file: string): void => {
    const other = taken.get(id);
    if (other !== undefined) throw new RuleContentError(id, 'id', `the document in ${other} has it too`);
    taken.set(id, file);
  };
  const kinds = documents.map((document) => {
    const { content } = document;
    const has = (key: string): boolean => isFields(content) && Object.hasOwn(content, key);
    const kind = has('correlation') ? 'correlation' : has('filter') ? 'filter' : has('detection') ? 'rule' : 'other';
    return { document, kind } as const;
  });
  const ofKind = (kind: (typeof kinds)[number]['kind']): readonly RuleDocument[] =>
    kinds.flatMap((one) => (one.kind === kind ? [one.document] : []));

  const isUsed = (document: RuleDocument): boolean => {
    const status = isFields(document.content) ? textIn(document.content, 'status').toLowerCase() : '';
    if (!unusedStatuses.includes(status)) return true;
    leave(document, { reason: `its status is ${status}`, detail: '' });
    return false;
  };
  for (const document of ofKind('other')) {
    const isAction = isFields(document.content) && Object.hasOwn(document.content, 'action');
    leave(document, {
      reason: isAction ? 'a collection by "action" is not supported' : 'not a document of Sigma',
      detail: '',
    });
  }
  const filters = ofKind('filter').flatMap(
    (document) => attempt(document, () => readSigmaFilter(document.content, options.placeholders)) ?? [],
  );
  const active = filters.map(({ read }) => read);
  const rules = ofKind('rule')
    .filter(isUsed)
    .flatMap(
      (document) =>
        attempt(document, () => {
          const rule = withFilters(readSigmaRule(document.content, options), active);
          compileRules([rule], { sigma: dialect });
          claim(rule.id, document.file);
          return rule;
        }) ?? [],
    );
  const correlations = ofKind('correlation')
    .filter(isUsed)
    .flatMap((document) => {
      const found = attempt(document, () => {
        const rule = readCorrelation(document.content);
        claim(rule.id, document.file);
        return rule;
      });
      return found === undefined ? [] : [{ ...found, document }];
    });
  const usable = withKnownBases(correlations, rules, leave);
  return {
    rules: asBasesOf(
      usable.map(({ read }) => read),
      rules,
    ),
    correlations: usable.map(({ file, content, read }) => ({ file, content, read })),
    filters,
    leftOut,
  };
};

interface FoundCorrelation extends FromFile<CorrelationRule> {
  readonly document: RuleDocument;
}

/** Correlations all of whose rules are there, and that do not refer to each other in a circle. */
const withKnownBases = (
  found: readonly FoundCorrelation[],
  rules: readonly FromFile<DetectionRule>[],
  leave: (document: RuleDocument, because: Pick<LeftOut, 'reason' | 'detail'>) => void,
): readonly FoundCorrelation[] => {
  let usable = found;
  for (;;) {
    const known = new Set([
      ...rules.flatMap(({ read }) => namesOf(read)),
      ...usable.flatMap(({ read }) => [read.id, ...(read.name === undefined ? [] : [read.name])]),
    ]);
    const kept = usable.filter(({ document, read }) => {
      const missing = read.rules.find((name) => !known.has(name));
      if (missing !== undefined)
        leave(document, { reason: 'a correlation over rules that are not there', detail: missing.slice(0, 100) });
      return missing === undefined;
    });
    if (kept.length === usable.length) break;
    usable = kept;
  }
  try {
    correlate(usable.map(({ read }) => read));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    for (const { document } of usable)
      leave(document, { reason: 'correlations that refer to each other in a circle', detail: error.message });
    return [];
  }
  return usable;
};
