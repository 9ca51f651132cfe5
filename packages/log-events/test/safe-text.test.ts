import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  escapeCard,
  escapedJson,
  escapeChatMarkdown,
  escapeForTerminal,
  escapeHtml,
  escapeMarkdown,
  escapeSlack,
  oneLine,
  plainLine,
  plainLines,
  spreadsheetField,
} from '../src/index.ts';

const unsafe = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** A text from a log, and what each filter makes of it. */
const characters = [
  { text: '\u001b[2Jgone', line: '[2Jgone', lines: ' [2Jgone', terminal: '\\u{1b}[2Jgone', field: '[2Jgone' },
  { text: 'real\rfake', line: 'real fake', lines: 'real fake', terminal: 'real\\u{d}fake', field: 'real\rfake' },
  { text: '\u009b31m', line: '31m', lines: ' 31m', terminal: '\\u{9b}31m', field: '31m' },
  { text: '\u202egpj', line: 'gpj', lines: ' gpj', terminal: '\\u{202e}gpj', field: 'gpj' },
  { text: 'a\u2066\u2069b', line: 'a b', lines: 'a  b', terminal: 'a\\u{2066}\\u{2069}b', field: 'ab' },
  { text: 'a\u2028b', line: 'a b', lines: 'a b', terminal: 'a\\u{2028}b', field: 'ab' },
  { text: 'a\u{e0041}b', line: 'a b', lines: 'a b', terminal: 'a\\u{e0041}b', field: 'ab' },
  { text: 'a\ud800', line: 'a', lines: 'a ', terminal: 'a\\u{d800}', field: 'a' },
  { text: 'a\u200bb\ufeff', line: 'a b', lines: 'a b ', terminal: 'a\\u{200b}b\\u{feff}', field: 'ab' },
  { text: 'a\n\tb', line: 'a b', lines: 'a\n b', terminal: 'a\\u{a}\\u{9}b', field: 'a\n\tb' },
  { text: ' a  b ', line: 'a  b', lines: ' a  b ', terminal: ' a  b ', field: ' a  b ' },
  { text: 'größe 日本語 👩\u200d🚀', line: 'größe 日本語 👩\u200d🚀' },
  { text: '=cmd|calc', line: '=cmd|calc', field: "'=cmd|calc" },
  { text: '+1', line: '+1', field: "'+1" },
  { text: '-2+3', line: '-2+3', field: "'-2+3" },
  { text: '@SUM(A1)', line: '@SUM(A1)', field: "'@SUM(A1)" },
  { text: '\u0000=1', line: '=1', lines: ' =1', terminal: '\\u{0}=1', field: "'=1" },
  { text: '\t=1', line: '=1', lines: ' =1', terminal: '\\u{9}=1', field: "'\t=1" },
  { text: 'user <*> logged in', line: 'user <*> logged in' },
];

describe('text from a log', () => {
  it.each(characters)('$text is safe in a line, in lines, on a terminal and in a spreadsheet', (row) => {
    const { text, line, lines = text, terminal = text, field = text } = row;
    expect([plainLine(text), plainLines(text), escapeForTerminal(text), spreadsheetField(text)]).toEqual([
      line,
      lines,
      terminal,
      field,
    ]);
  });

  it.each([
    ['short', 12, 'short'],
    ['exactly ten', 11, 'exactly ten'],
    ['first\nsecond\u202e third', 12, 'first sec...'],
    ['a\u202e'.repeat(9), 9, 'a a a...'],
  ])('%j is one line of %i characters', (text, maxLength, expected) => expect(oneLine(text, maxLength)).toBe(expected));

  it('keeps its line breaks on a terminal where asked', () =>
    expect(escapeForTerminal('a\nb\u001b', true)).toBe('a\nb\\u{1b}'));

  it('is escaped in JSON where a terminal would obey it', () =>
    expect(escapedJson({ message: 'a\u009b31m\u202eb\u{e0041}\u007f' })).toBe(
      '{"message":"a\\u009b31m\\u202eb\\udb40\\udc41\\u007f"}',
    ));

  it.each([
    [escapeHtml, `<a href="x" on='y'>&\``, '&lt;a href=&quot;x&quot; on=&#39;y&#39;&gt;&amp;&#96;'],
    [escapeSlack, '<!channel> & <@U1>', '&lt;!channel&gt; &amp; &lt;@U1&gt;'],
    [escapeChatMarkdown, '[bank](https://evil.example)', '[bank]\u2060(https:\u2060//evil.example)'],
    [escapeChatMarkdown, '@here `x` *b* ~n~', "@\u2060here 'x' \u2217b\u2217 \u223cn\u223c"],
    [escapeChatMarkdown, '# head\n- item', '\u2060# head\n\u2060- item'],
    [escapeCard, '{{DATE(x)}}', '{\u2060{DATE(x)}}'],
    [(text: string) => escapeMarkdown(text, 60), '*b* [x](http://a)\nc', '\\*b\\* \\[x\\]\\(http\\://a\\) c'],
    [(text: string) => escapeMarkdown(text, 60), '1. <i> & www.a.de', '1\\. &lt;i\\> &amp; www\\.a.de'],
  ])('has no meaning in markup: %#', (escape, text, expected) => expect(escape(text)).toBe(expected));

  it('never has an unsafe character after a filter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 4, max: 40 }), (text, maxLength) => {
        const line = oneLine(text, maxLength);
        expect(line.length).toBeLessThanOrEqual(maxLength);
        for (const safe of [line, plainLine(text), escapeForTerminal(text)]) expect(safe).not.toMatch(unsafe);
        for (const safe of [plainLines(text), escapeForTerminal(text, true)])
          expect(safe.replaceAll('\n', '')).not.toMatch(unsafe);
        expect(spreadsheetField(text).replaceAll(/[\t\r\n]/g, '')).not.toMatch(unsafe);
        expect(spreadsheetField(text)).not.toMatch(/^[=+\-@\t\r]/);
        expect(escapeHtml(text)).not.toMatch(/[<>"'`]/);
      }),
    );
  });

  it('is the same value after JSON for a terminal, which has no unsafe character', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const text = escapedJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(text).not.toMatch(unsafe);
      }),
    );
  });
});
