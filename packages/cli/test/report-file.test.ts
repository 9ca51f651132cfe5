import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { prepareReportPath, ReportPathError, writeReport } from '../src/analyze/report-file.ts';
import { openWorkspace } from './workspace.ts';

const workspace = openWorkspace();

describe('the location of the report', () => {
  it('is made with its folders', async () => {
    const path = await prepareReportPath(workspace.path('new/folder/report.html'));
    await writeReport(path, '<!doctype html>');
    expect(await readFile(workspace.path('new/folder/report.html'), 'utf8')).toBe('<!doctype html>');
  });

  it.each([
    ['an earlier report', '<!doctype html>\n<html></html>'],
    ['an empty file', ''],
  ])('may hold %s', async (_, content) => {
    const path = await workspace.write('old.html', content);
    expect(await prepareReportPath(path)).toBe(path);
  });

  it('may not hold anything else, so that no log is written over', async () => {
    const path = await workspace.write('app.log', '2026-01-15T12:00:00Z INFO up\n');
    await expect(prepareReportPath(path)).rejects.toThrow('exists and is not a report');
    expect(await readFile(path, 'utf8')).toBe('2026-01-15T12:00:00Z INFO up\n');
  });

  it('is refused when it is a folder, or when its folder cannot be made', async () => {
    await workspace.write('file', 'x');
    await expect(prepareReportPath(workspace.path('.'))).rejects.toBeInstanceOf(ReportPathError);
    await expect(prepareReportPath(workspace.path('file/below/report.html'))).rejects.toBeInstanceOf(ReportPathError);
    await expect(writeReport(workspace.path('.'), '')).rejects.toBeInstanceOf(ReportPathError);
  });
});
