import type { SettingsDocument, SettingsSource } from '@bellwether/ports';
import type { Calls } from '../clients.ts';
import { parameterCalls } from '../clients.ts';
import { portCall } from '../port-call.ts';
import type { ParameterCalls } from '../sdk/ssm-parameters.ts';

/** Pages of ten parameters that are read at most: a path that contains more is not one of settings. */
const maxPages = 20;

/**
 * Settings in parameters `<path>/<document>` of type String. Needs `ssm:GetParametersByPath` on the path. Nothing is decrypted:
 * no secret belongs in settings.
 *
 * @param path  such as `/bellwether/alerts`, without a slash at its end
 */
export const ssmSettings = (
  path: string,
  calls: Calls<Pick<ParameterCalls, 'byPath'>> = parameterCalls,
): SettingsSource => ({
  load: (names) =>
    portCall('settings', 'load', async () => {
      if (names.length === 0) return [];
      const wanted = new Set(names.map((name) => `${path}/${name}`));
      const found: SettingsDocument[] = [];
      const service = await calls();
      let token: string | undefined;
      for (let page = 0; page < maxPages; page += 1) {
        const { Parameters, NextToken } = await service.byPath({
          Path: path,
          Recursive: false,
          WithDecryption: false,
          MaxResults: 10,
          ...(token === undefined ? {} : { NextToken: token }),
        });
        for (const { Name, Value, Version } of Parameters ?? [])
          if (Name !== undefined && wanted.has(Name) && Value !== undefined)
            found.push({ name: Name.slice(path.length + 1), version: String(Version ?? 0), text: Value });
        // A page may be empty and still have one after it.
        token = NextToken;
        if (token === undefined || token === '') return found;
      }
      throw new RangeError('The path of the settings holds too many parameters.');
    }),
});
