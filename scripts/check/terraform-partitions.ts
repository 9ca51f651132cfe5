/** A text that is applied to an account: Terraform, a template, a state machine's definition. */
export interface AppliedText {
  /** From the repository on, such as `state-machines/remediate-finding/definition.asl.json`. */
  readonly path: string;
  readonly text: string;
}

/** An ARN that is written out, in Terraform outside of comments. */
const fixed = /\barn:aws(?:-[a-z-]+)?:/;

const withoutComment = (path: string, line: string): string => (path.endsWith('.tf') ? line.replace(/#.*$/, '') : line);

/** Descriptions quote ARNs as examples, and nothing reads them. */
const isDescription = (line: string): boolean => /^\s*(?:description|error_message)\s*=/.test(line);

/**
 * ARNs with a partition of their own: the account may be in another one, where they name nothing. Partitions come from
 * `data.aws_partition`, in a definition from the placeholder `${partition}`.
 */
export const fixedPartitions = (texts: readonly AppliedText[]): readonly string[] => {
  if (texts.length === 0) return ['No text was found: the check would pass whatever is written there.'];
  return texts.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => {
      const found = isDescription(line) ? null : fixed.exec(withoutComment(path, line));
      return found === null ? [] : [`${path}:${index + 1} writes the partition out: ${found[0]}`];
    }),
  );
};
