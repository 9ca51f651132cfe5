/**
 * `npm run demo`: a simulated day of an AWS account through the same cores as on AWS, on this machine alone. Ends with the
 * report, and says how many of the planted incidents were found.
 *
 * Options: --seed <number>, --out <folder>, --check (exit with 1 when an incident was missed or a finding was false).
 */
import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bedrockModel } from '@bellwether/aws-adapters';
import { consoleAlerts, fileAlerts, openLocalState } from '@bellwether/local-adapters';
import type { Finding } from '@bellwether/log-model';
import { isConserved } from '@bellwether/pipeline';
import { memoryAccount, openPortInMemory } from '@bellwether/playbooks/memory';
import type { AlertSink, WorkflowStarter } from '@bellwether/ports';
import { countTokens, factsNarrator, modelNarrator, renderHtml, renderText, sentencesOf } from '@bellwether/report';
import { planIncidents, truthFileOf } from '@bellwether/simulator';
import { memoryPorts } from '@bellwether/testkit';
import { compareWithTruth } from './compare-with-truth.ts';
import { dayFacts } from './day-facts.ts';
import { rehearseRemediation, type Rehearsal } from './rehearse-remediation.ts';
import { streamDay } from './stream-day.ts';

const { values: flags } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    out: { type: 'string', default: '.demo' },
    check: { type: 'boolean', default: false },
  },
});
const out = resolve(flags.out);
const day = { seed: Number(flags.seed), startMs: Date.UTC(2026, 2, 2) };
const startedMs = Date.now();
const policy = { alertMinSeverity: 'WARNING' } as const;

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const incidents = planIncidents(day);
await writeFile(join(out, 'truth.json'), `${JSON.stringify(truthFileOf(incidents, day), null, 2)}\n`);
console.log(
  `A simulated day of an account (seed ${flags.seed}) with ${incidents.length} planted incidents, through a local stream:`,
);

// The account that the remediations look at: its trail was stopped, its scanning interface has a security group.
const account = memoryAccount();
const { trails } = account['restart-trail-logging'];
/** The account has one trail, and it may be started again. */
const trailName = incidents.find(({ kind }) => kind === 'trail-disabled')?.resource ?? '';
const { interfaces, addressesOf } = account['isolate-network-interface'];
for (const { kind, resource, sourceAddress = '' } of incidents) {
  if (kind === 'trail-disabled') {
    // CloudTrail knows a trail by its name and by its ARN.
    trails.set(resource, 'stopped');
    trails.set(`arn:aws:cloudtrail:us-east-1:111122223333:trail/${resource}`, 'stopped');
  }
  if (kind === 'port-scan') {
    interfaces.set(resource, ['sg-0a1b2c3d4e5f60718']);
    addressesOf.set(resource, [sourceAddress]);
  }
}
const { clock, findings } = memoryPorts();
clock.set(day.startMs);
const remediationPorts = { openPort: openPortInMemory(account), clock, findings };

const state = await openLocalState(join(out, 'state'));
const toConsole = consoleAlerts(process.stdout);
const toFile = fileAlerts(state.layout.alerts);
const alerts: AlertSink = {
  notify: async (alert) => {
    await toFile.notify(alert);
    await toConsole.notify({
      ...alert,
      body: alert.body
        .split('\n')
        .slice(1, 6)
        .filter((line) => line !== '')
        .join('\n'),
    });
  },
};
const waiting: Finding[] = [];
const started = new Set<string>();
const remediation: WorkflowStarter = {
  start: async (name, input) => {
    if (started.has(name)) return 'already_started';
    started.add(name);
    waiting.push(input as Finding);
    return 'started';
  },
};

const rehearsals: Rehearsal[] = [];
const ports = { ...state, alerts, remediation, clock };
const streamed = await streamDay(ports, policy, day, async (hour, accounting) => {
  console.log(`${String(hour).padStart(2, '0')}:00  ${accounting.received} events so far`);
  for (const finding of waiting.splice(0))
    rehearsals.push(await rehearseRemediation(remediationPorts, alerts, finding, trailName));
});

const facts = await dayFacts(state, day, streamed, rehearsals, incidents);
const modelId = process.env['BELLWETHER_MODEL_ID'];
const narrator = modelId
  ? modelNarrator({
      model: bedrockModel({ modelId }),
      fallback: factsNarrator,
      salt: randomUUID,
      estimateTokens: countTokens,
    })
  : factsNarrator;
const narration = await narrator.narrate(sentencesOf(facts));
const reportPath = join(out, 'report.html');
await writeFile(reportPath, renderHtml(facts, narration));
await state.close();

console.log(
  `\n${renderText(facts, narration, { width: process.stdout.columns ?? 100, color: process.stdout.isTTY === true })}`,
);
const comparison = compareWithTruth(incidents, facts.findings);
const rehearsed = rehearsals.filter(({ run }) => run.path.includes('End rehearsed')).length;
console.log(
  `\n${streamed.accounting.received} events in ${streamed.records} records and ${streamed.invocations} invocations, ${((Date.now() - startedMs) / 1000).toFixed(1)} s.` +
    ` ${rehearsals.length} remediations planned, ${rehearsed} rehearsed in dry-run.`,
);
console.log(
  `Planted incidents: ${comparison.found.length} found, ${comparison.missed.length} missed; ${comparison.falseFindings.length} false findings.`,
);
if (flags.check) {
  const checks = [
    comparison.missed.length === 0,
    comparison.falseFindings.length === 0,
    isConserved(streamed.accounting),
    streamed.givenUp === 0,
    rehearsed >= 2,
  ];
  const failed = checks.filter((isGood) => !isGood).length;
  console.log(`${checks.length - failed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
}
console.log(`Report: ${reportPath}`);
