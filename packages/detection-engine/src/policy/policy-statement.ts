import { readJsonText } from '../json-text.ts';

/** Names of actions or resources, or all but those (`NotAction`, `NotResource`). */
export interface Naming {
  readonly isExcept: boolean;
  readonly patterns: readonly string[];
}

/** One statement of an AWS policy, read as IAM reads it: one text or a list of them, one statement or a list. */
export interface PolicyStatement {
  readonly isAllow: boolean;
  /** Lower-case patterns. */
  readonly actions: Naming;
  readonly resources: Naming;
  /** Whom a policy of a resource speaks of; undefined in a policy of an identity. */
  readonly principals: Naming | undefined;
  /** Operator to condition key to values. */
  readonly conditions: readonly PolicyCondition[];
}

export interface PolicyCondition {
  /** Lower case, such as `stringequals` or `forallvalues:stringlike`. */
  readonly operator: string;
  /** Lower case, such as `aws:sourceip`. */
  readonly key: string;
  readonly values: readonly string[];
}

/** Statements that are read of one policy; IAM's own size limit allows far fewer. */
const maxStatements = 500;
const maxPatterns = 2_000;

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value.slice(0, maxPatterns) : value === undefined || value === null ? [] : [value];

const textsOf = (value: unknown): readonly string[] =>
  listOf(value).flatMap((one) =>
    typeof one === 'string' || typeof one === 'boolean' || typeof one === 'number' ? [String(one)] : [],
  );

/** Keys of a policy are read without case, as IAM reads them. */
const fieldOf = (fields: Fields, name: string): unknown => {
  if (Object.hasOwn(fields, name)) return fields[name];
  const found = Object.keys(fields).find((key) => key.toLowerCase() === name.toLowerCase());
  return found === undefined ? undefined : fields[found];
};

const namingOf = (fields: Fields, name: string): Naming | undefined => {
  const named = fieldOf(fields, name);
  if (named !== undefined) return { isExcept: false, patterns: textsOf(named) };
  const except = fieldOf(fields, `Not${name}`);
  return except === undefined ? undefined : { isExcept: true, patterns: textsOf(except) };
};

/** AWS principals alone: a service or a federation is nobody's own account. `*` is everybody. */
const principalsIn = (value: unknown): readonly string[] =>
  isFields(value) ? textsOf(fieldOf(value, 'AWS')) : textsOf(value);

const principalsOf = (fields: Fields): Naming | undefined => {
  const named = fieldOf(fields, 'Principal');
  if (named !== undefined) return { isExcept: false, patterns: principalsIn(named) };
  const except = fieldOf(fields, 'NotPrincipal');
  return except === undefined ? undefined : { isExcept: true, patterns: principalsIn(except) };
};

const conditionsOf = (value: unknown): readonly PolicyCondition[] =>
  !isFields(value)
    ? []
    : Object.entries(value).flatMap(([operator, keys]) =>
        !isFields(keys)
          ? []
          : Object.entries(keys).map(([key, values]) => ({
              operator: operator.toLowerCase(),
              key: key.toLowerCase(),
              values: textsOf(values),
            })),
      );

const everything: Naming = { isExcept: false, patterns: ['*'] };

const statementOf = (fields: Fields): PolicyStatement => {
  const actions = namingOf(fields, 'Action') ?? { isExcept: false, patterns: [] };
  return {
    isAllow: fieldOf(fields, 'Effect') === 'Allow',
    actions: { ...actions, patterns: actions.patterns.map((one) => one.toLowerCase()) },
    // A trust policy names no resource: the role itself is meant.
    resources: namingOf(fields, 'Resource') ?? everything,
    principals: principalsOf(fields),
    conditions: conditionsOf(fieldOf(fields, 'Condition')),
  };
};

/**
 * The statements of a policy.
 *
 * @param policy  the policy as an object or as text, plain or percent-encoded
 * @returns none when it is not a policy
 */
export const readStatements = (policy: unknown): readonly PolicyStatement[] => {
  const document = readJsonText(policy);
  if (!isFields(document)) return [];
  return listOf(fieldOf(document, 'Statement')).slice(0, maxStatements).filter(isFields).map(statementOf);
};
