// A graph drawn for a file, as it crosses between the drawing and what saves it.

import type { GraphView } from './graphView.ts';

/** The text of an SVG file, or why there is none, as the end of a sentence. */
export type DrawnGraph = { readonly svg: string } | { readonly undrawable: string };

/** Draws a graph as it first opens in the panel; `css` is the style sheet of the page. */
export type DrawGraph = (graph: GraphView, css: string) => DrawnGraph;
