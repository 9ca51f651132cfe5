/** The beginning of a statement. In small letters a sentence may read alike ("select a leader from"), so more of it is asked for. */
const beginning = new RegExp(
  [
    String.raw`\b(?:SELECT\s(?=[^;]{0,1024}\sFROM\s)|INSERT\s{1,4}INTO\s|REPLACE\s{1,4}INTO\s|MERGE\s{1,4}INTO\s|DELETE\s{1,4}FROM\s|UPDATE\s{1,4}\S{1,200}\s{1,4}SET\s)`,
    String.raw`\b(?:CREATE|ALTER|DROP|TRUNCATE)\s{1,4}(?:TABLE|INDEX|VIEW|DATABASE|SCHEMA)\s`,
    String.raw`\b(?:select\s(?=[^;]{0,1024}\sfrom\s{1,4}\S{1,200}\s{1,4}(?:where|join|left|inner|order|group|limit)\s)|select\s{1,4}\*\s{1,4}from\s)`,
    String.raw`\b(?:insert\s{1,4}into\s{1,4}\S{1,200}\s*\(|update\s{1,4}\S{1,200}\s{1,4}set\s{1,4}\S{1,200}\s*=|delete\s{1,4}from\s{1,4}\S{1,200}\s{1,4}where\s)`,
  ].join('|'),
);

/** A quoted value or name (a quote that does not close ends with the text), a word, or one other character. */
const token = /'(?:[^'\\]|\\.|'')*(?:'|$)|"(?:[^"\\]|\\.)*"|`[^`]*(?:`|$)|[A-Za-z_$][\w$.]*|[^]/gy;
/** Words after a statement that say how it went, unless they are compared with something. */
const outcomeWord = /^(?:failed|fails|timed|timeout|threw|raised|caused|exceeded|returned|took|aborted|cancell?ed)$/i;
const isCompared = /^\s{0,4}(?:[=<>!,)]|(?:is|in|like|between|and|or|from|then|asc|desc)\b)/i;

/** Where the statement that begins at `start` ends: at a semicolon, at a colon with a space after it, or at a word that says how it went. */
const statementEnd = (text: string, start: number): number => {
  token.lastIndex = start;
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    const [part] = found;
    const end = token.lastIndex;
    if (part === ';' || (part === ':' && text.charCodeAt(end) === 32)) return found.index;
    // A quote that was opened before the statement, and closes here.
    if (part === '"') return found.index;
    if (outcomeWord.test(part) && !isCompared.test(text.slice(end, end + 16))) return found.index;
  }
  return text.length;
};

/** Statements that are cut out of one text; what follows more than these stays. */
const maxStatements = 8;

/**
 * The text without the SQL statements in it, a `…` for each: names of tables, columns and the values that a statement contains say nothing
 * of how it went.
 *
 * @example
 * withoutSql("slow query: SELECT * FROM errors WHERE note = 'fatal error'"); // 'slow query: …'
 * withoutSql('SELECT * FROM jobs failed: deadlock detected'); // '…failed: deadlock detected'
 */
export const withoutSql = (text: string): string => {
  let left = text;
  let kept = '';
  for (let count = 0; count < maxStatements; count += 1) {
    const found = beginning.exec(left);
    if (found === null) break;
    kept += `${left.slice(0, found.index)}…`;
    left = left.slice(statementEnd(left, found.index));
  }
  return kept + left;
};
