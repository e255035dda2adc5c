import { canonicalBytes, canonicalJson } from '../../src/lib/canonical-json.js';

describe('canonical JSON', () => {
  it('writes the example of RFC 8785 §3.2.2 as its §3.2.3 has it', () => {
    const example = JSON.parse(String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`) as unknown;
    expect(canonicalJson(example)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it('sorts members by UTF-16 code units, as in RFC 8785 §3.2.3', () => {
    const example = {
      '\u20ac': 1,
      '\r': 2,
      '\ufb33': 3,
      '1': 4,
      '\ud83d\ude00': 5,
      '\u0080': 6,
      '\u00f6': 7,
    };
    expect(canonicalJson(example)).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}');
  });

  it('is the same whatever the order of the members, and never alters the order of a list', () => {
    expect(canonicalJson({ b: [2, 1], a: { d: 1, c: 2 } })).toBe('{"a":{"c":2,"d":1},"b":[2,1]}');
    expect(canonicalJson({ a: { c: 2, d: 1 }, b: [2, 1] })).toBe('{"a":{"c":2,"d":1},"b":[2,1]}');
  });

  it('leaves out members that are undefined, and writes minus zero as zero', () => {
    expect(canonicalJson({ a: undefined, b: -0 })).toBe('{"b":0}');
  });

  it.each([NaN, Infinity, 1n, undefined, '\ud800', { '\udc00': 1 }, [undefined]])(
    'throws for what I-JSON cannot hold (%p)',
    (value) => {
      expect(() => canonicalJson(value)).toThrow(TypeError);
    },
  );

  it('encodes as UTF-8', () => {
    expect(Buffer.from(canonicalBytes('é')).toString('hex')).toBe('22c3a922');
  });
});
