import { describe, expect, it } from '@jest/globals';
import { toJSONSchema, type core } from 'zod';
import * as queries from '@bellwether/queries';

const schemas = Object.entries<unknown>(queries).filter(
  (entry): entry is [string, core.$ZodType] => typeof entry[1] === 'object' && entry[1] !== null && '_zod' in entry[1],
);

describe('the contracts of the read model', () => {
  it('are all found', () => {
    expect(schemas.map(([name]) => name).sort()).toEqual([
      'actorList',
      'actorView',
      'actorsQuery',
      'contextLines',
      'contextQuery',
      'eventCounts',
      'eventCountsQuery',
      'eventView',
      'eventsPage',
      'eventsQuery',
      'findingQuery',
      'findingView',
      'findingsPage',
      'findingsQuery',
      'groupView',
      'groupsPage',
      'groupsQuery',
      'remediationView',
      'remediationsPage',
      'remediationsQuery',
      'reportView',
      'reportsPage',
      'reportsQuery',
      'scanQuery',
      'series',
      'seriesQuery',
      'templateView',
      'templatesPage',
      'templatesQuery',
    ]);
  });

  it.each(schemas)('%s has a JSON schema', (name, schema) => {
    const json = toJSONSchema(schema, { io: name.endsWith('Query') ? 'input' : 'output' });
    expect(json.type).toBe('object');
    // A query refuses what it does not know, so that a misspelt filter selects nothing by accident.
    if (name.endsWith('Query')) expect(json.additionalProperties).toBe(false);
  });

  it.each(schemas.filter(([name]) => name.endsWith('Query')))('%s bounds every text, list and number', (_, schema) => {
    const unbounded: string[] = [];
    const visit = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null) return;
      const { type, maxLength, maxItems, maximum, pattern, enum: words } = node as Record<string, unknown>;
      if (type === 'string' && maxLength === undefined && pattern === undefined && words === undefined)
        unbounded.push(path);
      if (type === 'array' && maxItems === undefined) unbounded.push(path);
      if (type === 'integer' && maximum === undefined) unbounded.push(path);
      for (const [name, child] of Object.entries(node)) visit(child, `${path}/${name}`);
    };
    visit(toJSONSchema(schema, { io: 'input' }), '');
    expect(unbounded).toEqual([]);
  });
});

describe('the border to the core', () => {
  it('gives back the finding that a view was made of', async () => {
    const { makeFinding } = await import('@bellwether/testkit');
    expect(queries.findingOfView(queries.findingViewOf({ finding: makeFinding(), notifiedAtMs: 5 }))).toEqual(
      makeFinding(),
    );
  });
});
