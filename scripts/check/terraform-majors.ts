import { readBlocks } from './hcl-blocks.ts';
import type { TerraformFolder } from './terraform-lint.ts';

/**
 * What the two majors of the provider that the code is written for, 5.100 and 6, do not have in common, as far as the kinds of
 * resources here reach. Only 5.100 may be at hand, so the other one is held by these rules.
 *
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/version-6-upgrade
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/enhanced-region-support
 */
interface Difference {
  /** Resource or data source; `*` for every one. */
  readonly type: string;
  readonly argument: string;
  readonly instead: string;
}

const removedIn6: readonly Difference[] = [
  { type: 'aws_api_gateway_account', argument: 'reset_on_delete', instead: 'leave it out' },
  { type: 'aws_api_gateway_deployment', argument: 'stage_name', instead: 'aws_api_gateway_stage' },
  { type: 'aws_api_gateway_deployment', argument: 'stage_description', instead: 'aws_api_gateway_stage' },
  { type: 'aws_api_gateway_deployment', argument: 'canary_settings', instead: 'aws_api_gateway_stage' },
  { type: 'aws_eip', argument: 'vpc', instead: 'domain' },
  { type: 'aws_eks_addon', argument: 'resolve_conflicts', instead: 'resolve_conflicts_on_create and _on_update' },
  { type: 'aws_flow_log', argument: 'log_group_name', instead: 'log_destination' },
  {
    type: 'aws_guardduty_organization_configuration',
    argument: 'auto_enable',
    instead: 'auto_enable_organization_members',
  },
  { type: 'aws_instance', argument: 'cpu_core_count', instead: 'cpu_options' },
  { type: 'aws_instance', argument: 'cpu_threads_per_core', instead: 'cpu_options' },
  { type: 'aws_launch_template', argument: 'elastic_gpu_specifications', instead: 'leave it out' },
  { type: 'aws_launch_template', argument: 'elastic_inference_accelerator', instead: 'leave it out' },
  { type: 'aws_sagemaker_notebook_instance', argument: 'accelerator_types', instead: 'leave it out' },
  { type: 'aws_ssm_association', argument: 'instance_id', instead: 'targets' },
];

/** In 6 every resource takes a region of its own; in 5 none does, and two took the word for something else. */
const unknownIn5: readonly Difference[] = [{ type: '*', argument: 'region', instead: "the provider's region" }];

/** Kinds of resources that 6 no longer has. */
const goneIn6 = /^aws_(?:opsworks_|simpledb_|worklink_|redshift_service_account$)/;

/** Attributes that one major lacks, as they are read. */
const readings: readonly (readonly [RegExp, string])[] = [
  [/data\.aws_region\.\w+\.(?:name|region)\b/, 'take id of the region'],
  [/\baws_s3_bucket\.\w+(?:\[[^\]]*\])?\.(?:region|bucket_region)\b/, 'take the region from the provider'],
  [/\baws_api_gateway_deployment\.\w+\.(?:invoke_url|execution_arn)\b/, 'take it from the stage'],
];

const problemsOfBlock = (at: string, type: string, body: readonly string[]): readonly string[] => [
  ...(goneIn6.test(type) ? [`${at} is a kind of resource that version 6 of the provider lacks.`] : []),
  ...[...removedIn6, ...unknownIn5]
    .filter((difference) => difference.type === type || difference.type === '*')
    .filter(({ argument }) => body.some((line) => new RegExp(`^ {2}${argument}(?: +=| \\{)`).test(line)))
    .map(
      ({ argument, instead }) => `${at} sets ${argument}, which one major of the provider lacks; instead: ${instead}.`,
    ),
  // A number where a switch is meant was a switch in 5 and is an error in 6.
  ...body
    .filter((line) =>
      /^\s+(?:encrypted|delete_on_termination|ebs_optimized|associate_public_ip_address)\s+= "?[01]"?$/.test(line),
    )
    .map((line) => `${at} switches by a number: ${line.trim()}.`),
  ...(type === 'aws_ami' && !body.some((line) => /^ {2}owners +=/.test(line))
    ? [`${at} names no owners, which version 6 refuses.`]
    : []),
];

/** What works with one major of the provider alone, and version constraints that leave a major out. */
export const differingMajors = (folders: readonly TerraformFolder[]): readonly string[] =>
  folders.flatMap(({ name, files }) =>
    Object.entries(files).flatMap(([file, text]) => [
      ...readBlocks(text)
        .filter(({ kind }) => kind === 'resource' || kind === 'data')
        .flatMap(({ labels: [type = '', label = ''], body }) =>
          problemsOfBlock(`${name}/${file}: ${type}.${label}`, type, body),
        ),
      ...readings
        .filter(([pattern]) => pattern.test(text))
        .map(([, instead]) => `${name}/${file} reads an attribute that one major of the provider lacks; ${instead}.`),
      ...(/source\s+= "hashicorp\/aws"/.test(text) && !text.includes('">= 5.100, < 7.0"')
        ? [`${name}/${file} asks for another version of the provider than ">= 5.100, < 7.0".`]
        : []),
    ]),
  );
