import { severities, datasets } from '@bellwether/log-model';
import * as z from 'zod/mini';

/** Adds the sentence that the JSON Schema, and so Terraform and AppConfig, show beside a field. */
export const described = (description: string) => z.meta({ description });

/** Maximum characters of a name, a pattern or a reason: documents are bounded, whoever wrote them. */
const maxCharacters = 256;

const text = () => z.string().check(z.minLength(1), z.maxLength(maxCharacters));

/** A name that others refer to, such as `slack-platform`: it is a metric's dimension and a part of ids. */
export const nameField = (description: string) =>
  z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,62}$/), described(description));

export const textField = (description: string) => text().check(described(description));

/** A text in which `*` stands for any characters, none among them; everything else for itself. */
export const globField = (description: string) => text().check(described(`${description} \`*\` stands for any text.`));

/** One or more: an empty list would match nothing, and so silence what it was meant to narrow. */
export const globsField = (description: string) =>
  z.array(text()).check(z.minLength(1), z.maxLength(100), described(`${description} \`*\` stands for any text.`));

export const severityField = (description: string) => z.enum(severities).check(described(description));

export const datasetField = (description: string) => z.enum(datasets).check(described(description));

export const accountField = () => z.string().check(z.regex(/^[0-9]{12}$/), described('An AWS account id.'));

export const wholeNumberField = (min: number, max: number, description: string) =>
  z.int().check(z.minimum(min), z.maximum(max), described(description));
