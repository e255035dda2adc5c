import { Signature, TypedDataEncoder, verifyTypedData } from 'ethers';
import { withdrawClaim } from '../../src/claims/withdraw-claim.js';
import { draftStatement } from '../../src/register/draft-statement.js';
import { nameStatement, type Statement } from '../../src/register/statement.js';
import { ownSignature, recoverSigner, typedDataDocument } from '../../src/register/typed-data.js';
import { addressOf, aPerson } from '../fixtures/house.js';
import { signatureOf } from './a-register.js';

const ada = aPerson('ada');
const statement: Statement = draftStatement(withdrawClaim, {
  origin: 'raisonne.example/test',
  signer: ada.address,
  body: { claim: 'claim:bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e', reason: 'I erred' },
  now: new Date('2026-05-01T12:00:00.000Z'),
  nonce: new Uint8Array(16).fill(7),
});
const checkSignature = (one: Statement, signature: string): string =>
  ownSignature(one, recoverSigner(one, signature));
const refusal = expect.objectContaining({ code: 'WRONG_SIGNATURE' }) as Error;

describe('the typed data of a statement', () => {
  it('is a document from which a wallet computes the same hash (EIP-712)', async () => {
    const { domain, types, message, primaryType } = typedDataDocument(statement);
    const { EIP712Domain, ...own } = types;
    expect(primaryType).toBe('Statement');
    expect(EIP712Domain.map(({ name }) => name)).toEqual(Object.keys(domain));
    expect(verifyTypedData(domain, own, message, await signatureOf(ada, statement))).toBe(ada.address);
  });

  it('binds every byte of the statement by its digest', () => {
    const hashOf = (one: Statement) => {
      const { domain, types, message } = typedDataDocument(one);
      return TypedDataEncoder.hash(domain, { Statement: types.Statement }, message);
    };
    const digest = typedDataDocument(statement).message.digest;
    expect(digest).toBe(`0x${Buffer.from(nameStatement(statement).digest).toString('hex')}`);
    const others = [
      { ...statement, nonce: '08'.repeat(16) },
      { ...statement, body: { ...statement.body, reason: 'I erred.' } },
      { ...statement, signer: addressOf(aPerson('bob')) },
    ];
    expect(new Set([statement, ...others].map(hashOf)).size).toBe(4);
  });

  it('has one signature that counts: 65 bytes, low s, v 27 or 28', async () => {
    const signature = await signatureOf(ada, statement);
    expect(checkSignature(statement, signature)).toBe(signature);
    expect(checkSignature(statement, `0x${signature.slice(2).toUpperCase()}`)).toBe(signature);
    const compact = Signature.from(signature).compactSerialized;
    expect(() => checkSignature(statement, compact)).toThrow('not a 65-byte secp256k1 signature');
    const { r, s, yParity } = Signature.from(signature);
    const N = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
    const highS = (N - BigInt(s)).toString(16).padStart(64, '0');
    const other = `${r}${highS}${yParity === 0 ? '1c' : '1b'}`;
    expect(() => checkSignature(statement, other)).toThrow(refusal);
  });

  it('is not signed by whoever signed something else, however little else', async () => {
    const signature = await signatureOf(ada, statement);
    for (let at = 2; at < signature.length; at += 1) {
      const altered = `${signature.slice(0, at)}${signature[at] === '0' ? '1' : '0'}${signature.slice(at + 1)}`;
      expect(recoverSigner(statement, altered)?.address).not.toBe(addressOf(ada));
    }
    expect(recoverSigner({ ...statement, nonce: '08'.repeat(16) }, signature)?.address).not.toBe(
      addressOf(ada),
    );
  });

  it.each(['', '0x', 'garbage', `0x${'00'.repeat(65)}`, `0x${'ff'.repeat(65)}`, `0x${'11'.repeat(66)}`])(
    'is not signed by "%s"',
    (text) => {
      expect(recoverSigner(statement, text)).toBeNull();
      expect(() => checkSignature(statement, text)).toThrow(refusal);
    },
  );
});
