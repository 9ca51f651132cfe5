import { describe, expect, it } from '@jest/globals';
import { unexpectedChanges, type ShownPlan } from '../e2e/plan-gaps.ts';
import { leftBehind } from '../e2e/inventory.ts';
import { settingsJsonSchemas } from '@bellwether/settings/documents';
import { rulesFile, settingsRules } from '../generate/settings-rules.ts';
import { differingMajors } from './terraform-majors.ts';
import { confusedDeputies } from './terraform-policies.ts';
import { untidyTerraform } from './terraform-tidy.ts';

const folder = (text: string, test = '', name = 'modules/thing') => ({
  name,
  files: { 'main.tf': text },
  tests: { 'thing.tftest.hcl': test },
});

describe('differingMajors', () => {
  it('finds nothing in what both majors take', () => {
    const text = 'resource "aws_eip" "this" {\n  domain = "vpc"\n}\n\ndata "aws_region" "current" {}\n';
    expect(differingMajors([folder(text)])).toEqual([]);
  });

  it.each([
    ['an argument that 6 lacks', 'resource "aws_eip" "this" {\n  vpc = true\n}\n', 'sets vpc'],
    ['an argument that 5 lacks', 'resource "aws_sqs_queue" "this" {\n  region = "eu-central-1"\n}\n', 'sets region'],
    [
      'a block that 6 lacks',
      'resource "aws_launch_template" "a" {\n  elastic_gpu_specifications {\n  }\n}\n',
      'elastic_gpu',
    ],
    ['a kind that 6 lacks', 'resource "aws_simpledb_domain" "a" {\n  name = "a"\n}\n', 'kind of resource'],
    ['an attribute that 5 lacks', 'x = data.aws_region.current.region', 'take id'],
    [
      'a switch by number',
      'resource "aws_launch_template" "a" {\n  ebs {\n    encrypted = "1"\n  }\n}\n',
      'by a number',
    ],
    ['images of anybody', 'data "aws_ami" "a" {\n  most_recent = true\n}\n', 'names no owners'],
    ['one major alone', '      source = "hashicorp/aws"\n      version = "~> 5.100"', 'another version'],
  ])('finds %s', (_, text, problem) => {
    expect(differingMajors([folder(text)]).join('\n')).toContain(problem);
  });
});

describe('untidyTerraform', () => {
  it.each([
    ['a variable that nothing reads', 'variable "a" {\n  type = string\n}\n', 'never reads'],
    ['a local that nothing reads', 'locals {\n  a = 1\n}\n', 'local.a'],
    ['a data source that nothing reads', 'data "aws_region" "current" {}\n', 'data.aws_region.current'],
    ['an output that nothing reads', 'output "a" {\n  value = 1\n}\n', 'which nothing reads'],
    ['quotes around a reference', 'x = "${local.a}"', 'stands alone'],
    [
      'a condition that no run trips',
      'resource "aws_x" "this" {\n  lifecycle {\n    precondition {\n      condition = true\n    }\n  }\n}\n',
      'runs trip 0',
    ],
  ])('finds %s', (_, text, problem) => {
    expect(untidyTerraform([folder(text)]).join('\n')).toContain(problem);
  });

  it('takes what is read, quoted with reason, and tripped', () => {
    const text = `variable "a" {
  type = string
}

output "b" {
  value = { "\${var.a}" = "\${var.a}-b" }
}

resource "aws_x" "this" {
  lifecycle {
    precondition {
      condition = true
    }
  }
}
`;
    expect(untidyTerraform([folder(text, 'expect_failures = [aws_x.this]\ncondition = output.b')])).toEqual([]);
  });
});

describe('confusedDeputies', () => {
  const statement = (condition: string): string =>
    `policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = { Service = "sns.amazonaws.com" }, Action = "a"${condition} }] })`;
  const sourced = ', Condition = { StringEquals = { "aws:SourceAccount" = "1" } }';
  const trust = (service: string, condition: string): string =>
    statement(condition).replace('sns.', `${service}.`).replace('"a"', '"sts:AssumeRole"');

  it.each([
    ['a service let in for whoever asks', statement(''), 1],
    ['a condition about something else', statement(', Condition = { Bool = { "aws:SecureTransport" = "true" } }'), 1],
    ['a permission without an account', 'resource "aws_lambda_permission" "a" {\n  source_arn = "a"\n}\n', 1],
    ['a statement with its source', statement(', Condition = { StringEquals = { "aws:SourceAccount" = "1" } }'), 0],
    ['no policy at all', 'x = 1', 1],
    ['a service whose use of a topic nobody has looked up', statement('').replace('sns.', 'unheard-of.'), 1],
    ['a role whose service sends no source', trust('cloudtrail', ''), 0],
    ['a role that asks for a source which is not sent', trust('cloudtrail', sourced), 1],
    ['a role whose service sends one', trust('states', sourced), 0],
    ['a role that does not ask for it', trust('states', ''), 1],
    [
      'a key that asks for what a role cannot',
      statement(sourced).replace('"a"', '"kms:Decrypt"').replace('sns.', 'cloudtrail.'),
      0,
    ],
  ])('judges %s', (_, text, problems) => {
    expect(confusedDeputies([folder(text)]).problems).toHaveLength(problems);
  });
});

describe('settingsRules', () => {
  it('holds every document to rules of each kind that its schema has', () => {
    for (const [name, schema] of Object.entries(settingsJsonSchemas())) {
      const text = rulesFile(name, settingsRules(name, schema));
      expect(text).toContain(`problems_in_${name}`);
      expect(text).toContain('has no version.');
      expect(text).toContain('holds something besides');
    }
  });

  it.each([
    ['an unknown word of the schema', { type: 'string', format: 'date-time' }, 'format'],
    ['an object that takes anything', { type: 'object', properties: { a: { type: 'string' } } }, 'takes anything'],
    [
      'a union whose kinds nothing distinguishes',
      { oneOf: [{ type: 'string' }, { type: 'number' }] },
      'distinguishes the kinds',
    ],
  ])('refuses %s, since a rule left out would be silent', (_, schema, problem) => {
    expect(() => settingsRules('a', schema as Parameters<typeof settingsRules>[1])).toThrow(problem);
  });

  it('escapes a pattern for Terraform and lets no repetition stand that it refuses', () => {
    const [rule] = settingsRules('a', { type: 'string', pattern: '^\\d"${x}\\/[^\\s]{0,1800}$' }).slice(-1);
    expect(rule?.broken).toContain('"^\\\\d\\"$${x}/[^\\\\s]*$"');
  });
});

describe('unexpectedChanges', () => {
  const plan = (before: object, after: object): ShownPlan => ({
    resource_changes: [
      { address: 'module.a.aws_x.this', change: { actions: ['update'], before, after, after_unknown: {} } as never },
      { address: 'module.a.aws_y.this', change: { actions: ['no-op'], before: {}, after: {}, after_unknown: {} } },
    ],
  });
  const gap = { resource: 'aws_x.this', attributes: ['tags_all'], reason: 'keeps no tags' };

  it('explains a change by a named gap, and no more than its attributes', () => {
    expect(unexpectedChanges(plan({ tags_all: 1, name: 1 }, { tags_all: 2, name: 1 }), [gap])).toEqual([]);
    expect(unexpectedChanges(plan({ tags_all: 1, name: 1 }, { tags_all: 2, name: 2 }), [gap])).toEqual([
      'module.a.aws_x.this would update: name.',
    ]);
    expect(unexpectedChanges(plan({ name: 1 }, { name: 2 }), [])).toHaveLength(1);
  });
});

describe('leftBehind', () => {
  it('tells what was not there before', () => {
    const inventory = (ids: readonly string[]) => ({ held: new Map([['queue', new Set(ids)]]), unlisted: new Map() });
    expect(leftBehind(inventory(['a']), inventory(['a', 'b']))).toEqual(['queue b']);
  });
});
