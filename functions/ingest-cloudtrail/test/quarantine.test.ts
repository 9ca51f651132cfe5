import { describe, expect, it } from '@jest/globals';
import { ownRules } from '@bellwether/detections';
import { knownTrailRecords } from '@bellwether/known-lines';
import { compileRules, defaultRedactionPolicy } from '@bellwether/log-model';
import {
  createIngest,
  defaultObjectLimits,
  quarantinedDelivery,
  quarantinedNotice,
  trailNotice,
  declaredOf,
} from '@bellwether/pipeline';
import {
  cloudTrailFile,
  memoryPorts,
  sampleTimeMs,
  lastingEffects,
  type MemoryPorts,
  type SettledEffects,
} from '@bellwether/testkit';
import { ingestCloudTrail } from '../src/ingest-cloudtrail.ts';
import { createdNotice } from './notices.ts';
import { file, records } from './trail-files.ts';

const parts = {
  rules: compileRules(ownRules),
  policy: { alertMinSeverity: 'WARNING' },
  archive: { kind: 'redacted' },
  redaction: defaultRedactionPolicy,
  declaredDatasets: declaredOf('s3:trail=cloudtrail'),
} as const;
const limits = { ...defaultObjectLimits, batchRecords: 5 };

const ingestWith = (ports: MemoryPorts) => ingestCloudTrail(ports, { ...parts, limits, fastPath: knownTrailRecords });

/** What counts of a run, without what rests in quarantine. */
const effectsOf = (ports: MemoryPorts): Omit<SettledEffects, 'quarantined' | 'templates'> => {
  const { quarantined: _, templates: __, ...effects } = lastingEffects(ports);
  return effects;
};

const put = (ports: MemoryPorts, bytes: Uint8Array): string => {
  ports.objects.put('trail', file('one'), bytes);
  return createdNotice('trail', file('one'));
};

const whole = cloudTrailFile(records(0, 40));
const cut = whole.subarray(0, whole.length - 30);

describe('an object that could not be read to its end', () => {
  it('is replayed by its notice, for the records that were not read, and a second time to the same', async () => {
    const [expected, ports] = [memoryPorts(), memoryPorts()];
    await ingestWith(expected)({ body: put(expected, whole), sentMs: 1 });
    const broken = await ingestWith(ports)({ body: put(ports, cut), sentMs: 1 });
    expect(broken.accounting.classified).toBeGreaterThan(0);
    expect(broken.accounting.classified).toBeLessThan(40);
    const [kept] = [...ports.quarantine.records.values()];
    const replay = kept && quarantinedNotice(kept);
    expect(replay?.object).toMatchObject({
      bucket: 'trail',
      key: file('one'),
      fromRecord: broken.accounting.classified,
    });
    expect(kept && quarantinedDelivery(kept)).toBeUndefined();
    put(ports, whole);
    for (let time = 1; time <= 2; time += 1) {
      const { accounting } = await ingestWith(ports)({ body: replay?.body ?? '', sentMs: 2 });
      expect(accounting).toMatchObject({ classified: 40 - broken.accounting.classified, unreadable: {} });
      expect(effectsOf(ports)).toEqual(effectsOf(expected));
    }
  });

  it('rests there once more, and goes on where it broke off, when it is still so', async () => {
    const ports = memoryPorts();
    await ingestWith(ports)({ body: put(ports, cut), sentMs: 1 });
    const before = lastingEffects(ports);
    const positionsOf = () => [...ports.quarantine.records.values()].map(({ position }) => position);
    const positions = positionsOf();
    const [kept] = [...ports.quarantine.records.values()];
    const { accounting } = await ingestWith(ports)({ body: (kept && quarantinedNotice(kept)?.body) ?? '', sentMs: 2 });
    expect(accounting).toEqual({ received: 1, classified: 0, unreadable: { truncated_gzip: 1 }, dropped: {} });
    expect(lastingEffects(ports)).toEqual(before);
    expect(positionsOf()).toEqual(positions);
  });
});

describe('a record of an object that could not be read', () => {
  it('is replayed by itself, named by its position, and is only a claim: no bucket stands behind it any more', async () => {
    const ports = memoryPorts();
    const texts = records(0, 4).map((record) => JSON.stringify(record));
    const bytes = Buffer.from(`{"Records":[${texts.with(2, '{"eventVersion":nonsense}').join()}]}`);
    await ingestWith(ports)({ body: put(ports, bytes), sentMs: 1 });
    const [kept, ...others] = [...ports.quarantine.records.values()];
    expect(others).toEqual([]);
    expect(kept?.position).toMatchObject({ line: { id: expect.stringMatching(/^object-.*\/0{11}2$/) as unknown } });
    const mended = { ...kept, bytes: Buffer.from(JSON.stringify(records(2, 1)[0])) };
    const delivery = quarantinedDelivery(mended as NonNullable<typeof kept>);
    const expected = memoryPorts();
    await ingestWith(expected)({ body: put(expected, cloudTrailFile(records(0, 4))), sentMs: 1 });
    const replay = createIngest(ports, { ...parts, ownLogGroupPrefixes: [], readsByOrderingKey: false });
    for (let time = 1; time <= 2; time += 1) {
      if (delivery) await replay(delivery.batch);
      const { events, findings, alerts, ...effects } = effectsOf(ports);
      const { events: whole, findings: _, alerts: __, ...others } = effectsOf(expected);
      expect(effects).toEqual(others);
      expect(events).toEqual([...whole.filter((id) => !id.endsWith('2')), kept?.position?.line?.id]);
      expect([findings.length, alerts.length]).toEqual([1, 1]);
      expect(ports.findings.all().map(({ finding }) => finding.rule)).toEqual(['undeclared-source']);
    }
  });
});

describe('a file of a trail that was read before', () => {
  it('changes nothing when its notice is written again from a list of the bucket', async () => {
    const ports = memoryPorts();
    await ingestWith(ports)({ body: put(ports, whole), sentMs: 1 });
    const before = lastingEffects(ports);
    const listed = {
      bucket: 'trail',
      key: file('one'),
      etag: 'd41d8cd98f00b204e9800998ecf8427e',
      writtenMs: sampleTimeMs + 3_600_000,
    };
    const notice = trailNotice(listed, { fromMs: sampleTimeMs, toMs: sampleTimeMs + 3_600_000 });
    const { accounting } = await ingestWith(ports)({ body: notice?.body ?? '', sentMs: 2 });
    expect(accounting.classified).toBe(40);
    expect(lastingEffects(ports)).toEqual(before);
  });
});

describe('a notice that names a later first record than its file has', () => {
  it.each([1, 3, 5, 7, 39, 40, 1_000])('replaces nothing of the archive: record %i, repeated', async (fromRecord) => {
    const ports = memoryPorts();
    await ingestWith(ports)({ body: put(ports, whole), sentMs: 1 });
    const before = lastingEffects(ports);
    const objects = new Map(ports.archive.objects);
    const forged = createdNotice('trail', file('one'), {}, { bellwether: { fromRecord } });
    for (let time = 1; time <= 2; time += 1) {
      await ingestWith(ports)({ body: forged, sentMs: 2 });
      expect(lastingEffects(ports)).toEqual(before);
      for (const [path, bytes] of objects) expect([path, ports.archive.objects.get(path)]).toEqual([path, bytes]);
    }
  });
});

describe('a file that was replaced between its notice and its reading', () => {
  it('is read once, by the notice of what lies there now', async () => {
    const ports = memoryPorts();
    const [first, second] = ['0cc175b9c0f1b6a831c399e269772661', '92eb5ffee6ae2fec3ad71c777531578f'];
    ports.objects.put('trail', file('one'), cloudTrailFile(records(0, 9)), first);
    ports.objects.put('trail', file('one'), whole, second);
    const noticed = (eTag: string) =>
      ingestWith(ports)({ body: createdNotice('trail', file('one'), { eTag }), sentMs: 1 });
    expect(await noticed(first)).toMatchObject({ objectsRead: 0, objectsVanished: 1 });
    expect(lastingEffects(ports).events).toEqual([]);
    expect(await noticed(second)).toMatchObject({ objectsRead: 1, accounting: { classified: 40 } });
    expect(lastingEffects(ports).events).toHaveLength(40);
  });
});

describe('a message that is no notice', () => {
  it('is sent again unchanged', async () => {
    const ports = memoryPorts();
    await ingestWith(ports)({ body: 'no notice', sentMs: 1 });
    const [kept] = [...ports.quarantine.records.values()];
    expect(kept && quarantinedNotice(kept)).toEqual({ path: kept?.path, body: 'no notice' });
    expect(kept && quarantinedDelivery(kept)).toBeUndefined();
  });
});
