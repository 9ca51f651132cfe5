import type { EvidenceFact } from '../facts.ts';
import { number, plural } from '../figures.ts';
import type { JoinedFinding } from '../join-findings.ts';
import { fromLog } from './from-log.ts';
import { lengthText, type Times } from './times.ts';

const maxResources = 8;
const maxLocations = 4;

export const fact = (label: string, value: string, note = ''): string =>
  value === '' ? '' : `<div><dt>${label}</dt><dd>${value}${note === '' ? '' : `<small>${note}</small>`}</dd></div>`;

const account = ({ account: id, region, dataset }: JoinedFinding): string =>
  [id === '' ? '' : `account ${id}`, region, dataset].filter((word) => word !== '').join(', ');

const whereFact = (finding: JoinedFinding): string => {
  const locations = finding.failure?.where ?? [];
  if (locations.length === 0) return fact('Where', fromLog(account(finding), 200));
  const more = locations.length - maxLocations;
  const named = locations.slice(0, maxLocations).map((location) => fromLog(location, 120));
  return fact(
    'Where',
    `${named.join(', ')}${more > 0 ? ` and ${number(more)} more` : ''}`,
    fromLog(account(finding), 200),
  );
};

/** Who, from, with, where, when, how often, and what a playbook would act on; a fact without a value is left out. */
export const findingFacts = (finding: JoinedFinding, evidence: EvidenceFact | undefined, times: Times): string => {
  const { firstSeenMs, lastSeenMs, count, resources } = finding;
  const length = lengthText(firstSeenMs, lastSeenMs);
  const named = Object.entries(resources)
    .filter(([, value]) => value !== evidence?.who && value !== evidence?.from)
    .slice(0, maxResources)
    .map(([name, value]) => fact(fromLog(name, 60), fromLog(value, 200)));
  return [
    fact('Who', evidence?.who === undefined ? '' : `<b>${fromLog(evidence.who, 160)}</b>`),
    fact('From', evidence?.from === undefined ? '' : fromLog(evidence.from, 120)),
    fact('With', evidence?.agent === undefined ? '' : fromLog(evidence.agent, 64)),
    whereFact(finding),
    fact('When', times.span(firstSeenMs, lastSeenMs), length),
    // Silence has no events.
    fact('How often', count > 0 ? plural(count, 'event') : ''),
    ...named,
  ].join('');
};
