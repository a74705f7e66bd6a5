// The distances that give the drawing its look, in drawing units.

/** Kept free on both sides of a box, so twice this lies between neighbours. */
export const nodePad = 16;
/** Kept free on both sides of a vertical line that passes boxes. */
export const lanePad = 7;
/** Between two horizontal lines in the channel between rows. */
export const trackGap = 10;
/** From a row to the first horizontal line beneath it, and from the last one to the next row. */
export const channelTop = 9;
export const channelBottom = 17;
/** The height of a channel that only straight lines cross. */
export const straightChannel = 26;
/** Around the content of a frame, and around the whole drawing. */
export const framePad = 14;
export const margin = 40;
/** Between neighbouring ends of edges on one side of a box, where there is room. */
export const portGap = 22;
/** From the corner of a box to the nearest end of an edge. */
export const portInset = 12;
