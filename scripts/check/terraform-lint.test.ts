import { describe, expect, it } from '@jest/globals';
import { attributeOf, countNested, readBlocks, textOf } from './hcl-blocks.ts';
import { alarmedMetrics, lintTerraform } from './terraform-lint.ts';

const goodVariable = `variable "name" {
  description = "Name of the thing. Changing it replaces it."
  type = object({
    a = string
  })
  default = "x"

  validation {
    condition     = var.name != ""
    error_message = "name is not empty."
  }
}
`;

const goodTest = `run "refuses_no_name" {
  expect_failures = [var.name]
}
`;

const lint = (file: string, test = goodTest, name = 'modules/thing') =>
  lintTerraform([{ name, files: { 'main.tf': file }, tests: { 'thing.tftest.hcl': test } }]);

describe('readBlocks', () => {
  it('reads labels, attributes over several lines and nested blocks', () => {
    const [block] = readBlocks(goodVariable);
    expect(block?.labels).toEqual(['name']);
    expect(block && textOf(block, 'description')).toBe('Name of the thing. Changing it replaces it.');
    expect(block && attributeOf(block, 'type')).toBe('object({ a = string })');
    expect(block && attributeOf(block, 'nullable')).toBeUndefined();
    expect(block && countNested(block, 'validation')).toBe(1);
  });
});

describe('lintTerraform', () => {
  it('finds nothing wrong with what follows the rules', () => {
    expect(lint(goodVariable)).toEqual([]);
  });

  it.each([
    ['a validation that no run trips', goodVariable, '', 'has a validation that no run trips'],
    [
      'a variable without a sentence',
      goodVariable.replace(/description = .*/, 'description = "Name"'),
      goodTest,
      'no sentence',
    ],
    ['a variable without a type', goodVariable.replace(/ {2}type = [^)]*\}\)\n/, ''), goodTest, 'has no type'],
    ['a grant on every resource without a reason', 'x = {\n  Resource = ["*"]\n}', '', 'without a reason'],
    ['the same in the words of a policy document', 'x {\n  resources = ["*"]\n}', '', 'without a reason'],
    ['a region read by one provider major', 'x = data.aws_region.current.name', '', 'one provider major lacks'],
    ['a provider besides aws', '  source = "hashicorp/random"', '', 'besides aws'],
    ['a long file', 'x = 1\n'.repeat(121), '', '121 lines'],
  ])('finds %s', (_, file, test, problem) => {
    expect(lint(file, test).join('\n')).toContain(problem);
  });

  it.each([
    ['on the line', 'x = {\n  Resource = "*" # Only this key.\n}'],
    ['above it', 'x = {\n  # X-Ray has no resource to name.\n  resources = ["*"]\n}'],
  ])('takes a reason %s for a grant on every resource', (_, file) => {
    expect(lint(file, '')).toEqual([]);
  });

  it('counts the inputs of a module, and lets the stack have more', () => {
    const many = Array.from(
      { length: 15 },
      (_, index) => `variable "v${index}" {\n  description = "A value that is needed."\n  type        = string\n}\n`,
    );
    expect(lint(many.join('\n'), '')).toEqual(['modules/thing has 15 inputs; 14 are the most.']);
    expect(lint(many.join('\n'), '', 'stack')).toEqual([]);
  });
});

describe('alarmedMetrics', () => {
  it('finds the metrics of our own that alarms sum', () => {
    const files = { 'alarms.tf': 'select = "SELECT SUM(BatchesFailed) ${local.own_metric}"' };
    expect(alarmedMetrics([{ name: 'modules/cloudwatch', files, tests: {} }])).toEqual(['BatchesFailed']);
  });
});
