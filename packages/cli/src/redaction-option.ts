import { randomBytes } from 'node:crypto';
import {
  defaultRedactionPolicy,
  noRedaction,
  parseRedactionPolicy,
  redactionClasses,
  type RedactionPolicy,
} from '@bellwether/log-model';
import { InvalidArgumentError, Option, type Command } from 'commander';

/** What `--redact` and `--no-redact` come to: a policy as written, `false` for none, undefined where neither was given. */
export type RedactionFlag = RedactionPolicy | false | undefined;

const policyOf = (written: string): RedactionPolicy => {
  const read = parseRedactionPolicy(written);
  if (read.ok) return read.policy;
  throw new InvalidArgumentError(
    `There is no class ${read.unknownWord}. Classes are ${redactionClasses.join(', ')}; also all, none and default.`,
  );
};

/** Adds `--redact <classes>` and `--no-redact`: what is taken out before anything is printed or kept. */
export const withRedaction = (command: Command): Command =>
  command
    .addOption(
      new Option(
        '--redact <classes>',
        'what to remove from messages and fields: ip (the default and addresses), -email (the default without e-mail), none,card (only cards), all',
      )
        .argParser(policyOf)
        .env('BELLWETHER_REDACT'),
    )
    .option('--no-redact', 'keep secrets and private data');

export const redactionOf = (flag: RedactionFlag): RedactionPolicy =>
  flag === false ? noRedaction : (flag ?? defaultRedactionPolicy);

/** The policy with a key of this run alone: marks distinguish values within the run, and nobody can look one up afterwards. */
export const oneRunRedactionOf = (flag: RedactionFlag): RedactionPolicy => ({
  ...redactionOf(flag),
  hashKey: randomBytes(32).toString('base64url'),
});
