import type { TemplateStore } from '@bellwether/ports';
import { once } from '../clients.ts';
import type { dynamoTemplateReader as openReader, dynamoTemplates as openTemplates } from './dynamo-templates.ts';

/** The templates in a table, whose code is loaded with the first log source: a function is ready to be called before. */
export const dynamoTemplates = (...options: Parameters<typeof openTemplates>): TemplateStore => {
  const templates = once(async () => (await import('./dynamo-templates.ts')).dynamoTemplates(...options));
  return {
    load: async (scope) => (await templates()).load(scope),
    save: async (changes) => (await templates()).save(changes),
    forget: async (forgotten) => (await templates()).forget(forgotten),
  };
};

/** As `dynamoTemplates`, for those that only read. */
export const dynamoTemplateReader = (...options: Parameters<typeof openReader>): Pick<TemplateStore, 'load'> => {
  const reader = once(async () => (await import('./dynamo-templates.ts')).dynamoTemplateReader(...options));
  return { load: async (scope) => (await reader()).load(scope) };
};
