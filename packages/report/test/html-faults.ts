/** Elements and attributes that the page is made of; a text of a log that became markup would bring others. */
const elements = new Set(
  'html head meta title style body svg defs pattern path symbol circle use rect line text a div header span fieldset legend label input nav ul ol li b bdi main section h1 h2 h3 h4 small p dl dt dd time figure figcaption details summary table caption thead tbody tr th td article code i br wbr footer'.split(
    ' ',
  ),
);
const voids = new Set(['meta', 'input', 'br', 'wbr']);
const attributes =
  /^(?:lang|charset|name|content|http-equiv|class|id|href|aria-[a-z]+|role|tabindex|type|checked|open|title|datetime|scope|viewBox|focusable|width|height|x|y|x1|x2|y1|y2|d|rx|cx|cy|r|dx|dy|text-anchor|fill|fill-rule|stroke|stroke-width|stroke-linecap|stroke-linejoin|stroke-dasharray|patternUnits|patternTransform)$/;

const tag = /<(\/?)([A-Za-z][\w-]*)((?:\s+[\w-]+(?:="[^"<]*")?)*)\s*(\/?)>/y;

/**
 * What is wrong with a page's markup, by a reader of its own: every `<` begins a known tag with known attributes, every tag is closed in
 * turn, every `&` begins an entity, and no id comes twice.
 */
export const faultsOf = (html: string): readonly string[] => {
  const faults: string[] = [];
  const open: string[] = [];
  const ids = new Set<string>();
  const body = html.replace(/^<!doctype html>/, '').replace(/<style>[^]*?<\/style>/, '');
  for (let at = body.indexOf('<'); at >= 0 && faults.length < 5; at = body.indexOf('<', at + 1)) {
    tag.lastIndex = at;
    const match = tag.exec(body);
    const here = body.slice(at, at + 60);
    if (match === null) {
      faults.push(`no tag: ${here}`);
      continue;
    }
    const [, slash, name = '', fields = '', isEmpty] = match;
    if (!elements.has(name)) faults.push(`unknown element: ${here}`);
    for (const [, attribute = '', value = ''] of fields.matchAll(/([\w-]+)(?:="([^"]*)")?/g)) {
      if (!attributes.test(attribute)) faults.push(`unknown attribute: ${here}`);
      if (attribute === 'id' && ids.has(value)) faults.push(`id twice: ${value}`);
      if (attribute === 'id') ids.add(value);
    }
    if (slash === '/') {
      const last = open.pop();
      if (last !== name) faults.push(`${last ?? 'nothing'} closed by ${here}`);
    } else if (isEmpty !== '/' && !voids.has(name)) open.push(name);
  }
  if (open.length > 0) faults.push(`never closed: ${open.join(' ')}`);
  const entity = /&(?!(?:amp|lt|gt|quot|#39|#96);)/.exec(body);
  if (entity !== null) faults.push(`no entity: ${body.slice(entity.index, entity.index + 40)}`);
  return faults;
};
