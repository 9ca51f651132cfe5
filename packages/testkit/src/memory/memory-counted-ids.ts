import type { CountedIdStore, IdEntry } from '@bellwether/ports';

/** Counted ids in memory. */
export const memoryCountedIds = (): CountedIdStore => {
  const pages = new Map<string, IdEntry[]>();
  return {
    read: async (asked) => asked.flatMap(({ page, from }) => structuredClone(pages.get(page)?.slice(from) ?? [])),
    append: async (entries) =>
      entries.flatMap((entry) => {
        const page = pages.get(entry.page) ?? [];
        if (entry.number !== page.length) return [entry.page];
        pages.set(entry.page, [...page, structuredClone(entry)]);
        return [];
      }),
  };
};
