import { describe, expect, it } from '@jest/globals';
import { documentNames } from '@bellwether/settings';
import { settingsJsonSchemas } from '@bellwether/settings/documents';

const schemas = settingsJsonSchemas();

/** Every object in a JSON value, the value itself included. */
const partsOf = (value: unknown): readonly Record<string, unknown>[] =>
  typeof value !== 'object' || value === null
    ? []
    : [value as Record<string, unknown>, ...Object.values(value).flatMap(partsOf)];

describe('the JSON Schemas of the settings', () => {
  it('are one a document', () => {
    expect(Object.keys(schemas).toSorted()).toEqual(documentNames.toSorted());
  });

  it.each(documentNames)('of %s speaks draft 4, which AppConfig reads', (name) => {
    expect(schemas[name]['$schema']).toBe('http://json-schema.org/draft-04/schema#');
    for (const part of partsOf(schemas[name])) {
      expect(part).not.toHaveProperty('const');
      if ('exclusiveMaximum' in part) expect(typeof part['exclusiveMaximum']).toBe('boolean');
    }
  });

  it.each(documentNames)('of %s refuses fields that are not known, and describes each', (name) => {
    const objects = partsOf(schemas[name]).filter((part) => part['type'] === 'object');
    expect(objects.length).toBeGreaterThan(0);
    for (const object of objects) expect(object['additionalProperties']).toBe(false);
  });

  it('asks a mute for one of what it can name', () => {
    const { mutes } = schemas.mutes['properties'] as Record<string, { readonly items: Record<string, unknown> }>;
    expect(mutes?.items['anyOf']).toEqual(
      ['rule', 'dataset', 'logGroup', 'account'].map((one) => ({ required: [one] })),
    );
  });

  it('lets fields with a default be left out', () => {
    const { thresholds } = schemas.thresholds['properties'] as Record<string, Record<string, unknown>>;
    expect(thresholds).not.toHaveProperty('required');
  });
});
