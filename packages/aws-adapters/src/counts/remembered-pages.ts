import type { CountedIdStore, IdEntry } from '@bellwether/ports';

/** Ids that a process remembers, some 60 bytes each; the least recently used pages are forgotten first. */
const maxIds = 300_000;

interface Page {
  readonly entries: IdEntry[];
  ids: number;
}

const idsOf = ({ claims }: IdEntry): number => claims.reduce((sum, { fingerprints }) => sum + fingerprints.length, 0);

/**
 * A store of counted ids of which a process remembers what it has read: the batches of a file share pages, so each reads only what was
 * appended since. Entries never change, so nothing that is remembered can be wrong.
 */
export const rememberedPages = (store: CountedIdStore): CountedIdStore => {
  const pages = new Map<string, Page>();
  let total = 0;
  const remember = (entry: IdEntry): void => {
    const page = pages.get(entry.page) ?? { entries: [], ids: 0 };
    if (entry.number !== (page.entries.at(-1)?.number ?? entry.number - 1) + 1) return;
    page.entries.push(entry);
    page.ids += idsOf(entry);
    total += idsOf(entry);
    pages.delete(entry.page);
    pages.set(entry.page, page);
    for (const [name, { ids }] of pages) {
      if (total <= maxIds || name === entry.page) break;
      pages.delete(name);
      total -= ids;
    }
  };
  return {
    read: async (asked) => {
      const known = asked.flatMap(({ page, from }) =>
        (pages.get(page)?.entries ?? []).filter(({ number }) => number >= from),
      );
      const newer = await store.read(
        asked.map(({ page, from }) => ({ page, from: (pages.get(page)?.entries.at(-1)?.number ?? from - 1) + 1 })),
      );
      for (const entry of newer) remember(entry);
      return [...known, ...newer];
    },
    append: async (entries) => {
      const refused = new Set(await store.append(entries));
      for (const entry of entries) if (!refused.has(entry.page)) remember(entry);
      return [...refused];
    },
  };
};
