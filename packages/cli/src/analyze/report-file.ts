import { mkdir, open, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** The report cannot be written where it was asked for; the message says what to do. */
export class ReportPathError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ReportPathError';
  }
}

/** How every report begins. */
const beginning = '<!doctype html>';

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown error';

/** The first bytes of a file; `undefined` when there is none. */
const beginningOf = async (path: string): Promise<string | undefined> => {
  try {
    const file = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(beginning.length), 0, beginning.length, 0);
      return buffer.toString('latin1', 0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new ReportPathError(
      `The report cannot be written to ${path} (${codeOf(error)}). Name another file with --report.`,
    );
  }
};

/**
 * Makes sure, before the work begins, that a report can lie at the path: makes its folder, and refuses to write over
 * anything but an earlier report, so that a mistaken name costs no log.
 *
 * @returns the absolute path
 * @throws ReportPathError when something else lies there, or the folder cannot be made
 */
export const prepareReportPath = async (name: string): Promise<string> => {
  const path = resolve(name);
  const there = await beginningOf(path);
  if (there !== undefined && there !== '' && there !== beginning)
    throw new ReportPathError(`${path} exists and is not a report. Name another file with --report.`);
  try {
    await mkdir(dirname(path), { recursive: true });
  } catch (error) {
    throw new ReportPathError(`The folder of the report cannot be made: ${dirname(path)} (${codeOf(error)}).`);
  }
  return path;
};

/** @throws ReportPathError when the disk refuses */
export const writeReport = async (path: string, html: string): Promise<void> => {
  try {
    await writeFile(path, html);
  } catch (error) {
    throw new ReportPathError(`The report cannot be written to ${path} (${codeOf(error)}).`);
  }
};
