import { compileGlob, severityNumberOf, type Severity, type Dataset } from '@bellwether/log-model';
import type { Route } from '../policy.ts';

/** The output that is notified where no route matches. */
export const defaultOutput = 'default';

/** What routes ask of a message. */
export interface Routed {
  readonly severity: Severity;
  readonly dataset: Dataset;
  readonly scope: string;
  readonly rule: string;
  readonly account: string;
}

/** Outputs to notify, sorted, each once; and the team that should look at it. */
export interface Destination {
  readonly outputs: readonly string[];
  readonly team?: string;
}

const isAmong = (patterns: readonly string[] | undefined, text: string): boolean =>
  patterns === undefined || patterns.some((pattern) => compileGlob(pattern)(text));

const matches = (route: Route, routed: Routed): boolean =>
  severityNumberOf[routed.severity] >= severityNumberOf[route.minSeverity] &&
  (route.datasets === undefined || route.datasets.includes(routed.dataset)) &&
  (route.accounts === undefined || route.accounts.includes(routed.account)) &&
  isAmong(route.scopes, routed.scope) &&
  isAmong(route.rules, routed.rule);

/** Every route that matches adds its outputs, and the first team named wins; where none matches, `default` is notified. */
export const routesFor = (routed: Routed, routes: readonly Route[]): Destination => {
  const matching = routes.filter((route) => matches(route, routed));
  const outputs = new Set(matching.flatMap((route) => route.outputs));
  const team = matching.find((route) => route.team !== undefined)?.team;
  return {
    outputs: outputs.size === 0 ? [defaultOutput] : [...outputs].sort(),
    ...(team === undefined ? {} : { team }),
  };
};
