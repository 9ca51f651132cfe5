import { LIST, VARCHAR, listValue } from '@duckdb/node-api';
import type { StoredSketch } from '@bellwether/log-model';
import type { Database } from './database.ts';

/** Where the entries of a failure ledger are kept, each under its name. */
export interface SketchStore {
  load(): Promise<readonly StoredSketch[]>;
  /** Keeps the entries; those of the same names are replaced. */
  save(sketches: readonly StoredSketch[]): Promise<void>;
}

/** Sketches in the state's database. */
export const duckdbSketches = (database: Database): SketchStore => ({
  load: () =>
    database.work('sketches', 'load', async (session) => {
      const rows = await session.rows('SELECT name, document FROM sketches ORDER BY name');
      return rows.map((row) => ({ name: String(row['name']), document: String(row['document']) }));
    }),
  save: async (sketches) => {
    if (sketches.length === 0) return;
    await database.work('sketches', 'save', (session) =>
      session.run(
        'INSERT OR REPLACE INTO sketches (name, document) SELECT unnest($1), unnest($2)',
        [listValue(sketches.map(({ name }) => name)), listValue(sketches.map(({ document }) => document))],
        [LIST(VARCHAR), LIST(VARCHAR)],
      ),
    );
  },
});
