// Writes docs/redaction.md from the tables of redaction, so that it says what is taken out and no more.
// usage: tsx scripts/generate/redaction-docs.ts [--check]     --check writes nothing and fails where the page is stale
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { factsOf, redactionClasses, type RedactionClass } from '../../packages/redaction/src/redaction-class.ts';
import { patternRules } from '../../packages/redaction/src/rules.ts';

const path = resolve(import.meta.dirname, '../../docs/redaction.md');

const shown: Readonly<Record<ReturnType<typeof factsOf>['shows'], (found: RedactionClass) => string>> = {
  hash: (found) => `\`[redacted:${found}:3f2a91]\``,
  'last-four': (found) => `\`[redacted:${found}:MPLE]\``,
  nothing: (found) => `\`[redacted:${found}]\``,
};

const classRows = redactionClasses.map((found) => {
  const { isOn, shows, meaning } = factsOf(found);
  return `| \`${found}\` | ${isOn ? 'on' : 'off'} | ${shown[shows](found)} | ${meaning.replaceAll('|', '\\|')} |`;
});

const kindLines = redactionClasses.flatMap((found) => {
  const names = [...new Set(patternRules.filter((rule) => rule.found === found).map(({ name }) => name))];
  return names.length === 0 ? [] : [`- \`${found}\`: ${names.join('; ')}.`];
});

const page = `# What is taken out of logs

Written by \`npm run generate\` from the tables in \`packages/redaction\`. How much is found, by class and context, is measured by
\`npm run bench:redaction\` ([table](../bench/results/redaction.md)).

Every message and every field passes redaction before it is kept, shown or sent. A value is replaced by a mark. \`REDACT\` (for the functions) and
\`--redact\` (for the command line) switch classes: \`ip\` is the default and addresses, \`-email,-phone\` the default without these two.

| class | by default | mark | what it is |
| --- | --- | --- | --- |
${classRows.join('\n')}

## Marks

The six digits in a mark are a keyed hash of the value: the same person has the same mark, so that people can group by it, and nobody can say who
it is by trying. They are one parameter for template mining. Findings are grouped by the raw value in the same way, so two people never share one
finding.

The key is drawn once and stays: on AWS it is the SecureString parameter that \`MARK_KEY_PARAMETER\` names, put there by the first run of a function;
on a laptop the file \`mark-key\` in the state folder. \`parse\` and \`mine\` draw one for each run. Whoever deletes the key makes marks begin anew.
An access key id is an identifier, not a secret: its last four characters stay.

## Private keys over several records

A key that is written line by line is recognised by its order: after a BEGIN, each record of the same stream whose message is a part of a key's body
is replaced. This ends at the END, at the first record that is not part of a key, after 200 records, and after 60 seconds of event time. A
BEGIN without a key after it hides nothing: words, sentences, JSON and hexadecimal digests are not the body of a key. For files the state is stored with the
position, so a key may be written in two parts. The lines of one
delivery of CloudWatch Logs are one stream. A delivery or file that begins inside a key is recognised by the END that follows its first records, or by its lines
being Base64 of 64 or 70 characters to its end.

## Where unredacted data is

- **Quarantine**, \`quarantine/\` in the lake and in a state folder: records that could not be read, whole, because what cannot be read cannot be redacted.
- **Payloads**, \`payloads/\`, where \`ARCHIVE_POLICY\` is \`payload\`: records as received, until compaction has made redacted events of them.
- **Failed batches**, \`aws/lambda/\` in the bucket of failures: batches that Lambda gave up on, whole, as the service writes them.
- **Raw copy**, \`raw/\` in the lake, where \`raw_copy\` is on: all records of the stream as received.

All four are encrypted with the key of raw records, whose policy lets only compaction and the roles of \`archive.payload_readers\` decrypt; the administrators
of the account are not among them ([ADR 18](adr/0018-a-key-for-payloads.md)). On a laptop the state folder is readable by its owner alone. Nothing of the
four is shown, sent or given to a language model.

## Kinds that are known by their form

${kindLines.join('\n')}

Beside these, values are known by the key that they stand beside, in JSON at any depth, logfmt, query strings, headers, cookies, command lines and SQL.
`;

const isChecked = process.argv.includes('--check');
if (!isChecked) writeFileSync(path, page);
const isStale = !existsSync(path) || readFileSync(path, 'utf8') !== page;
console.log(
  isStale
    ? 'stale: docs/redaction.md; run: tsx scripts/generate/redaction-docs.ts'
    : 'The page about redaction is up to date.',
);
process.exitCode = isStale ? 1 : 0;
