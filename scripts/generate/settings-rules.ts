/**
 * Compiles the JSON Schema of a settings document into Terraform expressions, so that a plan finds what the functions would
 * refuse. Terraform has no recursion: each rule of the schema becomes one comprehension that says what is wrong and where.
 */

/** The parts of JSON Schema, draft 4, that the settings use. What is not listed here is refused: a rule left out would be silent. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly type?: 'object' | 'array' | 'string' | 'number' | 'integer';
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly enum?: readonly (string | number)[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMaximum?: boolean;
  readonly anyOf?: readonly { readonly required: readonly string[] }[];
  readonly oneOf?: readonly JsonSchema[];
}

const known = new Set(
  (
    '$schema description default type properties required additionalProperties items minItems maxItems enum pattern ' +
    'minLength maxLength minimum maximum exclusiveMaximum anyOf oneOf'
  ).split(' '),
);

/** One rule: what is wrong, where, and for which kinds of a union. */
export interface SettingsRule {
  /** Loops from the outside in: index name, element name, and the list that is gone through. */
  readonly loops: readonly { readonly index: string; readonly element: string; readonly list: string }[];
  /** Terraform's expression that is true where the rule is broken; may fail, which means that it is not. */
  readonly broken: string;
  /** Sentence with `${i}` for indexes. Never quotes a value. */
  readonly message: string;
  /** Union the rule belongs to and the kinds it holds for; absent outside of unions. */
  readonly kinds?: { readonly of: string; readonly names: readonly string[] };
}

interface SchemaPosition {
  readonly value: string;
  readonly path: string;
  readonly loops: SettingsRule['loops'];
  readonly kinds?: SettingsRule['kinds'];
}

const quoted = (text: string): string =>
  `"${text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll(/[$%](?=\{)/g, '$&$&')}"`;

const list = (values: readonly (string | number)[]): string =>
  `[${values.map((value) => (typeof value === 'number' ? value : quoted(value))).join(', ')}]`;

/** Terraform's expressions repeat at most 1,000 times; above that the length, which is checked besides, is the bound. */
const portable = (pattern: string): string =>
  pattern.replaceAll('\\/', '/').replaceAll(/\{0,(\d+)\}/g, (all, most: string) => (Number(most) > 1_000 ? '*' : all));

// A value's JSON begins with what it is: Terraform would otherwise take "5" for a number.
const beginsWith: Readonly<Record<string, { readonly pattern: string; readonly noun: string }>> = {
  object: { pattern: '^[{]', noun: 'an object' },
  array: { pattern: '^[[]', noun: 'a list' },
  string: { pattern: '^[\\"]', noun: 'text' },
  number: { pattern: '^[-0-9]', noun: 'a number' },
  integer: { pattern: '^-?[0-9]+$', noun: 'a whole number' },
};

/** True where a value is of a type; fails where the value is not there. */
const isOf = (type: string, value: string): string =>
  `length(regexall("${beginsWith[type]?.pattern ?? ''}", jsonencode(${value}))) > 0`;

/** Rules of a value that is there, whatever it is. */
const valueRules = (schema: JsonSchema, position: SchemaPosition): readonly SettingsRule[] => {
  const unknown = Object.keys(schema).filter((word) => !known.has(word));
  if (unknown.length > 0)
    throw new Error(`${position.path}: the schema says ${unknown.join(', ')}, which no rule checks.`);
  const { value, path, loops, kinds } = position;
  const rule = (broken: string, message: string): SettingsRule => ({
    loops,
    broken,
    message: `${path} ${message}`,
    ...(kinds ? { kinds } : {}),
  });
  if (schema.oneOf !== undefined) return unionRules(schema.oneOf, position);
  const { type = 'string' } = schema;
  // Asking for what is not there fails, and so breaks no rule: that it is missing is a rule of its own.
  const found = [rule(`!(${isOf(type, value)})`, `must be ${beginsWith[type]?.noun}.`)];
  // A value of another type is reported once, as that.
  const add = (broken: string, message: string): void => {
    found.push(rule(`${isOf(type, value)} && ${broken}`, message));
  };
  if (schema.enum) add(`!contains(${list(schema.enum)}, ${value})`, `must be one of ${schema.enum.join(', ')}.`);
  if (schema.pattern)
    add(`!can(regex(${quoted(portable(schema.pattern))}, ${value}))`, 'has not the form that is asked for.');
  const bounds: readonly (readonly [number | undefined, string, string])[] = [
    [schema.minLength, '<', 'characters at least'],
    [schema.maxLength, '>', 'characters at most'],
    [schema.minItems, '<', 'items at least'],
    [schema.maxItems, '>', 'items at most'],
  ];
  for (const [bound, sign, words] of bounds)
    if (bound !== undefined)
      add(`length(${value}) ${sign} ${bound}`, bound === 1 ? 'must not be empty.' : `must have ${bound} ${words}.`);
  if (schema.minimum !== undefined) add(`${value} < ${schema.minimum}`, `must be ${schema.minimum} or more.`);
  if (schema.maximum !== undefined)
    add(
      `${value} ${schema.exclusiveMaximum ? '>=' : '>'} ${schema.maximum}`,
      `must be ${schema.exclusiveMaximum ? 'less than' : 'at most'} ${schema.maximum}.`,
    );
  return [...found, ...objectRules(schema, position, rule), ...itemRules(schema, position)];
};

const objectRules = (
  schema: JsonSchema,
  position: SchemaPosition,
  rule: (broken: string, message: string) => SettingsRule,
): readonly SettingsRule[] => {
  const { value, path } = position;
  const properties = Object.entries(schema.properties ?? {});
  if (properties.length === 0) return [];
  if (schema.additionalProperties !== false) throw new Error(`${path}: an object that takes anything checks nothing.`);
  const names = properties.map(([name]) => name);
  return [
    rule(`length(setsubtract(keys(${value}), ${list(names)})) > 0`, `holds something besides ${names.join(', ')}.`),
    ...(schema.required ?? []).map((name) => rule(`!contains(keys(${value}), ${quoted(name)})`, `has no ${name}.`)),
    ...(schema.anyOf
      ? [schema.anyOf.flatMap(({ required }) => required)].map((any) =>
          rule(`length(setintersection(keys(${value}), ${list(any)})) == 0`, `must name one of ${any.join(', ')}.`),
        )
      : []),
    ...properties.flatMap(([name, property]) => {
      const inner = { ...position, value: `${value}.${name}`, path: `${path}.${name}` };
      return valueRules(property, inner);
    }),
  ];
};

const itemRules = ({ items }: JsonSchema, position: SchemaPosition): readonly SettingsRule[] => {
  if (items === undefined) return [];
  const depth = position.loops.length;
  const index = 'ijk'[depth] ?? 'n';
  const element = 'abc'[depth] ?? 'e';
  return valueRules(items, {
    ...position,
    value: element,
    path: `${position.path}.\${${index}}`,
    loops: [...position.loops, { index, element, list: position.value }],
  });
};

/** The property that distinguishes the kinds of a union: a single word in each. */
const discriminatorOf = (kinds: readonly JsonSchema[]): string | undefined =>
  Object.keys(kinds[0]?.properties ?? {}).find((name) =>
    kinds.every(({ properties }) => properties?.[name]?.enum?.length === 1),
  );

const unionRules = (kinds: readonly JsonSchema[], position: SchemaPosition): readonly SettingsRule[] => {
  const discriminator = discriminatorOf(kinds);
  if (discriminator === undefined) throw new Error(`${position.path}: nothing distinguishes the kinds of this union.`);
  const nameOf = (kind: JsonSchema): string => String(kind.properties?.[discriminator]?.enum?.[0]);
  const names = kinds.map(nameOf);
  const of = `${position.value}.${discriminator}`;
  const merged = new Map<string, SettingsRule>();
  for (const kind of kinds)
    for (const found of valueRules(kind, { ...position, kinds: { of, names: [nameOf(kind)] } })) {
      // The word itself is judged once, below, for all kinds.
      if (found.message.startsWith(`${position.path}.${discriminator} `)) continue;
      const key = `${found.broken} ${found.message}`;
      const before = merged.get(key)?.kinds?.names ?? [];
      merged.set(key, { ...found, kinds: { of, names: [...before, nameOf(kind)] } });
    }
  const { loops } = position;
  const path = `${position.path}.${discriminator}`;
  return [
    {
      loops,
      broken: `!can(${of}) || !contains(${list(names)}, try(${of}, ""))`,
      message: `${path} must be one of ${names.join(', ')}.`,
    },
    ...[...merged.values()].map((rule) => {
      if (rule.kinds?.names.length !== names.length) return rule;
      const { kinds: _every, ...always } = rule;
      return always;
    }),
  ];
};

/** Every rule of a document's schema. `name` is the document's, and the Terraform value `var.documents.<name>`. */
export const settingsRules = (name: string, schema: JsonSchema): readonly SettingsRule[] =>
  valueRules(schema, { value: `local.given.${name}`, path: name, loops: [] }).map((rule) => ({
    ...rule,
    // `mutes.mutes.0` reads as a slip: what a document contains under its own name is named once.
    message: rule.message.replace(new RegExp(`^${name}\\.${name}\\b`), name),
  }));

const expressionOf = ({ loops, broken, message, kinds }: SettingsRule): string => {
  const forKinds = kinds === undefined ? '' : `contains(${list(kinds.names)}, ${kinds.of}) && `;
  const says = `"${message}"`;
  const last = loops.at(-1);
  if (last === undefined) return `[for text in [${says}] : text if try(${forKinds}${broken}, false)]`;
  const inner = `[for ${last.index}, ${last.element} in try([for each in ${last.list} : each], []) : ${says} if try(${forKinds}${broken}, false)]`;
  return loops.slice(0, -1).reduceRight((text, { index, element, list: over }) => {
    return `[for ${index}, ${element} in try([for each in ${over} : each], []) : ${text}]`;
  }, inner);
};

/** The Terraform file that contains a document's rules, in the format of `terraform fmt`. */
export const rulesFile = (name: string, rules: readonly SettingsRule[]): string =>
  [
    '# Written by scripts/generate/settings-schemas.ts from the schema in packages/settings; do not edit.',
    'locals {',
    `  problems_in_${name} = flatten([`,
    ...rules.map((rule) => `    ${expressionOf(rule)},`),
    '  ])',
    '}',
    '',
  ].join('\n');
