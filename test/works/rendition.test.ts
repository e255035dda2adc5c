import { sizesOf } from '../../src/lib/iiif-sizes.js';
import {
  canonicalName,
  renditionName,
  renditionOf,
  scaleFactorsOf,
  serviceInfo,
  uprightSize,
} from '../../src/works/renditions/rendition.js';

const LARGE = { width: 2500, height: 1300 };
const SMALL = { width: 300, height: 200 };

const asked = (
  region: string,
  size: string,
  picture = LARGE,
  { rotation = '0', quality = 'default.jpg' } = {},
) => renditionOf({ region, size, rotation, quality }, picture);

it('a picture that is stored lying is shown standing', () => {
  expect(uprightSize({ ...LARGE, orientation: 6 })).toEqual({ width: 1300, height: 2500 });
  expect(uprightSize({ ...LARGE, orientation: 3 })).toEqual(LARGE);
});

it('tiles go on until one holds the whole picture', () => {
  const factors = [
    [1, 1],
    [512, 512],
    [513, 20],
    [1024, 3],
    [1300, 900],
    [1025, 1025],
  ].map(([width = 1, height = 1]) => scaleFactorsOf({ width, height }));
  expect(factors).toEqual([[1], [1], [1, 2], [1, 2], [1, 2, 4], [1, 2, 4]]);
});

describe('a rendition', () => {
  it('is the whole picture in each size that the service names', () => {
    for (const { width, height } of sizesOf(LARGE))
      expect(asked('full', `${width},${height}`)).toEqual({
        part: 'sizes',
        region: 'full',
        size: { width, height },
      });
  });

  it('is the largest of them as max, by whichever name the whole goes', () => {
    const largest = { part: 'sizes', region: 'full', size: { width: 1920, height: 998 } };
    expect(asked('full', 'max')).toEqual(largest);
    expect(asked('0,0,2500,1300', '1920,998')).toEqual(largest);
    expect(asked('0,0,300,200', 'max', SMALL)).toEqual({ part: 'sizes', region: 'full', size: SMALL });
  });

  it('is a tile of any scale, be it cut off at the edge', () => {
    const names = [
      asked('512,1024,512,276', '512,276'),
      asked('512,1024,512,276', 'max'),
      asked('2048,0,452,1024', '226,512'),
      asked('full', '313,163'),
      asked('0,0,2500,1300', '313,163'),
    ].map((one) => one && [one.part, renditionName(one), canonicalName(one, LARGE)]);
    const edge = ['tiles', '512,1024,512,276/512,276/0/default.jpg', '512,1024,512,276/max/0/default.jpg'];
    const whole = ['tiles', 'full/313,163/0/default.jpg', 'full/313,163/0/default.jpg'];
    expect(names).toEqual([
      edge,
      edge,
      ['tiles', '2048,0,452,1024/226,512/0/default.jpg', '2048,0,452,1024/226,512/0/default.jpg'],
      whole,
      whole,
    ]);
  });

  it.each([
    ['a region beyond the picture', '2560,0,512,512', '512,512'],
    ['a region that is larger than it', '0,0,2501,1300', '313,163'],
    ['a region that is no tile', '1,0,512,512', '512,512'],
    ['a region without pixels', '0,0,0,0', '0,0'],
    ['a region in percent', 'pct:0,0,50,50', '512,512'],
    ['a square', 'square', 'max'],
    ['a size that is not named', 'full', '241,125'],
    ['a size larger than all', 'full', '2500,1300'],
    ['a size by its width alone', 'full', '240,'],
    ['a size upscaled', '0,0,512,512', '^1024,1024'],
    ['a number with a nought before it', '0,0,512,0512', '512,512'],
    ['another folder', '..', '..'],
  ])('is not %s', (_, region, size) => {
    expect(asked(region, size)).toBeNull();
  });

  it.each([{ rotation: '90' }, { rotation: '!0' }, { quality: 'default.png' }, { quality: 'gray.jpg' }])(
    'is not one with %j',
    (otherwise) => {
      expect(asked('full', 'max', LARGE, otherwise)).toBeNull();
    },
  );
});

it('info.json names sizes and tiles, and how large the whole is given at most', () => {
  expect(serviceInfo('https://a.example/iiif/3/b', LARGE)).toMatchObject({
    id: 'https://a.example/iiif/3/b',
    profile: 'level0',
    ...LARGE,
    maxWidth: 1920,
    maxHeight: 998,
    sizes: sizesOf(LARGE),
    tiles: [{ width: 512, scaleFactors: [1, 2, 4, 8] }],
  });
  expect(serviceInfo('https://a.example/iiif/3/b', SMALL)).not.toHaveProperty('maxWidth');
});
