import type { Severity } from '@bellwether/log-model';

/** What a severity is called in class names and for people; its shape is drawn under the class's name. */
const marks: Readonly<Record<Severity, { readonly name: string; readonly word: string }>> = {
  CRITICAL: { name: 'critical', word: 'Critical' },
  ERROR: { name: 'error', word: 'Error' },
  WARNING: { name: 'warning', word: 'Warning' },
  INFO: { name: 'info', word: 'Info' },
  DEBUG: { name: 'debug', word: 'Debug' },
  TRACE: { name: 'debug', word: 'Trace' },
};

export const severityClass = (severity: Severity): string => marks[severity].name;
export const severityWord = (severity: Severity): string => marks[severity].word;

const line = 'fill="none" stroke="currentColor" stroke-linecap="round"';

/** Shapes, drawn once on a page: octagon, diamond, triangle, circle, ring; a severity is a shape before it is a colour. */
export const shapes = `<svg class="defs" aria-hidden="true" focusable="false"><defs>
<pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="hatch" d="M0 0v4"/></pattern>
<symbol id="i-critical" viewBox="0 0 16 16"><path d="M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5z"/><path ${line} stroke-width="2" d="M8 4.2v4.3M8 11.7v.05"/></symbol>
<symbol id="i-error" viewBox="0 0 16 16"><path d="M8 .3 15.7 8 8 15.7.3 8z"/><path ${line} stroke-width="1.8" d="m5.9 5.9 4.2 4.2M10.1 5.9l-4.2 4.2"/></symbol>
<symbol id="i-warning" viewBox="0 0 16 16"><path d="M8 1.2 15.6 14.6H.4z"/><path ${line} stroke-width="1.7" d="M8 6.1v3.6M8 12.2v.05"/></symbol>
<symbol id="i-info" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7"/><path ${line} stroke-width="1.8" d="M8 7.4v3.8M8 4.7v.05"/></symbol>
<symbol id="i-debug" viewBox="0 0 16 16"><path fill-rule="evenodd" d="M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2m0 2.2a3.8 3.8 0 1 0 0 7.6 3.8 3.8 0 0 0 0-7.6"/></symbol>
<symbol id="i-bell" viewBox="0 0 24 24"><path d="M12 2.2c.9 0 1.6.7 1.6 1.6v.5c3 .7 5 3.2 5 6.4v3.6l1.7 2.6c.4.6 0 1.4-.8 1.4H4.5c-.8 0-1.2-.8-.8-1.4l1.7-2.6v-3.6c0-3.2 2-5.700 5-6.400v-.5c0-.9.7-1.600 1.600-1.600z"/><circle cx="15.200" cy="20.600" r="2.100"/></symbol>
</defs></svg>`;

/** The shape of a severity: named for screen readers where no word stands beside it. */
export const shape = (severity: Severity, isNamed = false): string => {
  const { name, word } = marks[severity];
  return `<svg ${isNamed ? `role="img" aria-label="${word}"` : 'aria-hidden="true"'} viewBox="0 0 16 16"><use href="#i-${name}"/></svg>`;
};

/** Shape and word. */
export const severityMark = (severity: Severity): string =>
  `<span class="sev ${severityClass(severity)}">${shape(severity)}${severityWord(severity)}</span>`;

/** Whether a failure has ended, with a filled mark while it goes on. */
export const activityMark = (goesOn: boolean, html: string): string =>
  `<span class="act${goesOn ? ' on' : ''}"><i></i>${html}</span>`;

/** A small mark beside a text. */
export const tag = (html: string, className = ''): string =>
  `<span class="tag${className === '' ? '' : ` ${className}`}">${html}</span>`;
