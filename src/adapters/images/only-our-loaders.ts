import sharp from 'sharp';

// Loaders are code that strangers feed: SVG, PDF, ImageMagick and all others stay shut. Holds for the whole process.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Tiff', 'Heif'].map((name) => `VipsForeignLoad${name}`),
});
