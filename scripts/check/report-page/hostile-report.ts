import { hourMs, type Severity } from '@bellwether/log-model';
import type { FailureFact, LineFact, ReportFacts } from '@bellwether/report';
import { makeFinding, sampleTimeMs } from '@bellwether/testkit';

/** Texts that try to become markup, to run, to reach out, to hide or to break the page. */
const texts = [
  '</style><script>document.title = "owned"</script><img src=x onerror="document.title=\'owned\'"><b id="injected">',
  '"><svg onload="document.title=\'owned\'"><animate onbegin="document.title=\'owned\'">',
  "' autofocus onfocus='document.title=1' x='",
  '</bdi></details></main><form action="https://evil.example"><button>press</button></form>',
  '<a href="javascript:document.title=1">x</a><iframe src="https://evil.example"></iframe>',
  '\u202egpj.exe\u2066 turned round',
  `no-space-${'w'.repeat(3_000)}`,
  '\u001b[31mred\u0007 and \u0000 nothing',
  `${'\u0301'.repeat(400)}z\u0300\u0301\u0302`,
  '] } @import url(https://evil.example/x.css); {',
];

const severities: readonly Severity[] = ['CRITICAL', 'ERROR', 'WARNING', 'INFO'];
const severityAt = (index: number): Severity => severities[index % severities.length] ?? 'ERROR';
const lineOf = (text: string): LineFact => ({ location: text, line: 7, timeMs: sampleTimeMs, text });

const failureOf = (text: string, index: number): FailureFact => {
  const severity = severityAt(index);
  const times = { firstSeenMs: sampleTimeMs, lastSeenMs: sampleTimeMs + hourMs };
  const kind = { title: text, severity, location: text, count: 3, ...times, lines: [lineOf(text)], bars: [1, 0, 9] };
  return {
    ...{ id: `hostile${index}`, title: text, severity, reasons: texts, before: [text], after: texts.slice(0, 3) },
    ...{ where: texts, scopes: [text], count: 3, ...times, goesOn: index % 2 === 0, trend: 'new' as const },
    ...{ lines: texts.map(lineOf), kinds: [kind, kind] },
  };
};

const actorOf = (actor: string) => ({
  ...{ actor, events: 12, failures: 3, others: 2 },
  ...{ firstSeenMs: sampleTimeMs, lastSeenMs: sampleTimeMs + hourMs },
});

/** Facts in which every text that can come from a log is hostile. */
export const hostileReport = (): ReportFacts => ({
  title: `Report of ${texts[0] ?? ''}`,
  period: { startMs: sampleTimeMs, endMs: sampleTimeMs + 2 * hourMs },
  records: { received: 3, classified: 1, unreadable: { [texts[0] ?? '']: 1 }, dropped: {} },
  datasets: [{ dataset: 'application', bySeverity: { ERROR: 2, WARNING: 1, INFO: 40 } }],
  templates: texts.map((text, index) => ({
    ...{ id: `t${index}`, scope: text, location: text, text, count: 2, severity: severityAt(index), bars: [1, 2] },
    example: lineOf(text),
  })),
  findings: texts.map((text, index) =>
    makeFinding({
      ...{ id: `f${index}`, title: text, severity: severityAt(index), rule: text, scope: text, dedupeKey: text },
      ...{ reasons: texts, resources: { [text]: text }, evidence: texts, account: text, region: text },
      attack: { tactic: text, technique: text },
    }),
  ),
  failures: texts.map(failureOf),
  rates: texts.map((location) => ({ location, requests: 100, serverErrors: 50 })),
  actors: { of: 'all', identities: texts.map(actorOf), addresses: texts.map(actorOf), isCut: true },
  sources: texts.map((location) => ({
    ...{ location, dataset: 'application' as const, events: 4, bars: [1, 2, 1] },
    ...{ firstSeenMs: sampleTimeMs, lastSeenMs: sampleTimeMs + hourMs },
  })),
  evidence: new Map(
    texts.map((text, index) => [`f${index}`, { lines: texts.map(lineOf), who: text, from: text, agent: text }]),
  ),
  timeline: Array.from({ length: 24 }, (_, index) => ({
    startMs: sampleTimeMs + index * 300_000,
    events: 5,
    errors: index % 3,
    bySeverity: { ERROR: index % 3, INFO: 5 - (index % 3) },
  })),
  remediations: texts.map((text) => ({
    ...{ playbook: text, findingId: text, resource: text, state: 'failed' as const, sentence: text },
    startedMs: sampleTimeMs,
  })),
  stateFolder: texts[2] ?? '',
});
