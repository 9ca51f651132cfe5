import { join } from 'node:path';
import type { Page } from 'playwright-core';

const inPage = join(import.meta.dirname, 'in-page.mjs');

/** A choice of the filters, and how many rows it says it shows. */
interface Choice {
  readonly id: string;
  readonly count: number;
}

/** The questions that `in-page.mjs` answers. */
export interface PageQuestions {
  size: () => { readonly width: number; readonly height: number };
  widthFaults: () => readonly string[];
  openAll: () => void;
  axeFaults: (tags: readonly string[]) => readonly string[];
  printFaults: () => readonly string[];
  wanted: () => Readonly<Record<'findings' | 'kinds' | 'groups', readonly string[]>>;
  focused: () => { readonly name: string; readonly isSeen: boolean } | null;
  rowsShown: () => number;
  choices: () => readonly Choice[];
  choice: () => string;
  colours: () => string;
  anchors: () => readonly string[];
  isOpen: (anchor: string) => boolean;
}

/** Makes a page ready to be asked. */
export const prepare = (page: Page): Promise<unknown> => page.addScriptTag({ path: inPage });

/** Asks a page one of the questions. */
export const ask = <Name extends keyof PageQuestions>(
  page: Page,
  name: Name,
  ...args: Parameters<PageQuestions[Name]>
): Promise<ReturnType<PageQuestions[Name]>> =>
  page.evaluate<ReturnType<PageQuestions[Name]>>(`look.${name}(...${JSON.stringify(args)})`);
