// What stands in for the page's document while a drawing is made for a file: elements that hold their attributes and
// children, and nothing else.

/** An element of the drawing. */
export interface PlainElement {
  readonly tag: string;
  readonly attributes: Map<string, string>;
  readonly children: (PlainElement | string)[];
  parent: PlainElement | undefined;
}

/** Makes a drawing with functions that write for the page: they find a document, and it is gone again when they are done. */
export function withPlainDocument<T>(draw: () => T): T {
  const scope = globalThis as { document?: unknown };
  const before = scope.document;
  scope.document = { createElementNS: (_space: string, tag: string) => createElement(tag), activeElement: null };
  try {
    return draw();
  } finally {
    if (before === undefined) delete scope.document;
    else scope.document = before;
  }
}

/** The element behind what functions for the page take for one of theirs. */
export function plain(element: Element): PlainElement {
  return element as unknown as PlainElement;
}

type Child = PlainElement | string;

/** An element with the few methods of the page's own that drawings use. */
function createElement(tag: string): PlainElement {
  const attributes = new Map<string, string>();
  const children: Child[] = [];
  const element = {
    tag,
    attributes,
    children,
    parent: undefined as PlainElement | undefined,
    setAttribute(name: string, value: string): void {
      attributes.set(name, value);
    },
    append(...added: readonly Child[]): void {
      for (const child of added) put(child, children.length);
    },
    insertBefore(child: Child, before: Child | null): void {
      put(child, before === null ? children.length : children.indexOf(before));
    },
    contains: () => false,
    get firstChild(): Child | null {
      return children[0] ?? null;
    },
    get nextSibling(): Child | null {
      const around = element.parent?.children ?? [];
      return around[around.indexOf(element) + 1] ?? null;
    },
  };
  function put(child: Child, at: number): void {
    children.splice(at, 0, child);
    if (typeof child !== 'string') child.parent = element;
  }
  return element;
}
