/**
 * The browser tier: renders a report that is full of hostile text in Chromium and looks at the page it becomes. Skips with
 * a plain line where no Chromium is found (CHROMIUM names its program).
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { factsNarrator, renderHtml, sentencesOf, type ReportFacts } from '@bellwether/report';
import { makeFinding, sampleTimeMs } from '@bellwether/testkit';

const program = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path));
if (program === undefined) {
  console.log('browser tier skipped: no Chromium is found (CHROMIUM names its program)');
  process.exit(0);
}

const hostile =
  '</style><script>document.title = "owned"</script><img src=x onerror="document.title=\'owned\'"><b id="injected">';
const facts: ReportFacts = {
  title: `Report of ${hostile}`,
  period: { startMs: sampleTimeMs, endMs: sampleTimeMs + 3_600_000 },
  records: { received: 3, classified: 2, unreadable: { bad_json: 1 }, dropped: {} },
  datasets: [{ dataset: 'application', bySeverity: { ERROR: 2 } }],
  templates: [{ id: 't1', scope: hostile, text: hostile, count: 2 }],
  findings: [
    makeFinding({ title: hostile, reasons: [hostile], dedupeKey: hostile, resources: { trailName: hostile } }),
  ],
  timeline: [{ startMs: sampleTimeMs, events: 2, errors: 2 }],
  remediations: [],
};
const folder = mkdtempSync(join(tmpdir(), 'bellwether-page-'));
const page = join(folder, 'report.html');
writeFileSync(page, renderHtml(facts, await factsNarrator.narrate(sentencesOf(facts))));
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const run = spawnSync(
  program,
  [
    ...flags,
    `--user-data-dir=${join(folder, 'profile')}`,
    '--virtual-time-budget=2000',
    '--dump-dom',
    `file://${page}`,
  ],
  {
    encoding: 'utf8',
    timeout: 60_000,
    maxBuffer: 1 << 26,
  },
);
rmSync(folder, { recursive: true, force: true });

const dom = run.stdout ?? '';
const checks: readonly (readonly [string, boolean])[] = [
  ['the page renders', run.status === 0 && dom.includes('</html>')],
  ['its headings are there', ['Findings', 'CRITICAL'].every((word) => dom.includes(word))],
  ['its chart is drawn', /<svg[\s\S]*<rect/.test(dom)],
  ['no text of a log became an element', !/<script|<img|<b[ >]/i.test(dom)],
  ['nothing ran', !dom.includes('<title>owned')],
];
for (const [name, isGood] of checks) console.log(`${isGood ? 'ok    ' : 'FAILED'} ${name}`);
const failed = checks.filter(([, isGood]) => !isGood).length;
console.log(`${checks.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
