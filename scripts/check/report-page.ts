/**
 * The browser tier: looks at reports in Chromium as people meet them, on a phone, a tablet, a desk and paper, in light and dark, with the
 * keyboard alone. Skips with a plain line where no Chromium is found (CHROMIUM names its program).
 *
 * usage: npm run check:report-page [-- <folder for the pictures>]
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { checkPage, type PageCheck } from './report-page/check-page.ts';
import { findChromium } from './report-page/find-chromium.ts';
import { makeReports } from './report-page/make-reports.ts';

const program = findChromium();
if (program === undefined) {
  console.log('browser tier skipped: no Chromium is found (CHROMIUM names its program)');
  process.exit(0);
}

const pictures = resolve(process.argv[2] ?? join(tmpdir(), 'bellwether-report-page'));
mkdirSync(pictures, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), 'bellwether-reports-'));
const checks: PageCheck[] = [];
const browser = await chromium.launch({
  executablePath: program,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
});
try {
  for (const report of await makeReports(folder)) {
    for (const check of await checkPage(browser, report, pictures)) {
      checks.push(check);
      console.log(`${check.faults.length === 0 ? 'ok    ' : 'FAILED'} ${check.name}`);
      for (const fault of check.faults.slice(0, 6)) console.log(`         ${fault}`);
    }
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
const failed = checks.filter(({ faults }) => faults.length > 0).length;
console.log(`pictures: ${pictures}`);
console.log(`${checks.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
