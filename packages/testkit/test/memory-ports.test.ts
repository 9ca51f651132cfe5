import { describe, expect, it } from '@jest/globals';
import {
  describeAlertGroupStore,
  describeAlertSink,
  describeArchive,
  describeCountStore,
  describeFindingStore,
  describeObjectSource,
  describeQuarantine,
  describeRemediationSwitch,
  describeSettingsSource,
  describeTemplateStore,
  describeWorkflowStarter,
  movingTemplateLimits,
} from '../src/conformance/index.ts';
import { makeFinding, memoryAlertGroups, memoryPorts, memorySettings, memoryTemplates } from '../src/index.ts';

const close = async (): Promise<void> => undefined;

describeAlertGroupStore('memory', async () => ({ store: memoryAlertGroups(), close }));
describeCountStore('memory', async () => ({ store: memoryPorts().counts, close }));
describeFindingStore('memory', async () => ({ store: memoryPorts().findings, close }));
describeTemplateStore('memory', async () => {
  const { advance, limits } = movingTemplateLimits();
  return { store: memoryTemplates(limits), close, advance };
});
describeSettingsSource('memory', async () => {
  const store = memorySettings();
  return { store, close, put: async (name, text) => store.put(name, text), remove: async (name) => store.remove(name) };
});
describeArchive('memory', async () => {
  const { archive } = memoryPorts();
  return {
    store: archive,
    close,
    read: async (path) => archive.objects.get(path),
    paths: async () => [...archive.objects.keys()],
  };
});
describeQuarantine('memory', async () => {
  const { quarantine } = memoryPorts();
  return {
    store: quarantine,
    close,
    read: async (path) => quarantine.records.get(path),
    count: async () => quarantine.records.size,
  };
});
describeObjectSource('memory', async () => {
  const { objects } = memoryPorts();
  return { store: objects, close, bucket: 'trail', put: async (key, bytes) => objects.put('trail', key, bytes) };
});
describeAlertSink('memory', async () => {
  const { alerts } = memoryPorts();
  return { store: alerts, close, sent: async () => alerts.sent, dropsRepeats: false };
});
describeRemediationSwitch('memory', async () => {
  const { remediationSwitch } = memoryPorts();
  return { remediationSwitch, close, write: async (value) => remediationSwitch.set(value) };
});
describeWorkflowStarter('memory', async () => {
  const { remediation } = memoryPorts();
  return { store: remediation, close, started: async () => [...remediation.started.keys()] };
});

describe('memoryPorts', () => {
  it('shares nothing between two calls', async () => {
    const first = memoryPorts();
    await first.findings.raise(makeFinding());
    expect(memoryPorts().findings.all()).toEqual([]);
  });

  it('keeps what was raised when the caller changes its object', async () => {
    const ports = memoryPorts();
    const finding = { ...makeFinding(), reasons: ['before'] };
    await ports.findings.raise(finding);
    finding.reasons.push('after');
    expect(ports.findings.all()[0]?.finding.reasons).toEqual(['before']);
  });

  it('has a clock that stands still until it is set or moved on', () => {
    const { clock } = memoryPorts();
    clock.set(1_000);
    clock.advance(500);
    expect(clock.now()).toBe(1_500);
  });

  it('words a report with its facts', async () => {
    const { narrator } = memoryPorts();
    const facts = { title: 'Day', facts: [{ id: 'F1', sentence: 'Nothing happened.' }] };
    expect(await narrator.narrate(facts)).toEqual({ paragraphs: ['Nothing happened.'], writtenBy: 'facts' });
    expect(narrator.asked).toEqual([facts]);
  });
});
