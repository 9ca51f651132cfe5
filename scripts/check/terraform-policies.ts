import { readBlocks } from './hcl-blocks.ts';
import { endOfBracket, membersOf } from './hcl-text.ts';
import { wrongSource, type PolicyUse } from './iam/sent-sources.ts';
import type { TerraformFolder } from './terraform-lint.ts';

/** Every object in a text, those inside of others too. */
const objectsIn = (text: string): readonly string[] => {
  const objects: string[] = [];
  for (let at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at + 1)) {
    // `${` opens an expression, not an object.
    if (text[at - 1] === '$') continue;
    objects.push(text.slice(at + 1, endOfBracket(text, at) - 1));
  }
  return objects;
};

/** What a statement's policy is of, by what it allows. */
const useOf = (actions: string): PolicyUse => {
  if (actions.includes('sts:AssumeRole')) return 'role';
  return actions.includes('"kms:') ? 'key' : 'resource';
};

/**
 * Policies that let an AWS service in for whoever asks it to come: any account could have the service act on this one's things
 * (the confused deputy). Judged are statements of trust, bucket, queue, topic and key policies, and permissions of functions.
 */
export const confusedDeputies = (
  folders: readonly TerraformFolder[],
): { judged: number; problems: readonly string[] } => {
  let judged = 0;
  const problems: string[] = [];
  for (const { name, files } of folders)
    for (const [file, text] of Object.entries(files)) {
      for (const inner of objectsIn(text)) {
        const members = membersOf(inner);
        const principal = members.get('Principal') ?? '';
        if (!members.has('Effect') || !/\bService\s*=/.test(principal)) continue;
        judged += 1;
        const service = /"([^"]+)"/.exec(principal)?.[1] ?? '';
        const problem = wrongSource(useOf(members.get('Action') ?? ''), service, members.get('Condition') ?? '');
        if (problem !== undefined) problems.push(`${name}/${file}: ${members.get('Sid') ?? 'a statement'} ${problem}.`);
      }
      for (const { labels, body } of readBlocks(text).filter(({ kind }) => kind === 'resource')) {
        if (labels[0] !== 'aws_lambda_permission') continue;
        judged += 1;
        const members = membersOf(body.join('\n'));
        if (!members.has('source_arn') || !members.has('source_account'))
          problems.push(`${name}/${file}: ${labels.join('.')} names no source_arn or no source_account.`);
      }
    }
  return {
    judged,
    problems: judged === 0 ? ['No policy was found: the check would pass whatever stands there.'] : problems,
  };
};
