import { expect, it } from '@jest/globals';
import { readReports, reportPaths } from '@bellwether/queries';
import { keepReport } from '@bellwether/report';
import { memoryArchive, sampleTimeMs } from '@bellwether/testkit';

const report = {
  title: 'Analysis of web.log',
  fromMs: sampleTimeMs,
  toMs: sampleTimeMs + 300_000,
  createdMs: sampleTimeMs + 900_000,
  findings: 2,
};

it('is listed by the read model as it was stored, beside its page', async () => {
  const archive = memoryArchive();
  const kept = await keepReport(archive, report, '<!doctype html>ü');
  expect(kept).toMatchObject({ ...report, sizeBytes: 17 });
  expect(kept.id).toMatch(/^[0-9a-f]{32}$/);
  const { items } = await readReports(archive).reports({ fromMs: sampleTimeMs, toMs: sampleTimeMs + 1 });
  expect(items).toEqual([kept]);
  expect(Buffer.from(archive.objects.get(reportPaths(kept).page) ?? []).toString()).toBe('<!doctype html>ü');
});

it('is stored once, however often', async () => {
  const archive = memoryArchive();
  const first = await keepReport(archive, report, '<!doctype html>');
  expect(await keepReport(archive, report, '<!doctype html>')).toEqual(first);
  expect(archive.objects.size).toBe(2);
  expect((await keepReport(archive, { ...report, title: 'Another' }, 'x')).id).not.toBe(first.id);
});

it('has no entry where its page could not be written', async () => {
  const paths: string[] = [];
  const broken = {
    write: async (path: string) => {
      paths.push(path);
      throw new Error('The disk is full.');
    },
  };
  await expect(keepReport(broken, report, 'x')).rejects.toThrow('The disk is full.');
  expect(paths.map((path) => path.slice(-5))).toEqual(['.html']);
});
