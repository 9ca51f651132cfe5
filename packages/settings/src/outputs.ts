import * as z from 'zod/mini';
import { described, nameField } from './fields.ts';

const named = { name: nameField('As routes name it; `default` is notified where no route matches.') };

const topicArn = z
  .string()
  .check(
    z.regex(/^arn:aws[a-z-]{0,20}:sns:[a-z0-9-]{1,30}:[0-9]{12}:[A-Za-z0-9_-]{1,256}$/),
    described('ARN of an SNS topic.'),
  );

/** ARN of an SSM SecureString parameter or of a Secrets Manager secret: the secret itself never stands in a document. */
const secret = z
  .string()
  .check(
    z.regex(
      /^arn:aws[a-z-]{0,20}:(ssm:[a-z0-9-]{1,30}:[0-9]{12}:parameter\/|secretsmanager:[a-z0-9-]{1,30}:[0-9]{12}:secret:)[A-Za-z0-9\/_+=.@-]{1,512}$/,
    ),
    described('ARN of an SSM SecureString parameter or a Secrets Manager secret, never the secret itself.'),
  );

// Loose on purpose: what the mail service takes is for it to say; this keeps line breaks and lists out of a header.
const mailAddress = z
  .string()
  .check(z.maxLength(254), z.regex(/^[^\s@<>,;"]{1,64}@[A-Za-z0-9.-]{1,189}$/), described('One mail address.'));

const httpsAddress = z
  .string()
  .check(
    z.maxLength(2_048),
    z.regex(/^https:\/\/[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?(\/[^\s]{0,1800})?$/),
    described('An https address without a user name.'),
  );

/** One way to notify people. */
export const outputSchema = z.discriminatedUnion('type', [
  z.strictObject({ ...named, type: z.literal('sns'), topicArn }),
  z.strictObject({
    ...named,
    type: z.literal('email'),
    from: mailAddress,
    to: z.array(mailAddress).check(z.minLength(1), z.maxLength(50), described('At most 50 readers.')),
  }),
  z.strictObject({ ...named, type: z.literal('slack-webhook'), secret }),
  z.strictObject({ ...named, type: z.literal('slack-q'), topicArn }),
  z.strictObject({ ...named, type: z.literal('teams'), secret }),
  z.strictObject({ ...named, type: z.literal('pagerduty'), secret }),
  z.strictObject({ ...named, type: z.literal('webhook'), url: httpsAddress, secret }),
  z.strictObject({
    ...named,
    type: z.literal('eventbridge'),
    busName: z
      .string()
      .check(
        z.regex(/^(arn:aws[a-z-]{0,20}:events:[a-z0-9-]{1,30}:[0-9]{12}:event-bus\/)?[A-Za-z0-9._\/-]{1,256}$/),
        described('Name or ARN of an event bus.'),
      ),
  }),
]);

export const outputsSchema = z.array(outputSchema).check(
  z.maxLength(50),
  z.refine((outputs) => new Set(outputs.map(({ name }) => name)).size === outputs.length, {
    params: { problem: 'must not name two outputs the same.' },
  }),
  described('Ways to notify people. `default` is the alert topic unless an output has that name.'),
);

export type OutputSettings = z.output<typeof outputSchema>;
