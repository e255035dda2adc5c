import sharp, { type Sharp } from 'sharp';
import { fromUpright, toUpright, uprightSize } from '../../src/lib/exif-orientation.js';

const SIZE = { width: 40, height: 24 };
const ORIENTATIONS = [1, 2, 3, 4, 5, 6, 7, 8];

/** The middle of the one white pixel block of a picture. */
async function whiteIn(picture: Sharp): Promise<{ x: number; y: number; width: number; height: number }> {
  const { data, info } = await picture.greyscale().raw().toBuffer({ resolveWithObject: true });
  const at = [...data].flatMap((value, place) => (value > 127 ? [place] : []));
  const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length + 0.5;
  return {
    x: mean(at.map((place) => place % info.width)),
    y: mean(at.map((place) => Math.floor(place / info.width))),
    width: info.width,
    height: info.height,
  };
}

describe('the orientation of a picture', () => {
  it.each(ORIENTATIONS)('%i moves a point to where sharp shows it, and back', async (orientation) => {
    const stored = await sharp({ create: { ...SIZE, channels: 3, background: 'black' } })
      .composite([
        {
          input: await sharp({ create: { width: 2, height: 2, channels: 3, background: 'white' } })
            .png()
            .toBuffer(),
          left: 30,
          top: 4,
        },
      ])
      .withMetadata({ orientation })
      .png()
      .toBuffer();
    const before = await whiteIn(sharp(stored));
    const after = await whiteIn(sharp(stored).autoOrient());
    const picture = { ...SIZE, orientation };
    expect(uprightSize(picture)).toEqual({ width: after.width, height: after.height });
    expect(toUpright(before, picture)).toEqual({ x: after.x, y: after.y });
    expect(fromUpright(toUpright(before, picture), picture)).toEqual({ x: before.x, y: before.y });
  });

  it('that is not told is the first', () => {
    const picture = { ...SIZE, orientation: null };
    expect([toUpright({ x: 3, y: 4 }, picture), fromUpright({ x: 3, y: 4 }, picture)]).toEqual([
      { x: 3, y: 4 },
      { x: 3, y: 4 },
    ]);
  });
});
