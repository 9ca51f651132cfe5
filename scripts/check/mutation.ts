/**
 * `npm run check:mutation [-- --area volume] [--check]`: changes the code of score, decide and commit in one place at a time, and expects a
 * test to fail. Writes `bench/results/mutation.md`, unless `--check` is given. A survivor that `mutation/explained.ts` does not explain
 * fails. Closes with `N passed, N failed`.
 */
import { parseArgs } from 'node:util';
import { runArea } from './mutation/run-area.ts';
import { mutationArea, mutationAreas } from './mutation/areas.ts';
import { writeMutationTable } from './mutation/write-table.ts';

const { values } = parseArgs({
  options: { area: { type: 'string', multiple: true }, check: { type: 'boolean', default: false } },
});
const areas = values.area?.map(mutationArea) ?? mutationAreas;

let failed = 0;
for (const area of areas) {
  const result = await runArea(area);
  const unexplained = result.survivors.filter(({ reason }) => reason === undefined);
  for (const { file, line, original, replacement } of unexplained)
    console.log(`survived: ${file}:${line}\n- ${original}\n+ ${replacement}`);
  console.log(
    `${unexplained.length === 0 ? 'ok    ' : 'FAILED'} ${area.name}: ${unexplained.length} unexplained survivors`,
  );
  if (unexplained.length > 0) failed += 1;
  if (!values.check) writeMutationTable(result);
}
console.log(`${areas.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
