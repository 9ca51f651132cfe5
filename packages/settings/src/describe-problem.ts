import type * as z from 'zod/mini';

/** Maximum number of problems that are reported of a document: a hostile one could have a million. */
const maxProblems = 20;

const noun: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a number',
  string: 'text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

const unitOf = (origin: string): string =>
  origin === 'string' ? ' characters long' : origin === 'array' || origin === 'set' ? ' items' : '';

/** A field's name as it may stand in a log: what a person wrote by mistake could be a secret, so only short ones of letters. */
const plainName = (name: string): string => (/^[A-Za-z]{1,24}$/.test(name) ? name : 'a name that is none');

const complaintOf = (issue: z.core.$ZodIssue): string => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'is missing.'
        : `must be ${noun[issue.expected] ?? `a valid ${issue.expected}`}.`;
    case 'too_small':
      return `must be ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}${unitOf(issue.origin)}.`;
    case 'too_big':
      return `must be ${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}${unitOf(issue.origin)}.`;
    case 'invalid_value':
      return `must be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map(String).join(', ')}.`;
    case 'invalid_format':
      return 'has not the form that is asked for.';
    case 'unrecognized_keys':
      return `holds what is not known: ${issue.keys.slice(0, 5).map(plainName).join(', ')}.`;
    case 'invalid_union': {
      const options = (issue as { readonly options?: readonly unknown[] }).options;
      return options === undefined ? 'is not valid.' : `must be one of ${options.map(String).join(', ')}.`;
    }
    case 'custom': {
      // Our own checks say what is wrong in fixed words.
      const problem: unknown = issue.params?.['problem'];
      return typeof problem === 'string' ? problem : 'is not valid.';
    }
    case 'invalid_element':
    case 'invalid_key':
    case 'not_multiple_of':
      return 'is not valid.';
    default:
      return issue satisfies never;
  }
};

/** One sentence per problem, begun by the path of the field, such as `mutes.0.until`. Never quotes a value. */
export const describeProblems = (error: z.core.$ZodError): readonly string[] => {
  const problems = error.issues.slice(0, maxProblems).map((issue) => {
    const path = issue.path
      .map((part) => (typeof part === 'number' ? String(part) : plainName(String(part))))
      .join('.');
    return `${path === '' ? 'The document' : path} ${complaintOf(issue)}`;
  });
  const rest = error.issues.length - problems.length;
  return rest > 0 ? [...problems, `There are ${rest} more problems.`] : problems;
};
