export type { IngestionPath, Provenance } from '@bellwether/log-model';
