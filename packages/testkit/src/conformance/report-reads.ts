import { describe, expect, it } from '@jest/globals';
import { dayMs, identify } from '@bellwether/log-model';
import type { Archive } from '@bellwether/ports';
import { QueryError, reportPaths, type ActionReads, type ReportsQuery, type ReportView } from '@bellwether/queries';
import { sampleTimeMs } from '../events.ts';
import { withSubject } from './subject.ts';
import type { MakeSubject } from './subject.ts';

/** The question under test, and the archive that has the reports. */
export interface ReportReadsSubject {
  readonly reads: Pick<ActionReads, 'reports'>;
  readonly archive: Archive;
  readonly close: () => Promise<void>;
}

/** A report about one day, made at its end; `n` days after the first. */
const reportOf = (n: number, changes: Partial<ReportView> = {}): ReportView => ({
  id: identify('report', String(n)),
  title: `Größer als "üblich" ${n}`,
  fromMs: sampleTimeMs + n * dayMs,
  toMs: sampleTimeMs + (n + 1) * dayMs,
  createdMs: sampleTimeMs + (n + 1) * dayMs,
  findings: n,
  sizeBytes: 3,
  ...changes,
});

const keep = async (archive: Archive, report: ReportView): Promise<void> => {
  const { entry, page } = reportPaths(report);
  await archive.write(page, Buffer.from('<p>'));
  await archive.write(entry, Buffer.from(JSON.stringify(report)));
};

const always = { fromMs: sampleTimeMs - 30 * dayMs, toMs: sampleTimeMs + 30 * dayMs };

/** The contract of the question about reports. */
export const describeReportReads = (name: string, make: MakeSubject<ReportReadsSubject>): void => {
  describe(`${name}, asked about reports`, () => {
    it('shows a report under the names of the contract', () =>
      withSubject(make, async ({ reads, archive }) => {
        expect(await reads.reports(always)).toEqual({ items: [] });
        await keep(archive, reportOf(1));
        expect(await reads.reports(always)).toEqual({ items: [reportOf(1)] });
      }));

    it.each<[string, Partial<ReportsQuery>, readonly number[]]>([
      ['all, the newest first', {}, [3, 2, 1, 0]],
      [
        'those whose period touches the span',
        { fromMs: sampleTimeMs + 1.5 * dayMs, toMs: sampleTimeMs + 2.5 * dayMs },
        [2, 1],
      ],
      ['none whose period ends where the span begins', { fromMs: sampleTimeMs + 4 * dayMs }, []],
      ['none whose period begins where the span ends', { toMs: sampleTimeMs + dayMs }, [0]],
    ])('gives %s, on one page or on several', (_, query, expected) =>
      withSubject(make, async ({ reads, archive }) => {
        for (const n of [2, 0, 3, 1]) await keep(archive, reportOf(n));
        for (const limit of [1, 3, 50]) {
          const found: number[] = [];
          let cursor: string | undefined;
          do {
            const page = await reads.reports({
              ...always,
              ...query,
              limit,
              ...(cursor === undefined ? {} : { cursor }),
            });
            expect(page.items.length).toBeLessThanOrEqual(limit);
            found.push(...page.items.map(({ findings }) => findings));
            cursor = page.next;
          } while (cursor !== undefined);
          expect(found).toEqual(expected);
        }
      }),
    );

    it('gives reports of one moment by their ids, each once', () =>
      withSubject(make, async ({ reads, archive }) => {
        const ids = ['a', 'b', 'c'].map((letter) => letter.repeat(32));
        for (const id of [...ids].reverse()) await keep(archive, reportOf(1, { id }));
        const first = await reads.reports({ ...always, limit: 2 });
        const second = await reads.reports({ ...always, limit: 2, cursor: first.next ?? '' });
        expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
      }));

    it('passes over what is not the entry of a report', () =>
      withSubject(make, async ({ reads, archive }) => {
        await archive.write('reports/readme.txt', Buffer.from('x'));
        await archive.write(reportPaths(reportOf(1)).page, Buffer.from('<p>'));
        expect(await reads.reports(always)).toEqual({ items: [] });
      }));

    it('refuses a question that breaks its contract, and a cursor of another question', () =>
      withSubject(make, async ({ reads }) => {
        for (const [query, code] of [
          [{ fromMs: 2, toMs: 1 }, 'bad_query'],
          [{ ...always, limit: 0 }, 'bad_query'],
          [{ ...always, cursor: 'x' }, 'bad_cursor'],
        ] as const) {
          const error = await reads.reports(query).catch((thrown: unknown) => thrown);
          expect(error instanceof QueryError ? error.code : error).toBe(code);
        }
      }));

    it('fails on an entry that was damaged, rather than leaving it out', () =>
      withSubject(make, async ({ reads, archive }) => {
        await archive.write(reportPaths(reportOf(1)).entry, Buffer.from('{"id":'));
        await expect(reads.reports(always)).rejects.toMatchObject({
          name: 'PortError',
          port: 'lake',
          retryable: false,
        });
      }));
  });
};
