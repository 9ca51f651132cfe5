import { severities, type Severity } from '@bellwether/log-model';
import { InvalidArgumentError, Option } from 'commander';

/** An option that takes a severity, in any case. */
export const severityOption = (flags: string, description: string): Option =>
  new Option(flags, `${description} (${severities.join(', ')}; in any case)`).argParser((text): Severity => {
    const severity = severities.find((known) => known === text.toUpperCase());
    if (severity === undefined) throw new InvalidArgumentError(`It takes one of ${severities.join(', ')}.`);
    return severity;
  });
