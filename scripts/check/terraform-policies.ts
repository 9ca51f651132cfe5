import { readBlocks } from './hcl-blocks.ts';
import { endOfBracket, membersOf } from './hcl-text.ts';
import { sendsNoSource } from './iam/service-roles.ts';
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

/** Conditions by which a service says for whom it calls. The context of a key's use contains the log group's account. */
const namesSource = /aws:Source(?:Arn|Account|OrgID|OrgPaths)|kms:EncryptionContext:aws:logs:arn/;

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
        if (sendsNoSource.has(service) || namesSource.test(members.get('Condition') ?? '')) continue;
        problems.push(
          `${name}/${file}: ${members.get('Sid') ?? 'a statement'} lets in ${service || 'a service'} for whoever asks.`,
        );
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
