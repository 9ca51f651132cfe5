import type { Dataset } from '@bellwether/log-model';
import { number, plural } from '@bellwether/report/figures';
import type { ActorSummary, FindingSummary } from '../analysis-facts.ts';
import type { FactDraft, JoinedAnalysis } from '../joined.ts';

const securityDatasets: readonly Dataset[] = ['cloudtrail', 'guardduty', 'waf', 'vpc-flow'];
/** Failures of one actor that are worth a sentence. */
const minFailures = 5;
const maxActors = 3;

const isSecurity = ({ dataset, rule }: FindingSummary): boolean =>
  securityDatasets.includes(dataset) || rule.startsWith('cloudtrail-') || rule.startsWith('sign-in');

const list = (ids: readonly string[]): string =>
  ids.length < 2 ? ids.join('') : `${ids.slice(0, -1).join(', ')} and ${ids.at(-1) ?? ''}`;

const failingFact = (actors: readonly ActorSummary[], kind: ActorSummary['kind']): readonly FactDraft[] => {
  const failing = actors
    .filter((actor) => actor.kind === kind && actor.failures >= minFailures)
    .toSorted((a, b) => b.failures - a.failures)
    .slice(0, maxActors);
  if (failing.length === 0) return [];
  const [word, words] = kind === 'identity' ? ['identity', 'identities'] : ['source address', 'source addresses'];
  return [
    {
      kind: `failing-${kind}`,
      sentence: `The ${failing.length === 1 ? word : words} with most failed events: ${list(
        failing.map(({ id, failures, events }) => `[${id}] with ${number(failures)} of ${number(events)}`),
      )}.`,
      figures: Object.fromEntries(failing.map(({ id, failures }) => [`${id}.failures`, failures])),
    },
  ];
};

const newcomers = (actors: readonly ActorSummary[], kind: ActorSummary['kind']): readonly ActorSummary[] =>
  actors.filter((actor) => actor.kind === kind && actor.isNew);

/** Findings about security, who failed most, and who appeared. */
export const securityFacts = ({ findings, actors, logSources }: JoinedAnalysis): readonly FactDraft[] => {
  const about = findings.filter(isSecurity);
  const open = about.filter(({ status }) => status === 'new' || status === 'in_progress');
  const isWatched = logSources.some(({ dataset }) => securityDatasets.includes(dataset));
  const facts: FactDraft[] =
    about.length > 0
      ? [
          {
            kind: 'security-findings',
            sentence: `${plural(about.length, 'finding is', 'findings are')} about security, ${number(open.length)} of them open: ${list(about.slice(0, 6).map((one) => `[${one.number}]`))}${about.length > 6 ? `, and ${number(about.length - 6)} more` : ''}.`,
            figures: { findings: about.length, open: open.length },
          },
        ]
      : [
          {
            kind: 'security-findings',
            sentence: isWatched
              ? 'There is no finding in the logs of AWS calls, networks and firewalls.'
              : 'No log of AWS calls, networks or firewalls is among what was analysed.',
            figures: { findings: 0 },
          },
        ];
  facts.push(...failingFact(actors, 'identity'), ...failingFact(actors, 'address'));
  for (const kind of ['identity', 'address'] as const) {
    const fresh = newcomers(actors, kind);
    if (fresh.length === 0) continue;
    facts.push({
      kind: `new-${kind}`,
      sentence: `Of the busiest ${kind === 'identity' ? 'identities' : 'source addresses'}, ${list(fresh.slice(0, maxActors).map(({ id }) => `[${id}]`))}${fresh.length > maxActors ? ` and ${number(fresh.length - maxActors)} more` : ''} ${fresh.length === 1 ? 'was' : 'were'} seen in the later half only.`,
      figures: { actors: fresh.length },
    });
  }
  return facts;
};
