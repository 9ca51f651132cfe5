/** The deployments that volumes need, and what storms of findings ask, as tables. */
import { table } from '../report.ts';
import { burstOf, capacityFor, volumes, type Capacity, type Measured } from './capacity.ts';
import { outputRates, secondsAt, type FanOut } from './fan-out.ts';

const thousands = (value: number): string => Math.round(value).toLocaleString('en-US');

const capacityRow = (capacity: Capacity): readonly string[] => [
  capacity.name,
  thousands(capacity.eventsASecond),
  `${thousands(capacity.shards)} x ${capacity.readersAShard}`,
  thousands(capacity.concurrency),
  thousands(capacity.writeUnitsASecond),
  capacity.putsASecond < 10 ? capacity.putsASecond.toFixed(2) : thousands(capacity.putsASecond),
  thousands(capacity.lakeGbADay),
  `$${thousands(capacity.dollarsADay)}`,
  capacity.quotas.join(', ') || '-',
];

const lasting = (seconds: number): string => {
  if (seconds < 1) return seconds === 0 ? '-' : 'under a second';
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return seconds < 7_200 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3_600).toFixed(1)} h`;
};

const burstRow = (capacity: Capacity, measured: Measured): readonly string[] => {
  const burst = burstOf(capacity, measured);
  return [
    capacity.name,
    thousands(burst.events),
    burst.maxOverMean < 100 ? burst.maxOverMean.toFixed(1) : 'over 100',
    burst.boundBy,
    lasting(burst.maxWaitSecondsLength),
    lasting(burst.caughtUpSeconds),
    `${thousands(burst.shardsInStep)} x ${burst.readersInStep}`,
  ];
};

const fanOutRow = (one: FanOut): readonly string[] => [
  one.name,
  thousands(one.findings),
  thousands(one.groups),
  thousands(one.writeUnits),
  one.hottestGroup.toFixed(1),
  one.processorSeconds.toFixed(1),
  `${(one.busyShare * 100).toFixed(0)} %`,
  thousands(one.messages),
  lasting(secondsAt(outputRates.topic, one)),
  one.messages / 60 > outputRates.email ? 'switched off' : 'kept',
  lasting(secondsAt(outputRates.slack, one)),
];

/** What each volume needs, and what a minute at ten times its mean does to it. */
export const capacityTables = (measured: Measured): string => {
  const capacities = volumes.map(([name, gigabytes]) => capacityFor(name, gigabytes, measured));
  return `### A day of so much log

${table(
  [
    'logged a day',
    'events a second',
    'shards x readers',
    'invocations at once',
    'write units a second',
    'PUTs a second',
    'lake, GB a day',
    'a day, stream apart',
    'quotas to raise',
  ],
  capacities.map(capacityRow),
)}

Measured: ${(measured.secondsAnEvent * 1e6).toFixed(0)} microseconds of one processor an event, ${(measured.writeUnitsAnEvent * 1_000).toFixed(2)} write units and ${(measured.putsAnEvent * 1_000).toFixed(3)} PUTs for 1,000 events,
${measured.bytesKeptAnEvent} bytes kept an event (\`bench/results/cost.md\`, busiest stream).

### A minute at 10 times the mean

${table(
  [
    'logged a day',
    'events in it',
    'most, over the mean',
    'bound by',
    'longest wait',
    'caught up after',
    'shards x readers that keep step',
  ],
  capacities.map((capacity) => burstRow(capacity, measured)),
)}`;
};

/** What each storm asks of the dispatcher, its table and the outputs. */
export const fanOutTable = (fanOuts: readonly FanOut[]): string => `### A minute of findings

${table(
  [
    'storm',
    'findings',
    'groups',
    'write units',
    'hottest group, a second',
    'processor seconds',
    'one reader is busy',
    'messages',
    'a topic, at best',
    'an e-mail subscription of it',
    'Slack, at best',
  ],
  fanOuts.map(fanOutRow),
)}

A call to a table or an output is taken to last 10 ms; ${outputRates.topic} messages a second on a topic, ${outputRates.email} to an e-mail address, ${outputRates.slack} to a webhook of Slack.`;
