// The component toolkit finds out whether the browser knows `:focus-visible` by means of a style element, which the
// page's content security policy refuses. While the toolkit loads, it is given a detached style sheet to ask instead; the
// answer is the same and the policy stays as strict as it is. Has to be imported before the toolkit.

const original = document.createElement;

document.createElement = ((tag: string, options?: ElementCreationOptions): HTMLElement => {
  const element = original.call(document, tag === 'style' ? 'meta' : tag, options);
  return tag === 'style' ? Object.assign(element, { sheet: new CSSStyleSheet() }) : element;
}) as typeof document.createElement;

/** Gives back the browser's own way to make elements; once the toolkit is loaded. */
export function endStyleProbe(): void {
  document.createElement = original;
}
