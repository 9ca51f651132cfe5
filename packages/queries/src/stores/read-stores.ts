import type { Ports } from '@bellwether/ports';
import type { StoreReads } from '../read-model.ts';
import { readSeries } from './read-counts.ts';
import { readFindings } from './read-findings.ts';
import { readTemplates } from './read-templates.ts';

/** What of the stores is read. No method that writes is asked for. */
export interface ReadStores {
  readonly findings: Pick<Ports['findings'], 'find' | 'list' | 'get'>;
  readonly counts: Pick<Ports['counts'], 'rows' | 'scopes'>;
  readonly templates: Pick<Ports['templates'], 'load'>;
}

/** The questions that stores answer, over any adapters of the stores: DuckDB, DynamoDB, memory. */
export const readStores = ({ findings, counts, templates }: ReadStores): StoreReads => ({
  ...readFindings(findings),
  ...readTemplates(counts, templates),
  ...readSeries(counts),
});
