import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { metricNames, type MetricName } from '@bellwether/lambda-kit';
import { endOfBracket, membersOf } from './hcl-text.ts';

const repository = join(import.meta.dirname, '..', '..');

const filesUnder = (folder: string, ending: string): readonly string[] =>
  readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending) && !path.includes('node_modules') && !path.includes('.terraform'))
    .map((path) => join(repository, folder, path));

/** First arguments of `….add(…)` and `….addSplit(…)` in the sources, by the method: what is emitted, whoever calls it. */
const emitted = { add: new Set<string>(), addSplit: new Set<string>() };
const sources = [...filesUnder('packages', '.ts'), ...filesUnder('functions', '.ts')].filter((path) =>
  /[\\/]src[\\/]/.test(path),
);
for (const path of sources) {
  const text = readFileSync(path, 'utf8');
  if (!/\.add(Split)?\(/.test(text)) continue;
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const method = node.expression.name.text;
      const [first] = node.arguments;
      if ((method === 'add' || method === 'addSplit') && first !== undefined && ts.isStringLiteral(first))
        emitted[method].add(first.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest));
}

const isSplit = (name: MetricName): boolean => 'dimension' in metricNames[name];
const names = Object.keys(metricNames) as MetricName[];

describe('the metrics', () => {
  it('are all emitted somewhere, in the way they are defined', () => {
    expect(names.filter((name) => !emitted[isSplit(name) ? 'addSplit' : 'add'].has(name))).toEqual([]);
  });

  it('are the only ones that are emitted', () => {
    const inCapitals = [...emitted.addSplit].filter((name) => /^[A-Z]/.test(name));
    expect(inCapitals.filter((name) => !(name in metricNames))).toEqual([]);
    expect(inCapitals.length).toBeGreaterThan(3);
  });
});

const terraform = [...filesUnder('infra/modules/cloudwatch', '.tf'), ...filesUnder('infra/stack', '.tf')]
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');

/** Objects in Terraform's text that say `service = …`: alarms on one metric by its service alone. */
const alarmObjects = Array.from(terraform.matchAll(/\{\s*\n\s*service\s+=/g), ({ index }) =>
  membersOf(terraform.slice(index + 1, endOfBracket(terraform, index) - 1)),
);

/** What alarms made in a loop over `local.<table>` read: the literal `metric`s of that table. */
const metricsOfTable = (table: string): readonly string[] => {
  const opening = terraform.search(new RegExp(`\\b${table}\\s+= \\{`));
  const start = terraform.indexOf('{', opening);
  const text = terraform.slice(start, endOfBracket(terraform, start));
  return Array.from(text.matchAll(/\bmetric\s+= "(\w+)"/g), ([, metric]) => metric ?? '');
};

const looped = Array.from(terraform.matchAll(/for \w+, alarm in local\.(\w+) :/g), ([, table]) =>
  metricsOfTable(table ?? ''),
).flat();
const alarmed = alarmObjects.flatMap((members) => {
  const metric = members.get('metric') ?? '';
  const read = metric === 'alarm.metric' ? looped : [metric.replaceAll('"', '')];
  return read.map((name) => ({ metric: name, statistic: members.get('statistic') }));
});

const terms = /conservation_terms = (\{[^}]*\})/.exec(terraform)?.[1] ?? '';
const queried = Array.from(
  terraform.matchAll(
    /SELECT SUM\((\w+)\) (?:\$\{local\.own_metric\}|FROM \\"(?:\$\{local\.metrics_namespace\}|Bellwether)\\")/g,
  ),
  ([, name]) => name ?? '',
);

describe('the alarms', () => {
  it('read, by the service alone, metrics that are emitted with no other dimension', () => {
    expect(alarmed.map(({ metric }) => metric)).toEqual(
      expect.arrayContaining([
        'MessagesFailed',
        'ObjectsVanished',
        'OldestRecordAgeMs',
        'SettingsFallbacks',
        'FindingsHeldBack',
        'NotificationsHeldBack',
        'WorkflowsHeldBack',
      ]),
    );
    for (const { metric, statistic } of alarmed) {
      const definition = metricNames[metric as MetricName] as { readonly unit: string } | undefined;
      expect([metric, definition !== undefined && !isSplit(metric as MetricName)]).toEqual([metric, true]);
      expect([metric, statistic]).toEqual([metric, definition?.unit === 'Count' ? '"Sum"' : '"Maximum"']);
    }
  });

  it('hold the records to the law that nothing disappears, term by term', () => {
    const read = Array.from(terms.matchAll(/"(\w+)"/g), ([, name]) => name);
    expect(read).toEqual(['RecordsReceived', 'EventsClassified', 'UnreadableTotal', 'DroppedTotal']);
    for (const name of read) expect(isSplit(name as MetricName)).toBe(false);
  });

  it('sum, over whatever dimensions, metrics that are emitted', () => {
    expect(queried).toEqual(expect.arrayContaining(['RecordsUnreadable', 'BatchesFailed']));
    expect(queried.filter((name) => !(name in metricNames))).toEqual([]);
  });
});
