import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const repository = resolve(import.meta.dirname, '..', '..');

const terraform = readdirSync(join(repository, 'infra'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.tf') && !/(?:^|\/)(?:tests|\.terraform)\//.test(name))
  .map((name) => readFileSync(join(repository, 'infra', name), 'utf8'))
  .filter((text) => text.includes('alarm'));

/** What an alarm is called in Terraform, and the keys of maps that alarms are made of: each of their members says what is wrong. */
const namesInTerraform = terraform.flatMap((text) => [
  ...[...text.matchAll(/^ +alarm_name += "(.+)"$/gm)].map(([, name = '']) => name),
  ...[...text.matchAll(/^ +(?:for .+ : )?"?([^\s"][^=\n]*?)"? =>? \{\n(?: +\w+ += .*[^{\n]\n)*? +says +=/gm)].map(
    ([, key = '']) => key,
  ),
]);

/** Ends of the executions of a state machine, as its alarms are called. */
const ends = (machine: string): readonly string[] =>
  ['failed', 'timedout', 'aborted'].map((end) => `${machine}-${end}`);

/** The sections of the page that stand for each. A new alarm is added here, and gets its section. */
const sectionsOf: Readonly<Record<string, readonly string[]>> = {
  '${each.value}-errors': ['errors'],
  '${var.stream_function_name}-behind': ['behind'],
  '${var.name}-behind': ['behind'],
  '${local.compact_names["compact-archive"]}-behind': ['behind'],
  '${local.function_names["dispatch-alert"]}-behind': ['behind'],
  '${local.compact_names["compact-archive"]}-damaged': ['damaged'],
  '${var.name_prefix}-failed-events': ['failed-events'],
  '${local.function_names[each.key]}-given-up': ['given-up'],
  '${var.name_prefix}-undelivered-alerts': ['undelivered-alerts'],
  '${each.value}-records-lost': ['records-lost'],
  '${each.value}-events-left-out': ['events-left-out'],
  '${var.name_prefix}-remediation-${lower(trimprefix(each.value, "Executions"))}': ends('remediation'),
  '${local.analysis_machine_name}-${lower(trimprefix(each.value, "Executions"))}': ends('analyze-logs'),
  '${local.analysis_names["summarize-analysis"]}-${lower(each.key)}': ['windowsmissing', 'modelfallbacks'].map(
    (metric) => `summarize-analysis-${metric}`,
  ),
  // The members of the maps that such an alarm is made of.
  '${var.name_prefix}-${each.key}': [],
  findings: ['findings-held-back'],
  notifications: ['notifications-held-back'],
  workflows: ['workflows-held-back'],
  '${name}-${what}-held-back': [],
  '${name}-names-folded': ['names-folded'],
  '${name}-late': ['late'],
  '${name}-settings-fallback': ['settings-fallback'],
  'direct-${lower(replace(metric, "Delivery", "delivery-"))}': ['direct-delivery-errors', 'direct-delivery-throttling'],
  ...Object.fromEntries(
    [
      'messages-failed',
      'objects-vanished',
      'delivery-errors',
      'delivery-throttling',
      'records-unreadable',
      'batches-failed',
    ].map((name) => [name, [name]]),
  ),
};

const sections = new Map(
  readFileSync(join(repository, 'docs', 'operate.md'), 'utf8')
    .split(/^### /m)
    .slice(1)
    .map((section) => [section.split('\n', 1)[0] ?? '', section.split(/^## /m, 1)[0] ?? '']),
);

describe('the runbooks', () => {
  it('know every alarm, and no other', () => {
    expect(new Set(namesInTerraform)).toEqual(new Set(Object.keys(sectionsOf)));
  });

  it('have a section for every alarm, and no other', () => {
    expect(new Set(sections.keys())).toEqual(new Set(Object.values(sectionsOf).flat()));
  });

  it.each([...sections])('say of %s what it means, what to look at and what to do', (_, section) => {
    expect(section).toMatch(/^\*\*Means\*\*: .{20}/m);
    expect(section).toMatch(/^\*\*Look at\*\*(?:: .{20}| and \*\*do\*\*: .{20})/m);
    expect(section).toMatch(/\*\*[Dd]o\*\*: .{20}/);
  });
});
