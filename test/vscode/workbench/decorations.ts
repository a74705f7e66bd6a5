// Reading what stands between the lines of a source: inlay hints and code lenses, as they are on screen.
import { editorOf } from './editor.ts';
import type { Workbench } from './open.ts';

/** A piece of text that VS Code shows at a line of the source. */
export interface Decoration {
  readonly line: number;
  readonly text: string;
}

/** Something drawn in the window, as far as its place is asked for. */
interface Drawn {
  getBoundingClientRect(): { readonly top: number };
}

/** The inlay hints of `file` that are on screen, from top to bottom. */
export async function readInlayHints(workbench: Workbench, file: string): Promise<Decoration[]> {
  return editorOf(workbench, file).evaluate(editor => {
    const page = editor.ownerDocument;
    const styles = [...page.querySelectorAll('style')].map(style => style.textContent ?? '').join('\n');
    const classes = [...styles.matchAll(/\.(dyn-rule-[\d-]+)\s*\{[^}]*--vscode-editorInlayHint-[^}]*\}/g)].map(
      match => match[1],
    );
    const top = (element: Drawn) => Math.round(element.getBoundingClientRect().top);
    const numbers = new Map(
      [...editor.querySelectorAll('.margin-view-overlays .line-numbers')].map(number => [
        top(number.parentElement ?? number),
        Number(number.textContent),
      ]),
    );
    const hints: { line: number; top: number; text: string }[] = [];
    for (const line of editor.querySelectorAll('.view-line')) {
      let text = '';
      const end = () => {
        if (text.trim() !== '')
          hints.push({
            line: numbers.get(top(line)) ?? 0,
            top: top(line),
            text: text.replaceAll('\u00a0', ' ').trim(),
          });
        text = '';
      };
      for (const part of line.querySelectorAll(':scope > span > span'))
        if (classes.some(name => name !== undefined && part.classList.contains(name))) text += part.textContent;
        else end();
      end();
    }
    return hints.sort((a, b) => a.top - b.top).map(({ line, text }) => ({ line, text }));
  });
}

/** The code lenses of `file` that are on screen, from top to bottom, each with the line below it. */
export async function readCodeLenses(workbench: Workbench, file: string): Promise<Decoration[]> {
  return editorOf(workbench, file).evaluate(editor => {
    const top = (element: Drawn) => element.getBoundingClientRect().top;
    const numbers = [...editor.querySelectorAll('.margin-view-overlays .line-numbers')]
      .map(number => ({ top: top(number.parentElement ?? number), line: Number(number.textContent) }))
      .sort((a, b) => a.top - b.top);
    return [...editor.querySelectorAll('.codelens-decoration')]
      .filter(lens => (lens.textContent ?? '').trim() !== '')
      .sort((a, b) => top(a) - top(b))
      .map(lens => ({
        line: numbers.find(number => number.top > top(lens))?.line ?? 0,
        text: (lens.textContent ?? '').replaceAll('\u00a0', ' ').trim(),
      }));
  });
}

/** Clicks the code lens above `line` that contains `text`. */
export async function clickCodeLens(workbench: Workbench, file: string, line: number, text: string): Promise<void> {
  const lenses = await readCodeLenses(workbench, file);
  const before = lenses.filter(lens => lens.text.includes(text) && lens.line < line).length;
  if (!lenses.some(lens => lens.text.includes(text) && lens.line === line))
    throw new Error(`No code lens "${text}" above line ${line} of ${file}, only ${JSON.stringify(lenses)}.`);
  const links = editorOf(workbench, file).locator('.codelens-decoration a').filter({ hasText: text });
  const boxes = await Promise.all(
    (await links.all()).map(async link => ({ link, y: (await link.boundingBox())?.y ?? 0 })),
  );
  await boxes.sort((a, b) => a.y - b.y)[before]?.link.click();
}
