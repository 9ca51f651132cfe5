// What is asked inside a page. Loaded into it as a script, so this file knows the browser's globals and nothing of the program's.
const shown = (element) => {
  const box = element.getBoundingClientRect();
  return box.width > 0 && box.height > 0 && element.checkVisibility({ visibilityProperty: true });
};
const all = (selector) => [...document.querySelectorAll(selector)];
const nameOf = (summary) => `SUMMARY ${summary.textContent.slice(0, 60)}`;

globalThis.look = {
  size: () => ({ width: document.documentElement.clientWidth, height: document.documentElement.scrollHeight }),

  /** What sticks out sideways: the page itself, with the first element that reaches over its edge. */
  widthFaults: () => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = all('main *').find((one) => one.getBoundingClientRect().right > clientWidth + 1);
    return [`the page is ${scrollWidth} wide in ${clientWidth}: ${wide?.outerHTML.slice(0, 160)}`];
  },

  openAll: () => {
    for (const one of all('details')) one.open = true;
  },

  axeFaults: async (values) => {
    const { violations } = await globalThis.axe.run(document, {
      runOnly: { type: 'tag', values },
      resultTypes: ['violations'],
    });
    return violations.map(
      ({ id, help, nodes }) =>
        `${id}: ${help} (${nodes.length}): ${nodes[0]?.html.slice(0, 160)} ${nodes[0]?.failureSummary ?? ''}`,
    );
  },

  /** What of a printed page is folded, only for screens, or not on white. */
  printFaults: () => {
    const folded = all('.fi .facts').filter((one) => !shown(one)).length;
    const controls = all('.noprint, nav').filter(shown).length;
    const ground = getComputedStyle(document.body).backgroundColor;
    return [
      ...(folded === 0 ? [] : [`${folded} findings are folded`]),
      ...(controls === 0 ? [] : [`${controls} controls are printed`]),
      ...(ground === 'rgb(255, 255, 255)' ? [] : [`the paper is ${ground}`]),
    ];
  },

  /** What the keyboard has to reach. */
  wanted: () => ({
    findings: all('.fi > .fold > summary').map(nameOf),
    kinds: all('.kinds.list > details > summary').filter(shown).map(nameOf),
    groups: all('input:checked').map(({ id }) => id),
  }),

  /** What has the focus, and whether that can be seen; null for the page itself. */
  focused: () => {
    const element = document.activeElement;
    if (element === null || element === document.body || element === document.documentElement) return null;
    // A hidden radio button shows its focus on its label.
    const label = element.closest('label');
    const isSeen = [element, ...(label === null ? [] : [label])].some((one) => {
      const style = getComputedStyle(one);
      return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && shown(one);
    });
    const own = element.id === '' ? `${element.tagName} ${element.textContent.slice(0, 60)}` : element.id;
    return { name: element.getAttribute('href') ?? own, isSeen };
  },

  rowsShown: () => all('.kinds.list > .kd').filter(shown).length,
  choices: () =>
    all('.filters input').map(({ id, labels }) => ({ id, count: Number(/(\d+)$/.exec(labels[0].textContent)?.[1]) })),
  choice: () => document.querySelector('.filters input:checked')?.id ?? '',
  colours: () => getComputedStyle(document.documentElement).colorScheme,

  anchors: () => all('.ft, .kd > .in[id]').map(({ id }) => id),
  isOpen: (anchor) => document.getElementById(anchor)?.closest('details')?.open ?? false,
};
