import type { Dataset } from '@bellwether/log-events';
import type { CompiledRules } from './compiled-rule.ts';

/** A key without a field: `""` or `"|all"`. */
const keywords = /"(?:\|[\w|]*)?":/;

/** Names that are remembered per dataset; records may bring any number of them. */
const maxNames = 1_024;

/**
 * Whether a rule of a dataset may read an attribute; true when that is not certain.
 *
 * Rules name each field they read, in conditions, groups, resources and `|fieldref` values, so an attribute whose name does not
 * occur in the text of any rule is not read by one.
 *
 * @example
 * const isAsked = askedFields(compileRules([rule])); // the rule in `DetectionRule`
 * isAsked('cloudtrail', 'userIdentity.type'); // true
 * isAsked('cloudtrail', 'userAgent'); // false
 */
export const askedFields = (rules: CompiledRules): ((dataset: Dataset, name: string) => boolean) => {
  const texts = new Map<Dataset, string>();
  const known = new Map<Dataset, Map<string, boolean>>();
  const textOf = (dataset: Dataset): string => {
    let text = texts.get(dataset);
    if (text === undefined) {
      text = JSON.stringify((rules.byDataset.get(dataset)?.rules ?? []).map(({ rule }) => rule));
      texts.set(dataset, text);
    }
    return text;
  };
  return (dataset, name) => {
    let names = known.get(dataset);
    if (names === undefined) known.set(dataset, (names = new Map<string, boolean>()));
    let isAsked = names.get(name);
    if (isAsked === undefined) {
      // Escaped, as the name would be inside JSON. Keywords of Sigma are looked for in every field.
      const text = textOf(dataset);
      isAsked = text.includes(JSON.stringify(name).slice(1, -1)) || keywords.test(text);
      if (names.size >= maxNames) names.clear();
      names.set(name, isAsked);
    }
    return isAsked;
  };
};
