import type { LogEvent } from '@bellwether/log-events';

/**
 * What a line below WARNING says that a person on call wants to know all the same: a process that died, a signal, a member that is
 * down, a sign-in that was refused.
 */
const notices =
  /\bexit(?:ed|s|ing)?(?: with)? (?:code|status)[ :=]{1,2}[1-9]|\b(?:signal[ :]{1,2}(?:4|6|7|8|9|11)|SIGKILL|SIGSEGV|SIGABRT|SIGBUS)\b|\bis DOWN\b|\bno server (?:is )?available\b|\bconnection (?:to \S{1,60} )?(?:closed unexpectedly|lost|refused|reset)\b|\balready connected\b|\breconnecting\b|\bstill waiting for\b|\bclosing old connection\b|\bnot sent\b|\btook longer\b|\bslow (?:query|request|statement)\b|\bstarting it again\b|\bcrash(?:ed|ing|loop)?\b|\bevict(?:ed|ing)\b|\bfail(?:ed|ure|over)\b|\bdropp(?:ed|ing) \d/i;

/** What is not a failure although it uses the words: `0 errors`, `failed: 0`, `no failures`. */
const denial =
  /\b(?:0|no|without|zero) (?:errors?|failures?|failed)\b|\b(?:fail(?:ed|ures?)|errors?|dropped|evicted)[ :=]{1,3}0\b|\bfailed=0\b/i;

/** A statement whose duration a database wrote down: it writes those that took too long. Nanoseconds. */
const slowStatementNs = 10_000_000;

/** Whether an event below WARNING is listed among the failures. */
export const isNotice = ({ message, attributes, dataset }: LogEvent): boolean => {
  const text = message.slice(0, 300);
  if (notices.test(text)) return !denial.test(text);
  const duration = attributes['event.duration'];
  return (
    typeof duration === 'number' &&
    duration >= slowStatementNs &&
    (dataset === 'rds' || /^\s{0,8}(?:statement: )?(?:select|insert|update|delete|with|merge)\b/i.test(text))
  );
};
