// Histograms equalized tile by tile.

import { anyValueRange, defineAugmentation, factor, imageFormat } from '../images.ts';
import { anything, nullable, optional } from '../params.ts';

export default defineAugmentation({
  name: 'ContrastLimitedAdaptiveHistogramEqualization',
  doc: 'Equalizes the histogram of each tile of an image, with a limit on the contrast. The shape stays.',
  changes: 'always',
  params: {
    value_range: anyValueRange,
    clip_limit: optional(anything(), { kind: 'float', value: 4 }, 'The limit on the contrast.'),
    tile_grid_size: optional(anything(), [8, 8], 'How many tiles there are along height and width.'),
    data_format: imageFormat,
    factor: optional(nullable(factor(-1, 1)), null, 'Without effect.', { keywordOnly: true }),
  },
});
