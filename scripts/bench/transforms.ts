import sharp, { type Sharp } from 'sharp';
import { randomFrom } from './random.js';

/** What is done to a picture: its bytes, and what else the page or collage shows. */
export type Transform = (
  picture: Buffer,
  given: { readonly random: ReturnType<typeof randomFrom>; readonly others: readonly Buffer[] },
) => Promise<Buffer>;

const jpeg = (image: Sharp, quality = 85): Promise<Buffer> => image.jpeg({ quality }).toBuffer();

async function sizeOf(picture: Buffer): Promise<{ width: number; height: number }> {
  const { width, height } = await sharp(picture).metadata();
  return { width, height };
}

/** The picture in plain colours, so that what is put on it or turned is what a viewer shows. */
const opened = (picture: Buffer) => sharp(picture).toColourspace('srgb').removeAlpha();

const scaled =
  (part: number): Transform =>
  async (picture) => {
    const { width } = await sizeOf(picture);
    return jpeg(opened(picture).resize(Math.max(16, Math.round(width * part))));
  };

async function cropped(picture: Buffer, keep: number, random: ReturnType<typeof randomFrom>): Promise<Sharp> {
  const size = await sizeOf(picture);
  const width = Math.round(size.width * Math.sqrt(keep));
  const height = Math.round(size.height * Math.sqrt(keep));
  const left = random.below(size.width - width + 1);
  const top = random.below(size.height - height + 1);
  return opened(picture).extract({ left, top, width, height });
}

const crop =
  (keep: number): Transform =>
  async (picture, { random }) =>
    jpeg(await cropped(picture, keep, random));

const turned =
  (degrees: number): Transform =>
  (picture) =>
    jpeg(opened(picture).rotate(degrees, { background: 'white' }));

interface Bar {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

type Ink = readonly [red: number, green: number, blue: number];

/** Bars on nothing, to be laid over a picture; an outline is a wider bar below. */
function drawn(
  { width, height }: { width: number; height: number },
  bars: readonly Bar[],
  { ink, outline }: { ink: Ink; outline?: Ink },
) {
  const layer = Buffer.alloc(width * height * 4);
  const fill = (bar: Bar, colour: Ink, wider: number) => {
    const right = Math.min(width, bar.left + bar.width + wider);
    for (let y = Math.max(0, bar.top - wider); y < Math.min(height, bar.top + bar.height + wider); y += 1)
      for (let x = Math.max(0, bar.left - wider); x < right; x += 1)
        layer.set([...colour, 255], (y * width + x) * 4);
  };
  if (outline) for (const bar of bars) fill(bar, outline, 1);
  for (const bar of bars) fill(bar, ink, 0);
  return { input: layer, raw: { width, height, channels: 4 as const } };
}

const DARK: Ink = [34, 34, 34];

/** Lines of grey bars in words' lengths: text as far as a feature can tell, in whatever fonts the machine has. */
function linesOfText(
  random: ReturnType<typeof randomFrom>,
  area: { left: number; top: number; width: number; lines: number },
): Bar[] {
  const bars: Bar[] = [];
  for (let line = 0; line < area.lines; line += 1) {
    const y = area.top + line * 24;
    for (let x = area.left; x < area.left + area.width - 60;) {
      const width = 12 + random.below(70);
      for (let stroke = 0; stroke < width; stroke += 7)
        bars.push({
          left: x + stroke,
          top: y + random.below(4),
          width: 2 + random.below(4),
          height: 8 + random.below(6),
        });
      x += width + 8;
    }
  }
  return bars;
}

const page: Transform = async (picture, { random }) => {
  const shown = await opened(picture)
    .resize(420 + random.below(160), 700, { fit: 'inside' })
    .png()
    .toBuffer();
  const { width } = await sizeOf(shown);
  const text = linesOfText(random, { left: 100 + width, top: 110, width: 1180 - width, lines: 28 });
  const size = { width: 1280, height: 860 };
  const under = sharp({ create: { ...size, channels: 3, background: 'white' } });
  const head = drawn(size, [{ left: 0, top: 0, width: 1280, height: 56 }], { ink: [37, 54, 74] });
  return under
    .composite([head, drawn(size, text, { ink: DARK }), { input: shown, left: 60, top: 100 }])
    .png()
    .toBuffer();
};

const pictureInPicture: Transform = async (picture, { random, others: [other = picture] }) => {
  const small = await opened(picture).resize(320, 320, { fit: 'inside' }).toBuffer();
  const { width, height } = await sizeOf(small);
  const large = await opened(other).resize(1000, 800, { fit: 'fill' }).toBuffer();
  const at = { left: random.below(1000 - width), top: random.below(800 - height) };
  return jpeg(sharp(large).composite([{ input: small, ...at }]));
};

const collage: Transform = async (picture, { random, others }) => {
  const tiles = [picture, ...others.slice(0, 3)];
  const mine = random.below(4);
  const order = [tiles[mine] ?? picture, ...tiles.filter((_, at) => at !== mine)];
  const parts = await Promise.all(
    order.map((tile) => opened(tile).resize(400, 400, { fit: 'cover' }).toBuffer()),
  );
  const places = parts.map((input, at) => ({ input, left: (at % 2) * 400, top: Math.floor(at / 2) * 400 }));
  return jpeg(
    sharp({ create: { width: 800, height: 800, channels: 3, background: 'white' } }).composite(places),
  );
};

const overlaid: Transform = async (picture, { random }) => {
  const { width, height } = await sizeOf(picture);
  const size = Math.round(width / 9);
  const bars = [0.15, 0.45, 0.75].flatMap((part) => {
    const top = Math.round(height * part);
    return Array.from({ length: 8 }, (_, at): Bar[] => {
      const left = Math.round(width * 0.06) + at * Math.round(size * 1.05);
      const bar = Math.round(size * 0.18);
      const high = Math.round(size * (0.7 + random.below(30) / 100));
      return [
        { left, top, width: bar, height: high },
        { left, top: top + random.below(high), width: Math.round(size * 0.7), height: bar },
        { left: left + Math.round(size * 0.5), top, width: bar, height: high },
      ];
    }).flat();
  });
  const text = drawn({ width, height }, bars, { ink: [255, 255, 255], outline: [0, 0, 0] });
  return jpeg(opened(picture).composite([text]));
};

const bordered: Transform = async (picture) => {
  const { width, height } = await sizeOf(picture);
  const side = Math.round(width * 0.15);
  const top = Math.round(height * 0.2);
  return jpeg(opened(picture).extend({ left: side, right: side, top, bottom: top, background: '#101010' }));
};

const noisy: Transform = async (picture, { random }) => {
  const { data, info } = await opened(picture).raw().toBuffer({ resolveWithObject: true });
  const grained = new Uint8ClampedArray(data);
  let state = random.below(2 ** 31);
  for (let at = 0; at < grained.length; at += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    grained[at] = (grained[at] ?? 0) + (state >> 26);
  }
  return jpeg(sharp(grained, { raw: { width: info.width, height: info.height, channels: info.channels } }));
};

const sheared: Transform = (picture) =>
  jpeg(opened(picture).affine([1, 0.2, 0.05, 0.9], { background: 'white' }));

/** The 27 transforms of the originality benchmark, by the names of its table. */
export const TRANSFORMS: Readonly<Record<string, Transform>> = {
  'JPEG quality 60': (picture) => jpeg(opened(picture), 60),
  'JPEG quality 20': (picture) => jpeg(opened(picture), 20),
  'half size': scaled(0.5),
  'quarter size': scaled(0.25),
  'WebP at 70 %': async (picture) => {
    const { width } = await sizeOf(picture);
    return opened(picture)
      .resize(Math.round(width * 0.7))
      .webp({ quality: 60 })
      .toBuffer();
  },
  blurred: (picture) => jpeg(opened(picture).blur(3)),
  sharpened: (picture) => jpeg(opened(picture).sharpen({ sigma: 2 })),
  noise: noisy,
  'more contrast': (picture) => jpeg(opened(picture).linear(1.4, -40)),
  darker: (picture) => jpeg(opened(picture).gamma(2.2).modulate({ brightness: 0.7 })),
  grey: (picture) => jpeg(opened(picture).greyscale()),
  'other colours': (picture) => jpeg(opened(picture).modulate({ saturation: 1.6, hue: 60 })),
  'turned by 90°': turned(90),
  'turned by 5°': turned(5),
  'turned by 30°': turned(30),
  mirrored: (picture) => jpeg(opened(picture).flop()),
  'crop keeping 75 %': crop(0.75),
  'crop keeping 50 %': crop(0.5),
  'crop keeping 25 %': crop(0.25),
  'mirrored crop keeping 50 %': async (picture, { random }) => {
    const part = await (await cropped(picture, 0.5, random)).toBuffer();
    return jpeg(sharp(part).flop());
  },
  border: bordered,
  stretched: async (picture) => {
    const { width, height } = await sizeOf(picture);
    return jpeg(opened(picture).resize(Math.round(width * 1.25), height, { fit: 'fill' }));
  },
  sheared,
  'text overlay': overlaid,
  'page screenshot': page,
  'picture in picture': pictureInPicture,
  'collage of four': collage,
};
