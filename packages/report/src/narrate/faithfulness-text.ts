import type { Narration, StrikeReason } from '@bellwether/ports';
import { number, plural } from '../figures.ts';

const words: Readonly<Record<StrikeReason, string>> = {
  no_citation: 'without a citation',
  unknown_id: 'citing an id that does not exist',
  unknown_figure: 'with a figure that its facts do not have',
  unknown_name: 'with a name that its facts do not have',
  unknown_action: 'with an advice that its facts do not give',
  severity_changed: 'with a severity that its facts do not give',
  link_or_markup: 'with a link or markup',
  calm_beside_critical: 'calming beside a CRITICAL finding',
  quotes_log: 'repeating the words of a log',
  unknown_section: 'in a part that does not exist',
};

/**
 * How many claims of a model were kept, and why others were struck out; empty where no model answered. Begins with a space.
 *
 * @example ' 11 of 12 claims of the model passed the check; struck out: 1 without a citation.'
 */
export const faithfulnessText = ({ faithfulness }: Pick<Narration, 'faithfulness'>): string => {
  if (faithfulness === undefined) return '';
  const { claims, kept, struck } = faithfulness;
  const reasons = (Object.entries(struck) as [StrikeReason, number][])
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([reason, count]) => `${number(count)} ${words[reason]}`);
  const left = reasons.length === 0 ? '' : `; struck out: ${reasons.join(', ')}`;
  return ` ${number(kept)} of ${plural(claims, 'claim')} of the model passed the check${left}.`;
};
