import { addressSchema, claimIdSchema, idOf, parseId, workIdSchema } from '../../src/lib/ids.js';

const CID = 'bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e';
const ADDRESS = `0x${'ab'.repeat(20)}`;

describe('an id', () => {
  it('is a kind and a name, and comes apart again', () => {
    expect(parseId(idOf('work', CID))).toEqual({ kind: 'work', name: CID });
    expect(parseId(`person:${ADDRESS}`)).toEqual({ kind: 'person', name: ADDRESS });
  });

  it.each(['', 'work:', 'work', `Work:${CID}`, `anchor:${CID}`, `work:${CID}:2`, `work:${CID}\n`, 'work:\0'])(
    'is not %j',
    (text) => {
      expect(parseId(text)).toBeNull();
    },
  );

  it('of a work is not taken for one of a claim', () => {
    expect(workIdSchema.safeParse(`work:${CID}`).success).toBe(true);
    expect(workIdSchema.safeParse(`claim:${CID}`).success).toBe(false);
    expect(claimIdSchema.safeParse(`claim:${CID}`).success).toBe(true);
  });

  it('of a person has one spelling of the address', () => {
    expect(addressSchema.safeParse(ADDRESS).success).toBe(true);
    expect(addressSchema.safeParse(ADDRESS.toUpperCase().replace('0X', '0x')).success).toBe(false);
  });
});
