import * as z from 'zod/mini';
import { described } from './fields.ts';

/** What a function reads from its environment to find its settings. Both may be left out: the built-in settings then apply. */
export const settingsVariables = {
  SETTINGS_PATH: z
    .optional(z.string().check(z.regex(/^(\/[A-Za-z0-9_.-]{1,64}){1,10}$/)))
    .check(described('Path of the SSM parameters with the settings, one per document, such as /bellwether/alerts.')),
  SETTINGS_APP_CONFIG: z
    .optional(z.string().check(z.regex(/^[A-Za-z0-9_.-]{1,64}\/[A-Za-z0-9_.-]{1,64}$/)))
    .check(
      described(
        'Application and environment of AppConfig, `<application>/<environment>`; read instead of the parameters.',
      ),
    ),
};
