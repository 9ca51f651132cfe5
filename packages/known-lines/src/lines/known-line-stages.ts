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
import { doubt, FormRecord, type LineForm } from './line-form.ts';

/** Bits of `doubt` that may change the classification of another line with the same signature; null when each line has to be asked. */
const doubtsOf: Readonly<Record<NumberDependence, number | null>> = {
  none: 0,
  status: doubt.status,
  status_or_count: doubt.status | doubt.number,
  any: null,
};

const dependenceOf = (form: LineForm, record: Classifiable, found: Classification): number | null =>
  form.isConstant ? 0 : doubtsOf[dependsOnNumbers(record, found)];

/**
 * Lines of one form have the same words, so their classification is found once per form, and again only for lines whose numbers
 * could change it: a status, a zero count.
 */
const classifyKnown = (record: ReadRecord): Pick<Classification, 'severity' | 'category'> => {
  const form = FormRecord.formOf(record);
  if (form === undefined || form.classification === null) return classify(record);
  const doubts = FormRecord.doubtsOf(record);
  const known = form.classification;
  if (known !== undefined) return (known.unless & doubts) === 0 ? known : classify(record);
  const found = classify(record);
  const { severity, category } = found;
  const unless = dependenceOf(form, record, found);
  if (unless === null) form.classification = null;
  else if ((unless & doubts) === 0) form.classification = { severity, category, unless };
  return { severity, category };
};

/** True when neither message nor attributes of a record hold a secret, known from its form without reading them again. */
const isClean = (record: ReadRecord): boolean => {
  const form = FormRecord.formOf(record);
  if (form === undefined || (FormRecord.doubtsOf(record) & (doubt.card | doubt.attributes)) !== 0) return false;
  form.isHarmless ??=
    !isSuspicious(record.message) &&
    Object.values(record.attributes).every((value) => typeof value !== 'string' || !isSuspicious(value));
  return form.isHarmless;
};

/** The stages for records that `LineForms` read: what was found out about a form is not found out again. */
export const knownLineStages: UnderstandStages = {
  classify: classifyKnown,
  isClean,
  signatureOf: (record) => FormRecord.formOf(record),
};
