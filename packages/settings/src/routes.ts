import * as z from 'zod/mini';
import { accountField, described, globsField, nameField, severityField, datasetField, textField } from './fields.ts';

/** Which findings go to which outputs. */
export const routeSchema = z.strictObject({
  minSeverity: severityField('Least severity the route is for.'),
  datasets: z.exactOptional(
    z
      .array(datasetField('What wrote the events.'))
      .check(z.minLength(1), described('Datasets the route is for; every dataset when left out.')),
  ),
  scopes: z.exactOptional(globsField('Scopes, `<account>:<log group or dataset>`, the route is for.')),
  rules: z.exactOptional(globsField('Rules the route is for.')),
  accounts: z.exactOptional(
    z.array(accountField()).check(z.minLength(1), z.maxLength(1_000), described('Accounts the route is for.')),
  ),
  team: z.exactOptional(textField('Who is to look at it.')),
  outputs: z
    .array(nameField('Name of an output, or `default`.'))
    .check(z.minLength(1), z.maxLength(20), described('Outputs that are notified.')),
});

export const routesSchema = z
  .array(routeSchema)
  .check(
    z.maxLength(200),
    described(
      'Every route that matches adds its outputs, and the first team named wins. Where none matches, `default` is notified.',
    ),
  );

export type Route = z.output<typeof routeSchema>;
