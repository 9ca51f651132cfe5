import type * as z from 'zod/mini';

const noun: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a number',
  string: 'text',
  boolean: 'true or false',
};

/**
 * What is wrong with a variable, as the end of a sentence that begins with its name.
 *
 * Written from the issue's bounded parts alone: zod's own messages may quote what was received, and custom messages may
 * quote anything. Allowed values come from the schema, so naming them gives nothing away.
 */
export const describeIssue = (issue: z.core.$ZodIssue): string => {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${noun[issue.expected] ?? `a valid ${issue.expected}`}.`;
    case 'too_small':
      return `must be ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}${unitOf(issue.origin)}.`;
    case 'too_big':
      return `must be ${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}${unitOf(issue.origin)}.`;
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}.`;
    case 'invalid_format':
      return issue.format === 'regex' ? 'has not the form that is asked for.' : `must be a valid ${issue.format}.`;
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}.`;
    case 'custom':
    case 'invalid_element':
    case 'invalid_key':
    case 'invalid_union':
    case 'unrecognized_keys':
      return 'is not valid.';
    default:
      return issue satisfies never;
  }
};

const unitOf = (origin: string): string =>
  origin === 'string' ? ' characters long' : origin === 'array' || origin === 'set' ? ' items' : '';
