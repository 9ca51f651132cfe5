import type { Source } from '@bellwether/log-events';
import type { CompiledRules } from './compiled-rule.ts';

/** Names that are remembered of one source; records may bring any number of them. */
const mostNames = 1_024;

/**
 * Whether a rule of a source may read an attribute; in doubt it may.
 *
 * Rules name each field they read, in conditions, groups, resources and `|fieldref` values, so an attribute whose name stands
 * nowhere in the text of a rule is read by none.
 */
export const askedFields = (rules: CompiledRules): ((source: Source, name: string) => boolean) => {
  const texts = new Map<Source, string>();
  const known = new Map<Source, Map<string, boolean>>();
  const textOf = (source: Source): string => {
    let text = texts.get(source);
    if (text === undefined) {
      text = JSON.stringify((rules.bySource.get(source)?.rules ?? []).map(({ rule }) => rule));
      texts.set(source, text);
    }
    return text;
  };
  return (source, name) => {
    let names = known.get(source);
    if (names === undefined) known.set(source, (names = new Map<string, boolean>()));
    let isAsked = names.get(name);
    if (isAsked === undefined) {
      // As it would stand in there: escaped.
      isAsked = textOf(source).includes(JSON.stringify(name).slice(1, -1));
      if (names.size >= mostNames) names.clear();
      names.set(name, isAsked);
    }
    return isAsked;
  };
};
