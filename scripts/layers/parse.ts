// SPDX-License-Identifier: Apache-2.0
import { parseSync } from 'oxc-parser';
import { AMBIENT, AMBIENT_MEMBERS } from './rules.ts';

/** One mention of another module or file. */
export interface Reference {
  /** As written; null where it is computed. */
  readonly specifier: string | null;
  readonly line: number;
  /** A `type` is gone when the program runs; a `file` is read, or run by another thread or process. */
  readonly kind: 'value' | 'type' | 'file';
}

/** One use of something that is not data handed in. */
export interface AmbientUse {
  readonly name: string;
  readonly line: number;
}

export interface ParsedFile {
  readonly references: Reference[];
  readonly ambient: AmbientUse[];
}

interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

/** @throws SyntaxError where the file is not TypeScript. */
export function parseFile(file: string, text: string): ParsedFile {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new SyntaxError(`${file}: ${errors[0]!.message}`);
  const references: Reference[] = [];
  const ambient: AmbientUse[] = [];
  const lineOf = (node: SyntaxNode): number => text.slice(0, node.start).split('\n').length;
  walk(program as unknown as SyntaxNode, (node, parent, key, inType) => {
    const specifier = importOf(node);
    if (specifier !== undefined) {
      const isType = inType || node.importKind === 'type' || node.exportKind === 'type';
      references.push({ specifier, line: lineOf(node), kind: isType ? 'type' : 'value' });
    }
    const beside = fileOf(node);
    if (beside !== undefined) references.push({ specifier: beside, line: lineOf(node), kind: 'file' });
    if (inType) return;
    const name = ambientName(node, parent, key);
    if (name !== null) ambient.push({ name, line: lineOf(node) });
  });
  return { references, ambient };
}

/** Keys and nodes under which only types stand. */
const TYPE_KEYS = new Set([
  'typeAnnotation',
  'typeArguments',
  'typeParameters',
  'returnType',
  'superTypeArguments',
  'implements',
]);
const TYPE_NODES = new Set(['TSTypeAliasDeclaration', 'TSInterfaceDeclaration', 'TSImportType', 'TSModuleDeclaration']);

function walk(
  root: SyntaxNode,
  visit: (node: SyntaxNode, parent: SyntaxNode | null, key: string, inType: boolean) => void,
): void {
  const enter = (node: SyntaxNode, parent: SyntaxNode | null, key: string, above: boolean): void => {
    const inType = above || TYPE_KEYS.has(key) || TYPE_NODES.has(node.type);
    visit(node, parent, key, inType);
    for (const [childKey, value] of Object.entries(node)) {
      for (const child of Array.isArray(value) ? value : [value]) {
        if (isNode(child)) enter(child, node, childKey, inType);
      }
    }
  };
  enter(root, null, '', false);
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}

/** The module that a node imports: undefined where it imports none, null where it is computed. */
function importOf(node: SyntaxNode): string | null | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return literal(node.source);
    case 'ExportNamedDeclaration':
      return node.source === null ? undefined : literal(node.source);
    default:
      return undefined;
  }
}

/** The path in `new URL(path, import.meta.url)` and `import.meta.resolve(path)`, likewise. */
function fileOf(node: SyntaxNode): string | null | undefined {
  if (node.type !== 'NewExpression' && node.type !== 'CallExpression') return undefined;
  const [first, second] = node.arguments as SyntaxNode[];
  const isBeside = isName(node.callee, 'URL') && isImportMeta(second, 'url');
  return isBeside || isImportMeta(node.callee, 'resolve') ? literal(first) : undefined;
}

function literal(node: unknown): string | null {
  return isNode(node) && node.type === 'Literal' && typeof node.value === 'string' ? node.value : null;
}

function isName(node: unknown, name: string): boolean {
  return isNode(node) && node.type === 'Identifier' && node.name === name;
}

function isImportMeta(node: unknown, member: string): boolean {
  return isNode(node) && node.type === 'MemberExpression' && isNode(node.object) && node.object.type === 'MetaProperty'
    ? isName(node.property, member)
    : false;
}

/** Name of what a node takes from its surroundings, or null. */
function ambientName(node: SyntaxNode, parent: SyntaxNode | null, key: string): string | null {
  if (node.type !== 'Identifier' || parent === null) return null;
  const name = node.name as string;
  // Names of members and properties are not variables.
  const isComputed = parent.computed === true;
  if (!isComputed && ((parent.type === 'MemberExpression' && key === 'property') || key === 'key')) return null;
  if (AMBIENT.has(name)) return name;
  const isForbidden = Object.hasOwn(AMBIENT_MEMBERS, name) ? AMBIENT_MEMBERS[name] : undefined;
  if (isForbidden === undefined) return null;
  if (parent.type === 'MemberExpression' && key === 'object') {
    const member = isNode(parent.property) && !isComputed ? (parent.property.name as string) : 'computed';
    return isForbidden(member) || isComputed ? `${name}.${member}` : null;
  }
  if (name === 'Date' && parent.type === 'NewExpression' && key === 'callee') {
    return (parent.arguments as unknown[]).length === 0 ? 'new Date()' : null;
  }
  // Handed on whole, taken apart, or called as a function.
  return name;
}
