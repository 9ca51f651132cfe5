// Writes the list of evidence of our own rules, and docs/detections.md, from the rules themselves.
// usage: tsx scripts/generate/own-rules.ts [--check]     --check writes nothing and fails where a file is stale
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { ownRules } from '@bellwether/detections';
import type { RuleGuidance } from '@bellwether/detections/guidance';
import { playbooks } from '@bellwether/playbooks';
import { evidenceList, guidanceList, rulesPage } from './own-rules-files.ts';

const root = resolve(import.meta.dirname, '../..');
const isChecked = process.argv.includes('--check');
const ids = ownRules.map(({ id }) => id);
/** Read from the rules themselves: the list of them may be stale. */
const guidance = Object.fromEntries(
  await Promise.all(
    ids.map(async (id) => {
      const content = (await import(`${root}/packages/detections/src/rules/${id}.ts`)) as { guidance: RuleGuidance };
      return [id, content.guidance] as const;
    }),
  ),
);
const playbooksOf = (rule: string): readonly string[] =>
  playbooks.filter(({ triggers }) => triggers.some((trigger) => trigger.rule === rule)).map(({ id }) => id);
const files: readonly (readonly [path: string, text: string])[] = [
  ['packages/detections/src/own-evidence.ts', evidenceList(ids)],
  ['packages/detections/src/own-guidance.ts', guidanceList(ids)],
  ['docs/detections.md', rulesPage(ownRules, guidance, playbooksOf)],
];
const stale: string[] = [];
for (const [name, text] of files) {
  const path = resolve(root, name);
  const wanted = await format(text, { ...(await resolveConfig(path)), filepath: path });
  if (!isChecked) writeFileSync(path, wanted);
  else if (readFileSync(path, 'utf8') !== wanted) stale.push(name);
}
console.log(
  stale.length > 0
    ? `stale: ${stale.join(', ')}; run: tsx scripts/generate/own-rules.ts`
    : 'The lists of our own rules are up to date.',
);
process.exitCode = stale.length > 0 ? 1 : 0;
