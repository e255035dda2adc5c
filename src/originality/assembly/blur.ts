import { take } from './arena';

/** Three sigmas of the widest blur that is asked for, 3.1, are 9.3. */
const MOST_RADIUS: i32 = 12;

let kernel: usize = 0;
let line: usize = 0;
let spare: usize = 0;

/** What blurs of images up to this size need. */
export function prepareBlur(width: i32, height: i32): void {
  kernel = take((<usize>(MOST_RADIUS + 1)) << 2);
  line = take((<usize>(width + 2 * MOST_RADIUS + 4)) << 2);
  spare = take((<usize>(width * height)) << 2);
}

/** Gaussian blur of a float image, rows and then columns, with the border's values repeated outside. */
export function blur(from: usize, to: usize, width: i32, height: i32, sigma: f32): void {
  const radius = min<i32>(MOST_RADIUS, <i32>Mathf.ceil(3 * sigma));
  fillKernel(radius, sigma);
  blurRows(from, width, height, radius);
  blurColumns(to, width, height, radius);
}

function fillKernel(radius: i32, sigma: f32): void {
  let sum: f32 = 1;
  store<f32>(kernel, 1);
  for (let i = 1; i <= radius; i++) {
    const weight = Mathf.exp(-(<f32>(i * i)) / (2 * sigma * sigma));
    store<f32>(kernel + ((<usize>i) << 2), weight);
    sum += 2 * weight;
  }
  for (let i = 0; i <= radius; i++) {
    const at = kernel + ((<usize>i) << 2);
    store<f32>(at, load<f32>(at) / sum);
  }
}

function blurRows(from: usize, width: i32, height: i32, radius: i32): void {
  const stride = (<usize>width) << 2;
  const row = line + ((<usize>MOST_RADIUS) << 2);
  for (let y = 0; y < height; y++) {
    const source = from + <usize>y * stride;
    memory.copy(row, source, stride);
    const first = load<f32>(source);
    const last = load<f32>(source + stride - 4);
    for (let i = 1; i <= radius; i++) store<f32>(row - ((<usize>i) << 2), first);
    // Four more: the last lanes look beyond the row.
    for (let i = 0; i < radius + 4; i++) store<f32>(row + stride + ((<usize>i) << 2), last);
    const out = spare + <usize>y * stride;
    let x = 0;
    // Sixteen at once where they fit: each weight is then fetched for all of them.
    for (; x + 16 <= width; x += 16) {
      const at = row + ((<usize>x) << 2);
      const first = v128.load32_splat(kernel);
      let p = f32x4.mul(v128.load(at), first);
      let q = f32x4.mul(v128.load(at, 16), first);
      let r = f32x4.mul(v128.load(at, 32), first);
      let s = f32x4.mul(v128.load(at, 48), first);
      for (let i = 1; i <= radius; i++) {
        const d = (<usize>i) << 2;
        const weight = v128.load32_splat(kernel + d);
        const left = at - d;
        const right = at + d;
        p = f32x4.add(p, f32x4.mul(f32x4.add(v128.load(left), v128.load(right)), weight));
        q = f32x4.add(q, f32x4.mul(f32x4.add(v128.load(left, 16), v128.load(right, 16)), weight));
        r = f32x4.add(r, f32x4.mul(f32x4.add(v128.load(left, 32), v128.load(right, 32)), weight));
        s = f32x4.add(s, f32x4.mul(f32x4.add(v128.load(left, 48), v128.load(right, 48)), weight));
      }
      const to = out + ((<usize>x) << 2);
      v128.store(to, p);
      v128.store(to, q, 16);
      v128.store(to, r, 32);
      v128.store(to, s, 48);
    }
    for (; x < width; x += 4) {
      const at = row + ((<usize>x) << 2);
      let sum = f32x4.mul(v128.load(at), v128.load32_splat(kernel));
      for (let i = 1; i <= radius; i++) {
        const d = (<usize>i) << 2;
        const pair = f32x4.add(v128.load(at - d), v128.load(at + d));
        sum = f32x4.add(sum, f32x4.mul(pair, v128.load32_splat(kernel + d)));
      }
      if (x + 4 <= width) v128.store(out + ((<usize>x) << 2), sum);
      else storeFirst(out + ((<usize>x) << 2), sum, width - x);
    }
  }
}

function blurColumns(to: usize, width: i32, height: i32, radius: i32): void {
  const stride = (<usize>width) << 2;
  for (let y = 0; y < height; y++) {
    const middle = spare + <usize>y * stride;
    const out = to + <usize>y * stride;
    let x = 0;
    for (; x + 16 <= width; x += 16) {
      const d = (<usize>x) << 2;
      const at = middle + d;
      const first = v128.load32_splat(kernel);
      let p = f32x4.mul(v128.load(at), first);
      let q = f32x4.mul(v128.load(at, 16), first);
      let r = f32x4.mul(v128.load(at, 32), first);
      let s = f32x4.mul(v128.load(at, 48), first);
      for (let i = 1; i <= radius; i++) {
        const above = spare + <usize>max<i32>(0, y - i) * stride + d;
        const below = spare + <usize>min<i32>(height - 1, y + i) * stride + d;
        const weight = v128.load32_splat(kernel + ((<usize>i) << 2));
        p = f32x4.add(p, f32x4.mul(f32x4.add(v128.load(above), v128.load(below)), weight));
        q = f32x4.add(q, f32x4.mul(f32x4.add(v128.load(above, 16), v128.load(below, 16)), weight));
        r = f32x4.add(r, f32x4.mul(f32x4.add(v128.load(above, 32), v128.load(below, 32)), weight));
        s = f32x4.add(s, f32x4.mul(f32x4.add(v128.load(above, 48), v128.load(below, 48)), weight));
      }
      v128.store(out + d, p);
      v128.store(out + d, q, 16);
      v128.store(out + d, r, 32);
      v128.store(out + d, s, 48);
    }
    for (; x < width; x += 4) {
      const d = (<usize>x) << 2;
      let sum = f32x4.mul(v128.load(middle + d), v128.load32_splat(kernel));
      for (let i = 1; i <= radius; i++) {
        const above = spare + <usize>max<i32>(0, y - i) * stride + d;
        const below = spare + <usize>min<i32>(height - 1, y + i) * stride + d;
        const pair = f32x4.add(v128.load(above), v128.load(below));
        sum = f32x4.add(sum, f32x4.mul(pair, v128.load32_splat(kernel + ((<usize>i) << 2))));
      }
      if (x + 4 <= width) v128.store(out + d, sum);
      else storeFirst(out + d, sum, width - x);
    }
  }
}

function storeFirst(at: usize, lanes: v128, count: i32): void {
  store<f32>(at, f32x4.extract_lane(lanes, 0));
  if (count > 1) store<f32>(at, f32x4.extract_lane(lanes, 1), 4);
  if (count > 2) store<f32>(at, f32x4.extract_lane(lanes, 2), 8);
}
