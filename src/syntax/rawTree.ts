// A copy of a tree-sitter tree in plain objects. Every look at a tree-sitter node is a call into WebAssembly, so one walk
// with a cursor reads what lowering needs, and only that; comments and broken places are gathered on the way. The walk is
// a loop, so that no nesting of the source can exhaust the stack.

import type { Language, Tree, TreeCursor } from '@vscode/tree-sitter-wasm';
import type { Span } from '../base/span.ts';
import type { Comment, SyntaxProblem } from './program.ts';

/** One node. Tokens (operators, brackets, keywords) are kept for their type; their places are not read and say -1. */
export interface RawNode {
  readonly type: string;
  readonly named: boolean;
  readonly start: number;
  readonly end: number;
  /** The part that the node plays in its parent, or an empty text. */
  readonly field: string;
  readonly children: readonly RawNode[];
  /** True where a part of the node itself could not be read, so that its meaning is not known. */
  readonly broken: boolean;
}

export interface RawTree {
  readonly root: RawNode;
  readonly comments: readonly Comment[];
  readonly problems: readonly SyntaxProblem[];
}

/** What the walk has to know about a grammar. */
export interface RawGrammar {
  /** Named nodes that never have parts of interest. */
  readonly leaves: ReadonlySet<string>;
  /** Parts that make the node around them broken where they are broken themselves, such as a list of arguments. */
  readonly parts: ReadonlySet<string>;
  /** Nodes that hold statements: something broken among these leaves the others whole. */
  readonly containers: ReadonlySet<string>;
}

interface GrammarTable {
  readonly types: readonly string[];
  readonly kinds: Uint8Array;
  readonly fields: readonly string[];
}

/** What the walk does with a node of some type. */
const token = 0;
const leaf = 1;
const inner = 2;
const comment = 3;
const skipped = 4;

/** Shared by all leaves, and never added to. */
const noChildren: RawNode[] = [];
const errorTypeId = 65535;

interface OpenNode {
  type: string;
  named: boolean;
  start: number;
  end: number;
  field: string;
  children: RawNode[];
  broken: boolean;
}

const tables = new WeakMap<Language, GrammarTable>();

function tableOf(language: Language, grammar: RawGrammar): GrammarTable {
  const known = tables.get(language);
  if (known) return known;
  const kinds = new Uint8Array(language.types.length);
  for (const [id, type] of language.types.entries()) {
    if (type === 'comment' || type === 'html_comment') kinds[id] = comment;
    else if (type === 'line_continuation') kinds[id] = skipped;
    else if (!language.nodeTypeIsNamed(id)) kinds[id] = token;
    else kinds[id] = grammar.leaves.has(type) ? leaf : inner;
  }
  const table = { types: language.types, kinds, fields: language.fields.map(field => field ?? '') };
  tables.set(language, table);
  return table;
}

/** Copies a tree of a text. */
export function copyTree(tree: Tree, language: Language, grammar: RawGrammar, text: string): RawTree {
  const table = tableOf(language, grammar);
  const comments: Comment[] = [];
  const problems: SyntaxProblem[] = [];
  const sound = !tree.rootNode.hasError;
  const cursor = tree.walk();
  const root = openNode(cursor, cursor.nodeType, '', []);
  if (root.type === 'ERROR') problems.push(unexpected(root, text));
  const open: OpenNode[] = [];
  let parent = root;
  let errorDepth = 0;
  let going = cursor.gotoFirstChild();
  while (going) {
    const typeId = cursor.nodeTypeId;
    const kind = typeId === errorTypeId ? inner : (table.kinds[typeId] ?? inner);
    let entered = false;
    if (kind === comment) {
      comments.push(commentAt(cursor.startIndex, cursor.endIndex, text));
    } else if (kind === token) {
      parent.children.push(tokenNode(table.types[typeId] ?? '', table.fields[cursor.currentFieldId] ?? ''));
      if (!sound && cursor.nodeIsMissing && errorDepth === 0) problems.push(missing(cursor, false));
    } else if (kind !== skipped) {
      const type = typeId === errorTypeId ? 'ERROR' : (table.types[typeId] ?? '');
      const node = openNode(cursor, type, table.fields[cursor.currentFieldId] ?? '', kind === inner ? [] : noChildren);
      parent.children.push(node);
      if (!sound) {
        if (typeId === errorTypeId) {
          if (errorDepth === 0) problems.push(unexpected(node, text));
          parent.broken = true;
        } else if (node.start === node.end && cursor.nodeIsMissing) {
          if (errorDepth === 0) problems.push(missing(cursor, true));
          parent.broken = true;
        }
      }
      if (kind === inner && cursor.gotoFirstChild()) {
        if (typeId === errorTypeId) errorDepth++;
        open.push(parent);
        parent = node;
        entered = true;
      }
    }
    if (entered) continue;
    while (!cursor.gotoNextSibling()) {
      const above = open.pop();
      if (above === undefined || !cursor.gotoParent()) {
        going = false;
        break;
      }
      if (parent.type === 'ERROR') errorDepth--;
      if (parent.broken) settleBroken(parent, above, grammar);
      parent = above;
    }
  }
  if (root.broken) dropErrors(root, grammar);
  cursor.delete();
  return { root, comments, problems };
}

function openNode(cursor: TreeCursor, type: string, field: string, children: RawNode[]): OpenNode {
  return { type, named: true, start: cursor.startIndex, end: cursor.endIndex, field, children, broken: false };
}

const tokenNodes = new Map<string, RawNode>();

/** Tokens of one type and field are all alike, so that one object stands for them. */
function tokenNode(type: string, field: string): RawNode {
  const key = field === '' ? type : `${type} ${field}`;
  const known = tokenNodes.get(key);
  if (known) return known;
  const node = { type, named: false, start: -1, end: -1, field, children: noChildren, broken: false };
  tokenNodes.set(key, node);
  return node;
}

function settleBroken(node: OpenNode, parent: OpenNode, grammar: RawGrammar): void {
  if (grammar.parts.has(node.type)) parent.broken = true;
  dropErrors(node, grammar);
}

/** Broken places stay in the tree only where statements may be found in them. */
function dropErrors(node: OpenNode, grammar: RawGrammar): void {
  if (grammar.containers.has(node.type)) node.broken = false;
  else if (node.type !== 'ERROR') node.children = node.children.filter(child => child.type !== 'ERROR');
}

/**
 * Leads the offsets of a tree back to the text as written, where the one that was parsed is a corrected copy. Nodes that
 * were put in lose their width, and what needs one of them as a part counts as broken.
 */
export function relocate(tree: RawTree, grammar: RawGrammar, original: (offset: number) => number): RawTree {
  const moved = (span: Span): Span => ({ start: original(span.start), end: original(span.end) });
  const root: OpenNode = { ...tree.root, ...moved(tree.root), children: [...tree.root.children] };
  const open: { readonly node: OpenNode; readonly above: readonly OpenNode[] }[] = [{ node: root, above: [] }];
  for (let at = open.pop(); at; at = open.pop()) {
    const { node, above } = at;
    const around = grammar.parts.has(node.type) ? [...above, node] : [node];
    for (const [index, child] of node.children.entries()) {
      if (!child.named) continue;
      const copy: OpenNode = { ...child, ...moved(child), children: [...child.children] };
      node.children[index] = copy;
      if (copy.start === copy.end && child.end > child.start && child.type.endsWith('identifier')) {
        for (const holder of around) if (!grammar.containers.has(holder.type)) holder.broken = true;
      }
      open.push({ node: copy, above: around });
    }
  }
  return {
    root,
    comments: tree.comments.map(({ span, text }) => ({ span: moved(span), text })),
    problems: tree.problems.map(problem => ({ ...problem, span: moved(problem.span) })),
  };
}

/** The tree of a piece of a text, moved to where the piece begins in the whole. */
export function moved(tree: RawTree, grammar: RawGrammar, start: number): RawTree {
  return start === 0 ? tree : relocate(tree, grammar, offset => offset + start);
}

function commentAt(start: number, end: number, text: string): Comment {
  const source = text.slice(start, end);
  const inside = source.startsWith('#')
    ? source.replace(/^#+:?/, '')
    : source.startsWith('//')
      ? source.slice(2)
      : source.replace(/^\/\*+/, '').replace(/\*+\/$/, '');
  return { span: { start, end }, text: inside.trim() };
}

function unexpected(node: Span, text: string): SyntaxProblem {
  const source =
    text
      .slice(node.start, Math.min(node.end, node.start + 40))
      .split(/[\r\n]/)[0]
      ?.trim() ?? '';
  const message = source === '' ? 'syntax error' : `syntax error at \`${source}\``;
  return { span: { start: node.start, end: node.end }, message };
}

function missing(cursor: TreeCursor, named: boolean): SyntaxProblem {
  const span = { start: cursor.startIndex, end: cursor.endIndex };
  const name = cursor.nodeType.replaceAll('_', ' ');
  return { span, message: named ? `${name} expected` : `\`${name.trim()}\` expected` };
}
