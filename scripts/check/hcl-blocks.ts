/** One top-level block of a Terraform file, such as `variable "name" { ... }`. */
export interface HclBlock {
  readonly kind: string;
  readonly labels: readonly string[];
  /** Lines between the braces, as they stand. */
  readonly body: readonly string[];
}

/**
 * The top-level blocks of a file in the canonical format of `terraform fmt`: a block opens and closes at the first column.
 * Not a parser of HCL: a file that is not formatted gives fewer blocks, so check the format first.
 */
export const readBlocks = (text: string): readonly HclBlock[] => {
  const blocks: HclBlock[] = [];
  let open: { kind: string; labels: readonly string[]; body: string[] } | undefined;
  for (const line of text.split('\n')) {
    const head = /^([a-z_]+)((?: "[^"]*")*) \{(\})?$/.exec(line);
    if (open === undefined && head !== null) {
      const labels = Array.from((head[2] ?? '').matchAll(/"([^"]*)"/g), (match) => match[1] ?? '');
      if (head[3] === '}') blocks.push({ kind: head[1] ?? '', labels, body: [] });
      else open = { kind: head[1] ?? '', labels, body: [] };
    } else if (open !== undefined && line === '}') {
      blocks.push(open);
      open = undefined;
    } else open?.body.push(line);
  }
  return blocks;
};

/** The value of a block's own attribute on one line; a value over several lines is joined. `undefined` where it is absent. */
export const attributeOf = (block: HclBlock, name: string): string | undefined => {
  const start = block.body.findIndex((line) => new RegExp(`^ {2}${name} += `).test(line));
  if (start < 0) return undefined;
  const taken = [(block.body[start] ?? '').replace(/^ {2}[a-z_]+ += /, '')];
  // What belongs to the value is indented deeper than the attribute, up to a closing bracket at its own column.
  for (const line of block.body.slice(start + 1)) {
    const isClosing = /^ {2}[\])}]/.test(line);
    if (!isClosing && !line.startsWith('   ')) break;
    taken.push(line.trim());
    if (isClosing) break;
  }
  return taken.join(' ');
};

/** The text of a quoted attribute, without its quotes. */
export const textOf = (block: HclBlock, name: string): string | undefined =>
  attributeOf(block, name)?.replace(/^"|"$/g, '').replaceAll('\\"', '"');

/** How many blocks of a kind, such as `validation`, stand directly in a block. */
export const countNested = (block: HclBlock, kind: string): number =>
  block.body.filter((line) => line === `  ${kind} {`).length;
