import { describe, expect, it } from '@jest/globals';
import { featureParts, featurePathsOf, pathsFile } from './feature-types.ts';

const stack = `variable "audit" {
  description = "The trail."
  type = object({
    enabled = optional(bool, false)
    days    = number
    lake = optional(object({
      after = optional(list(string), ["a", "b"])
    }), {})
  })
  default = {}
}

variable "sources" {
  type    = object({ datasets = optional(map(string), {}), files = optional(list(object({ path = string }))) })
  default = null
}

variable "settings" {
  type    = any
  default = {}
}

variable "redact" {
  type = string
}
`;

describe('featurePathsOf', () => {
  it('names every member of the types, in objects, optional ones and lists', () => {
    expect(featurePathsOf(stack, ['audit', 'redact', 'settings', 'sources'])).toEqual({
      allowed: [
        'audit',
        'audit.enabled',
        'audit.days',
        'audit.lake',
        'audit.lake.after',
        'redact',
        'settings',
        'sources',
        'sources.datasets',
        'sources.files',
        'sources.files[].path',
      ],
      open: ['settings', 'sources.datasets'],
    });
  });

  it('fails for a part that the stack does not take', () => {
    expect(() => featurePathsOf(stack, ['audits'])).toThrow('no variable audits');
  });
});

describe('featureParts', () => {
  it('finds what an environment hands on, once and sorted', () => {
    const environment =
      'b = try(module.features.parts.b, {})\na = module.features.parts.a\nc = module.features.parts.b';
    expect(featureParts(environment)).toEqual(['a', 'b']);
  });
});

describe('pathsFile', () => {
  it('writes both lists as Terraform reads them', () => {
    expect(pathsFile({ allowed: ['a', 'a.b', 'c'], open: [] })).toContain(
      '  allowed = [\n    "a", "a.b",\n    "c",\n  ]\n',
    );
    const long = ['a', ...Array.from({ length: 40 }, (_, n) => `a.long_name_${n}`)];
    const lines = pathsFile({ allowed: long, open: [] }).split('\n');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(120);
    expect(long.filter((path) => !lines.join('\n').includes(`"${path}",`))).toEqual([]);
  });
});
