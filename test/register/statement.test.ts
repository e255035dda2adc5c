import { draftStatement } from '../../src/register/draft-statement.js';
import {
  checkFreshness,
  nameStatement,
  readStatement,
  type Statement,
} from '../../src/register/statement.js';
import { coSignClaim } from '../../src/claims/co-sign-claim.js';
import { sha256OfRawCid } from '../../src/lib/cid.js';
import { addressOf, aPerson } from '../fixtures/house.js';

const NOW = new Date('2026-05-01T12:00:00.000Z');
const ada = aPerson('ada');

const aStatement = (change: Partial<Statement> = {}): Statement => ({
  ...draftStatement(coSignClaim, {
    origin: 'raisonne.example/test',
    signer: ada.address,
    body: { claim: 'claim:bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e' },
    now: NOW,
    nonce: new Uint8Array(16).fill(7),
  }),
  ...change,
});

const refusing = (code: string) => expect.objectContaining({ code }) as Error;

describe('a statement', () => {
  it('is drafted whole from its body, valid for an hour, its signer in one spelling', () => {
    expect(aStatement()).toMatchObject({
      kind: 'co-sign-claim',
      role: 'co-claimant',
      subject: aStatement().body['claim'],
      signer: addressOf(ada),
      issuedAt: '2026-05-01T12:00:00.000Z',
      submitBefore: '2026-05-01T13:00:00.000Z',
      nonce: '07070707070707070707070707070707',
    });
  });

  it('is named by the SHA-256 of its canonical text, whatever the order of its members', () => {
    const named = nameStatement(aStatement());
    expect(sha256OfRawCid(named.cid)).toEqual(named.digest);
    const turned = Object.fromEntries(Object.entries(aStatement()).toReversed());
    expect(nameStatement(readStatement(turned))).toEqual(named);
  });

  it.each([
    ['a member that nobody knows', { mood: 'good' }],
    ['no signer', { signer: undefined }],
    ['a signer in upper case', { signer: ada.address }],
    ['a nonce of 15 bytes', { nonce: '07'.repeat(15) }],
    ['an instant without milliseconds', { issuedAt: '2026-05-01T12:00:00Z' }],
    ['the 30th of February', { issuedAt: '2026-02-30T12:00:00.000Z' }],
    ['a body that is a list', { body: [] }],
    ['a sentence of 501 characters', { sentence: 'x'.repeat(501) }],
    ['a lone surrogate', { body: { note: '\ud800' } }],
    ['a character that no database holds', { body: { note: 'a\0b' } }],
    ['such a character after a backslash', { body: { note: '\\\0' } }],
  ])('is refused with %s', (_, change) => {
    expect(() => readStatement({ ...aStatement(), ...change })).toThrow(refusing('OUT_OF_SCHEMA'));
  });

  it('may speak of \\u0000 without holding it', () => {
    expect(readStatement(aStatement({ body: { note: '\\u0000' } })).body).toEqual({ note: '\\u0000' });
  });

  it('may have 65,536 bytes, and not one more', () => {
    const bytesOf = (statement: Statement) => Buffer.byteLength(nameStatement(statement).canonical);
    const room = 65_536 - bytesOf(aStatement({ body: { note: '' } }));
    const largest = aStatement({ body: { note: 'é'.repeat(room >> 1) + 'x'.repeat(room & 1) } });
    expect(bytesOf(readStatement(largest))).toBe(65_536);
    expect(() => readStatement(aStatement({ body: { note: 'x'.repeat(room + 1) } }))).toThrow(
      refusing('STATEMENT_TOO_LARGE'),
    );
  });

  it.each<[string, Partial<Statement>, string]>([
    ['dated 10 s in the future is still taken', { issuedAt: '2026-05-01T12:00:10.000Z' }, 'taken'],
    ['dated further in the future', { issuedAt: '2026-05-01T12:00:10.001Z' }, 'DATED_IN_THE_FUTURE'],
    ['valid for 24 h is taken', { submitBefore: '2026-05-02T12:00:00.000Z' }, 'taken'],
    ['valid for longer', { submitBefore: '2026-05-02T12:00:00.001Z' }, 'BAD_SUBMIT_BEFORE'],
    ['over before it begins', { submitBefore: '2026-05-01T12:00:00.000Z' }, 'BAD_SUBMIT_BEFORE'],
    [
      'at its last instant is taken',
      { issuedAt: '2026-04-30T12:00:00.000Z', submitBefore: '2026-05-01T12:00:00.000Z' },
      'taken',
    ],
    [
      'a day old',
      { issuedAt: '2026-04-30T11:59:59.999Z', submitBefore: '2026-05-01T11:59:59.999Z' },
      'TOO_OLD',
    ],
  ])('%s', (_, change, outcome) => {
    const check = () =>
      checkFreshness(aStatement({ submitBefore: '2026-05-01T12:30:00.000Z', ...change }), NOW);
    if (outcome === 'taken') expect(check).not.toThrow();
    else expect(check).toThrow(refusing(outcome));
  });
});
