import { valuesAfter, type Counted, type PositionValues } from './enumerated.ts';
import type { Shape } from './lists.ts';
import type { LiveTemplate } from './live-template.ts';
import type { NewValue } from './miner.ts';
import { isStateKey } from './positions.ts';

/** Events over which a list of values has to stay the same before a further value is news; integer. */
export const minSteadyEvents = 500;
/** Values of a list at most: of more, a further one is expected. */
const maxKnown = 8;

/** A state as programs write it in capitals. What names or counts something has small letters or digits. */
const stateWord = /^[A-Z][A-Z_]{1,30}$/;
/** After a key such as `status` small letters are a state too. */
const keyedStateWord = /^[A-Za-z][A-Za-z_-]{1,30}$/;

/** Whether all values of a position are states: names of someone or something differ for ever. */
const areStates = ({ words }: Shape, position: number, values: Iterable<string>): boolean => {
  const shape = position > 0 && isStateKey(words[position - 1] ?? '') ? keyedStateWord : stateWord;
  return [...values].every((value) => shape.test(value));
};

/**
 * The value that a template's parameter shows for the first time, when its list of states was the same for long.
 *
 * @param steadyEvents  events of the template since its lists last changed; integer
 * @returns `'same'` when no list has changed; undefined when a change is not news
 */
const newValueIn = (
  template: Shape,
  before: PositionValues | undefined,
  after: PositionValues | undefined,
  steadyEvents: number,
): Pick<NewValue, 'value' | 'known'> | 'same' | undefined => {
  let isSame = before?.size === after?.size;
  for (const [position, values] of after ?? []) {
    const known = before?.get(position);
    if (known?.size === values.size) continue;
    isSame = false;
    if (known === undefined || known.size < 2 || known.size > maxKnown || steadyEvents < minSteadyEvents) continue;
    const value = [...values.keys()].find((one) => !known.has(one));
    if (value === undefined || !areStates(template, position, values.keys())) continue;
    return { value, known: [...known].sort(([, a], [, b]) => b - a).map(([one]) => one) };
  }
  return isSame ? 'same' : undefined;
};

/**
 * Adds a message's values to those of a template that stands for it already, and notes one that is new after a long time.
 *
 * @param timestampMs  of the message's event, epoch milliseconds UTC; undefined where nothing is noted
 * @returns whether a new value was noted
 */
export const addValues = (template: LiveTemplate, message: Counted, timestampMs: number | undefined): boolean => {
  const before = template.values;
  template.values = valuesAfter(template, template.words, message);
  const steadyEvents = template.count - template.steadyFrom;
  const found = newValueIn(template, before, template.values, steadyEvents);
  if (found === 'same') return false;
  template.steadyFrom = template.count;
  if (found === undefined || timestampMs === undefined) return false;
  template.newValue = { ...found, steadyEvents, timestampMs };
  return true;
};
