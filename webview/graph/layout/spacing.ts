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
/** From a line to the text beside its beginning, and from that text to the next line. */
export const labelInset = 6;
export const labelGap = 10;
/** As wide as such a text may be; longer ones are cut. */
export const longestLabel = 132;
/** How far such a text may stick out beside its box, which is less than what is kept free there. */
export const labelOverhang = 10;
/** From the left of a box to the first line that leaves it, past what is written on the lower edge. */
export const lineInset = 88;
/** The least distance of the ends of two edges, whose heads must not touch. */
export const arrowGap = 10;
/** From the corner of a box to the nearest end of an edge. */
export const portInset = 12;
