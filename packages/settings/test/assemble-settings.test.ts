import { describe, expect, it } from '@jest/globals';
import { defaultContents, type DocumentName, type ReadDocuments } from '@bellwether/settings';
import { assembleSettings, readDocument } from '@bellwether/settings/documents';

const topicArn = 'arn:aws:sns:eu-west-1:111122223333:oncall';

/** Documents read from their contents, each of which has to be good. */
const documentsOf = (contents: Partial<Record<DocumentName, unknown>>, version = 2): ReadDocuments =>
  Object.fromEntries(
    Object.entries(contents).map(([name, content]) => {
      const result = readDocument(name as DocumentName, { version, [name]: content });
      if (!result.ok) throw new Error(result.problems.join(' '));
      return [name, result.document];
    }),
  );

describe('settings put together', () => {
  it('are the built-in ones without any document', () => {
    expect(assembleSettings({})).toEqual({ settings: defaultContents, problems: [] });
  });

  it('take what the environment says where there is no document, and the document where there is one', () => {
    const fallback = { thresholds: { ...defaultContents.thresholds, alertMinSeverity: 'ERROR' as const } };
    expect(assembleSettings({}, fallback).settings.thresholds.alertMinSeverity).toBe('ERROR');
    const documents = documentsOf({ thresholds: { alertMinSeverity: 'INFO' } });
    expect(assembleSettings(documents, fallback).settings.thresholds.alertMinSeverity).toBe('INFO');
  });

  it('tell default where a route names an output that is not there, and say so', () => {
    const documents = documentsOf({
      routes: [{ minSeverity: 'ERROR', outputs: ['known', 'gone', 'default'] }],
      outputs: [{ name: 'known', type: 'sns', topicArn }],
    });
    const { settings, problems } = assembleSettings(documents);
    expect(settings.routes[0]?.outputs).toEqual(['known', 'default']);
    expect(problems).toEqual(['routes.0.outputs.1 names no output that is defined; default is notified instead.']);
  });

  it('leave out a rule whose name is taken', () => {
    const rule = { name: 'a', kind: 'errors', atLeast: 5 };
    const { settings, problems } = assembleSettings(
      documentsOf({ thresholds: { rules: [rule, { ...rule, atLeast: 9 }] } }),
    );
    expect(settings.thresholds.rules).toMatchObject([{ atLeast: 5 }]);
    expect(problems).toEqual(['thresholds.rules.1.name is taken by a rule before it; the later one is left out.']);
  });

  it('take the cooldown of version 1 for the window of a group, unless grouping says otherwise', () => {
    const first = documentsOf(
      { thresholds: { alertMinSeverity: 'WARNING', anomalyMinScore: 0.8, cooldownMinutes: 90 } },
      1,
    );
    expect(assembleSettings(first).settings.grouping.windowMinutes).toBe(90);
    const both = { ...first, ...documentsOf({ grouping: { windowMinutes: 30 } }) };
    expect(assembleSettings(both).settings.grouping.windowMinutes).toBe(30);
  });

  it('take the topics of version 1 for outputs, unless an output has that name', () => {
    const first = documentsOf({ routes: [{ minSeverity: 'ERROR', topicArn }] }, 1);
    expect(assembleSettings(first)).toMatchObject({
      settings: {
        routes: [{ outputs: ['default', 'topic-oncall'] }],
        outputs: [{ name: 'topic-oncall', type: 'sns', topicArn }],
      },
      problems: [],
    });
    const other = { name: 'topic-oncall', type: 'eventbridge', busName: 'bus' };
    const both = { ...first, ...documentsOf({ outputs: [other] }) };
    expect(assembleSettings(both).settings.outputs).toEqual([other]);
  });
});
