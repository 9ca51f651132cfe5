import type { ReadRecord } from '@bellwether/log-events';
import {
  classify,
  dependsOnNumbers,
  type NumberDependence,
  type Classifiable,
  type Classification,
  type UnderstandStages,
} from '@bellwether/log-model';
import { isSuspicious } from '@bellwether/redaction';
import { dependence, LineKindRecord, type LineKind } from './line-kind.ts';

/** Bits of `dependence` that may change the classification of another line with the same signature; null when each line has to be asked. */
const dependencesOf: Readonly<Record<NumberDependence, number | null>> = {
  none: 0,
  status: dependence.status,
  status_or_count: dependence.status | dependence.number,
  any: null,
};

const dependenceOf = (lineKind: LineKind, record: Classifiable, found: Classification): number | null =>
  lineKind.isConstant ? 0 : dependencesOf[dependsOnNumbers(record, found)];

/**
 * Lines of one kind have the same words, so their classification is found once per kind, and again only for lines whose numbers
 * could change it: a status, a zero count.
 */
const classifyKnown = (record: ReadRecord): Pick<Classification, 'severity' | 'category'> => {
  const lineKind = LineKindRecord.lineKindOf(record);
  if (lineKind === undefined || lineKind.classification === null) return classify(record);
  const dependences = LineKindRecord.dependencesOf(record);
  const known = lineKind.classification;
  if (known !== undefined) return (known.unless & dependences) === 0 ? known : classify(record);
  const found = classify(record);
  const { severity, category } = found;
  const unless = dependenceOf(lineKind, record, found);
  if (unless === null) lineKind.classification = null;
  else if ((unless & dependences) === 0) lineKind.classification = { severity, category, unless };
  return { severity, category };
};

/** Whether neither the message nor an attribute of a record looks like a secret. */
export const hasNoSecret = ({ message, attributes }: Pick<ReadRecord, 'message' | 'attributes'>): boolean =>
  !isSuspicious(message) &&
  Object.values(attributes).every((value) => typeof value !== 'string' || !isSuspicious(value));

/** True when neither message nor attributes of a record contain a secret, known from its kind without reading them again. */
const isClean = (record: ReadRecord): boolean => {
  const lineKind = LineKindRecord.lineKindOf(record);
  if (
    lineKind === undefined ||
    (LineKindRecord.dependencesOf(record) & (dependence.card | dependence.attributes)) !== 0
  )
    return false;
  lineKind.isClean ??= hasNoSecret(record);
  return lineKind.isClean;
};

/**
 * The stages for records that `LineKinds` read: classification and cleanness are found once per line kind, not once per line.
 *
 * @example
 * const understander = createUnderstander({ miner: createMiner(), rules, stages: knownLineStages });
 * // Of two lines of one kind, "... INFO Cart: item 3 added in 7 ms" and "... item 4 added in 9 ms", only the first is classified.
 */
export const knownLineStages: UnderstandStages = {
  classify: classifyKnown,
  isClean,
  signatureOf: (record) => LineKindRecord.lineKindOf(record),
};
