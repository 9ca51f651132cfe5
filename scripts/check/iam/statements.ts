import type { HclBlock } from '../hcl-blocks.ts';
import { membersOf, partsOf, stringsIn } from '../hcl-text.ts';

/** One statement of a policy, as Terraform's text has it. */
export interface Statement {
  readonly sid: string;
  /** Whether it takes back instead of granting. */
  readonly isDenial: boolean;
  /** Literal actions; none where the statement takes them from a variable. */
  readonly actions: readonly string[];
  /** The text after `resources`, such as `[module.lake.arn]`. */
  readonly resources: string;
  /** The whole statement with its comments. */
  readonly text: string;
}

/** Everything that stands in `locals` blocks, by name. */
export const localsOf = (blocks: readonly HclBlock[]): ReadonlyMap<string, string> =>
  new Map(blocks.filter(({ kind }) => kind === 'locals').flatMap(({ body }) => [...membersOf(body.join('\n'))]));

/** The text that `local.may.publish` stands for. A path that leads into an expression ends at the expression. */
const resolve = (locals: ReadonlyMap<string, string>, [name = '', ...rest]: readonly string[]): string | undefined => {
  let text = locals.get(name);
  for (const step of rest) {
    const [only, ...others] = text === undefined ? [] : partsOf(text);
    const inner = only?.kind === 'object' && others.length === 0 ? membersOf(only.inner).get(step) : undefined;
    if (inner === undefined) return text;
    text = inner;
  }
  return text;
};

/**
 * Every statement that an expression can come to, whatever its conditions: references are followed, `for` and `concat` are read
 * for what they hold. It is the most that can be granted, which is what a check of permissions asks.
 */
export const statementsIn = (
  text: string,
  locals: ReadonlyMap<string, string>,
  above: readonly string[] = [],
): readonly Statement[] =>
  partsOf(text).flatMap((part): readonly Statement[] => {
    if (part.kind === 'local') {
      const name = part.path.join('.');
      const found = above.includes(name) ? undefined : resolve(locals, part.path);
      return found === undefined ? [] : statementsIn(found, locals, [...above, name]);
    }
    const members = membersOf(part.inner);
    const actions = members.get('actions') ?? members.get('Action');
    if (actions === undefined) return [...members.values()].flatMap((value) => statementsIn(value, locals, above));
    return [
      {
        sid: stringsIn(members.get('sid') ?? members.get('Sid') ?? '')[0] ?? '',
        isDenial: members.get('Effect') === '"Deny"',
        actions: stringsIn(actions),
        resources: members.get('resources') ?? members.get('Resource') ?? '',
        text: part.inner,
      },
    ];
  });

/** Problems of a role's statements against what is used of it, one sentence each. */
export const compare = (statements: readonly Statement[], used: ReadonlySet<string>): readonly string[] => {
  const granted = statements.filter(({ isDenial }) => !isDenial);
  const actions = new Set(granted.flatMap((statement) => statement.actions));
  const isBareStar = ({ resources }: Statement): boolean => stringsIn(resources).includes('*');
  return [
    ...[...used].filter((action) => !actions.has(action)).map((action) => `uses ${action} and is not granted it`),
    ...[...actions].filter((action) => !used.has(action)).map((action) => `is granted ${action} and does not use it`),
    ...granted
      .filter((statement) => isBareStar(statement) && !/(?:^|\s)# \S/.test(statement.text))
      .map(({ sid }) => `is granted every resource by ${sid || 'a statement'} without a reason beside it`),
  ].toSorted();
};

const matches = (pattern: string, action: string): boolean =>
  pattern.endsWith('*') ? action.startsWith(pattern.slice(0, -1)) : action === pattern;

/** Whether a denial leaves out this function's role, by the end of the role's name. */
const leavesOut = ({ isDenial, text }: Statement, functionName: string): boolean =>
  isDenial &&
  Array.from(text.matchAll(/ArnNotLike\s*=\s*\{\s*"aws:PrincipalArn"\s*=\s*"([^"]+)"/g)).some(([, role = '']) =>
    role.endsWith(`}-${functionName}`),
  );

/**
 * Actions that a role is granted and its permissions boundary does not let through: each would be denied when it is needed.
 *
 * @param functionName  whose role it is; a denial may leave one role out
 */
export const stoppedBy = (
  boundary: readonly Statement[],
  actions: readonly string[],
  functionName = '',
): readonly string[] => {
  const named = (isDenial: boolean, action: string): boolean =>
    boundary.some(
      (statement) =>
        statement.isDenial === isDenial &&
        statement.actions.some((at) => matches(at, action)) &&
        !leavesOut(statement, functionName),
    );
  return actions.filter((action) => !named(false, action) || named(true, action));
};
