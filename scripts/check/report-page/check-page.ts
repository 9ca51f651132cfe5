import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { MadeReport } from './make-reports.ts';
import { ask, prepare } from './ask-page.ts';
import { walkKeyboard } from './walk-keyboard.ts';

/** One check and how it came out: empty when it held. */
export interface PageCheck {
  readonly name: string;
  readonly faults: readonly string[];
}

const widths = [
  { width: 390, height: 844 },
  { width: 768, height: 1024 },
  { width: 1440, height: 900 },
] as const;
const schemes = ['light', 'dark'] as const;
const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
/** Longest picture, CSS pixels: a page of any length stays a file that opens. */
const maxPictureHeight = 8_000;

interface Open {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the page wrote, asked for or ran into. */
  readonly noise: readonly string[];
}

const open = async (
  browser: Browser,
  path: string,
  options: {
    readonly viewport: { readonly width: number; readonly height: number };
    readonly scheme: 'light' | 'dark';
  },
): Promise<Open> => {
  // The policy forbids scripts, axe among them; what it forbids is looked at before axe comes in.
  const context = await browser.newContext({
    viewport: options.viewport,
    colorScheme: options.scheme,
    bypassCSP: true,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const noise: string[] = [];
  page.on('console', (message) => noise.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => noise.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => noise.push(`dialog: ${dialog.message()}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(`file://${path}`)) noise.push(`request: ${request.url()}`);
  });
  await page.goto(`file://${path}`);
  // What the page did by itself is known before anything is put into it.
  const own = [...noise];
  await prepare(page);
  return { page, context, noise: own };
};

const axeFaults = async (page: Page): Promise<readonly string[]> => {
  await page.addScriptTag({ path: axePath });
  return ask(page, 'axeFaults', axeTags);
};

const picture = async (page: Page, path: string): Promise<void> => {
  const { width, height } = await ask(page, 'size');
  await page.screenshot({
    path,
    fullPage: true,
    clip: { x: 0, y: 0, width, height: Math.min(height, maxPictureHeight) },
  });
};

const lookAt = async (browser: Browser, report: MadeReport, folder: string): Promise<readonly PageCheck[]> => {
  const checks: PageCheck[] = [];
  for (const viewport of widths) {
    for (const scheme of schemes) {
      const name = `${report.name}, ${viewport.width} px, ${scheme}`;
      const { page, context, noise } = await open(browser, report.path, { viewport, scheme });
      checks.push({ name: `${name}: nothing runs, is asked for or complained of`, faults: noise });
      checks.push({ name: `${name}: no scrolling sideways`, faults: await ask(page, 'widthFaults') });
      await picture(page, join(folder, `${report.name}-${viewport.width}-${scheme}.png`));
      // Everything open: what is folded has to be readable too.
      await ask(page, 'openAll');
      checks.push({
        name: `${name}: no scrolling sideways with everything open`,
        faults: await ask(page, 'widthFaults'),
      });
      checks.push({ name: `${name}: axe finds no violation`, faults: await axeFaults(page) });
      await context.close();
    }
  }
  return checks;
};

/** On paper findings are unfolded and nothing that only a screen can use is there. */
const print = async (browser: Browser, report: MadeReport, folder: string): Promise<PageCheck> => {
  const { page, context } = await open(browser, report.path, {
    viewport: { width: 794, height: 1123 },
    scheme: 'dark',
  });
  await page.emulateMedia({ media: 'print' });
  const faults = await ask(page, 'printFaults');
  await page.pdf({ path: join(folder, `${report.name}.pdf`), format: 'A4', printBackground: true });
  await picture(page, join(folder, `${report.name}-print.png`));
  await context.close();
  return { name: `${report.name}: prints unfolded, on white, without controls`, faults };
};

/** Tab reaches every finding, every row of failures and every group of choices; arrows choose; a deep link opens its finding. */
const walk = async (browser: Browser, report: MadeReport): Promise<readonly PageCheck[]> => {
  const { page, context } = await open(browser, report.path, { viewport: widths[2], scheme: 'light' });
  const wanted = await ask(page, 'wanted');
  const { stops, unseen, isWhole } = await walkKeyboard(page);
  const reached = new Set(stops);
  const missing = [...wanted.findings, ...wanted.kinds, ...wanted.groups].filter((name) => !reached.has(name));
  const faults = [
    ...(isWhole ? [] : ['the walk never came round']),
    ...(report.hasFindings === wanted.findings.length > 0
      ? []
      : [`${wanted.findings.length} findings on a day that is ${report.name}`]),
    ...missing.map((name) => `not reached: ${name}`),
    ...unseen.map((name) => `focus is not seen on ${name}`),
  ];
  const filters = await filterFaults(page);
  const links = await linkFaults(page);
  await context.close();
  return [
    { name: `${report.name}: Tab reaches every finding, row and choice, and its focus is seen`, faults },
    { name: `${report.name}: the arrows choose what failures are shown, and the colours`, faults: filters },
    { name: `${report.name}: a link to a finding or failure opens it`, faults: links },
  ];
};

const filterFaults = async (page: Page): Promise<readonly string[]> => {
  const faults: string[] = [];
  const choices = await ask(page, 'choices');
  if (choices.length > 0) await page.focus('.filters input:checked');
  for (let step = 0; step < choices.length; step += 1) {
    const id = await ask(page, 'choice');
    const count = choices.find((choice) => choice.id === id)?.count;
    const visible = await ask(page, 'rowsShown');
    if (visible !== count) faults.push(`${id} says ${count} and shows ${visible}`);
    await page.keyboard.press('ArrowRight');
  }
  await page.focus('#theme-auto');
  for (const scheme of ['light', 'dark']) {
    await page.keyboard.press('ArrowRight');
    const chosen = await ask(page, 'colours');
    if (chosen !== scheme) faults.push(`the colours are ${chosen} where ${scheme} is chosen`);
  }
  return faults;
};

/** Deep links as somebody follows them who was sent one. */
const linkFaults = async (page: Page): Promise<readonly string[]> => {
  const anchors = await ask(page, 'anchors');
  const faults: string[] = [];
  // The first and the last of each stand for the others: all are made alike.
  for (const anchor of new Set([anchors[0], anchors.at(-1), anchors.find((id) => id.startsWith('k-'))])) {
    if (anchor === undefined) continue;
    const opened = await page.context().newPage();
    await opened.goto(`${page.url().split('#')[0]}#${anchor}`);
    await prepare(opened);
    if (!(await ask(opened, 'isOpen', anchor))) faults.push(`#${anchor} is folded`);
    await opened.close();
  }
  return faults;
};

/** Everything that is looked at in one report; pictures of it are written into `folder`. */
export const checkPage = async (
  browser: Browser,
  report: MadeReport,
  folder: string,
): Promise<readonly PageCheck[]> => [
  ...(await lookAt(browser, report, folder)),
  await print(browser, report, folder),
  ...(await walk(browser, report)),
];
