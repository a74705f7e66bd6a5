// What goes into the layout and what comes out: boxes with sizes, edges between them, positions and routes. Boxes are
// numbers here, counted in source order; names, colours and texts stay outside.

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A box to be placed. Lengths are in drawing units, which are pixels at 100 %. */
export interface LayoutItem {
  /** The frame it stands in, as an index of `items`; -1 at the top. A frame comes before what it holds. */
  readonly parent: number;
  /** The size; of a frame the least size. */
  readonly width: number;
  readonly height: number;
  /** Room kept free beneath, for the label on its outgoing edge. */
  readonly below: number;
  /** Set on a frame: the height of the strip at its top that holds the title. */
  readonly header?: number;
  /** Stays in the first row even where its only consumer stands far below. */
  readonly first: boolean;
}

/** From one output of an item that is not a frame to another such item. The edges into one item stand in input order. */
export interface LayoutEdge {
  readonly from: number;
  readonly output: number;
  readonly to: number;
  /** The width of the text beside the beginning of the line; 0 for none. */
  readonly label: number;
}

export interface LayoutGraph {
  readonly items: readonly LayoutItem[];
  readonly edges: readonly LayoutEdge[];
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  /** One for each item, in absolute coordinates. */
  readonly boxes: readonly Box[];
  /** One for each edge: the corners of a path whose pieces are vertical or horizontal, from source to target. */
  readonly routes: readonly (readonly Point[])[];
}
