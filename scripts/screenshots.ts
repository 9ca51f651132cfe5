/**
 * Makes the pictures in `docs/images`: reports of simulated days, as a person first sees them. The days are seeded, so a picture changes only
 * when the report does. Needs a Chromium (CHROMIUM names its program).
 *
 * usage: npm run screenshots
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from './check/report-page/find-chromium.ts';
import { makeReports, type MadeReport } from './check/report-page/make-reports.ts';

/** One picture of a report. */
interface Picture {
  readonly file: string;
  readonly report: MadeReport['name'];
  /** CSS pixels. */
  readonly viewport: { readonly width: number; readonly height: number };
  readonly scheme: 'light' | 'dark';
}

const pictures: readonly Picture[] = [
  { file: 'report-incident.png', report: 'incident', viewport: { width: 1280, height: 900 }, scheme: 'light' },
  { file: 'report-incident-phone.png', report: 'incident', viewport: { width: 390, height: 844 }, scheme: 'dark' },
  { file: 'report-quiet.png', report: 'quiet', viewport: { width: 1280, height: 600 }, scheme: 'light' },
];

const repository = resolve(import.meta.dirname, '..');
const images = join(repository, 'docs', 'images');
const program = findChromium();
if (program === undefined) throw new Error('No Chromium is found. CHROMIUM names its program.');

const folder = mkdtempSync(join(tmpdir(), 'bellwether-screenshots-'));
const browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox', '--disable-gpu'] });
try {
  mkdirSync(images, { recursive: true });
  const reports = await makeReports(folder);
  for (const { file, report, viewport, scheme } of pictures) {
    const path = reports.find(({ name }) => name === report)?.path;
    if (path === undefined) throw new Error(`There is no report ${report}.`);
    const context = await browser.newContext({ viewport, colorScheme: scheme, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(`file://${path}`);
    await page.screenshot({ path: join(images, file) });
    await context.close();
    console.log(relative(repository, join(images, file)));
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
