import { createPrivateKey, randomBytes, randomUUID, webcrypto, X509Certificate } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { messageOf } from '../lib/message-of.js';
import { Refusal } from '../lib/refusal.js';
import type { CredentialKey } from './images/sign-picture.js';
import { pemCertificates } from './pem-certificates.js';
import { isErrorOf } from './process-identity.js';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
/** For what a signer's certificate is (C2PA 2.2 §14.4.1), and what older readers ask for. */
const PURPOSES = ['1.3.6.1.4.1.62558.2.1', '1.3.6.1.5.5.7.3.4'];
const YEARS_MS = 365.25 * 86_400_000;

const schema = z.strictObject({ key: z.string(), chain: z.array(z.string()).min(1) });

/** The key by which content credentials are signed, from the files of the configuration. Refuses BAD_CREDENTIAL_KEY for what does not go together, or cannot be used. */
export async function readCredentialKey({
  certificates,
  key,
}: {
  certificates: string;
  key: string;
}): Promise<CredentialKey> {
  const bad = (reason: string, cause?: unknown) =>
    new Refusal(
      'BAD_CREDENTIAL_KEY',
      `Content credentials cannot be signed by ${certificates}: ${reason}.`,
      { certificates, key },
      { cause },
    );
  try {
    const chain = pemCertificates(await readFile(certificates, 'utf8'));
    const [first] = chain;
    if (first === undefined) throw bad('it holds no certificate (PEM)');
    const privateKey = createPrivateKey(await readFile(key, 'utf8'));
    if (privateKey.asymmetricKeyDetails?.namedCurve !== 'prime256v1')
      throw bad(`the key in ${key} is not on P-256 (ES256)`);
    if (!new X509Certificate(first).checkPrivateKey(privateKey))
      throw bad(`the key in ${key} is not that of its first certificate`);
    return { key: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(), chain };
  } catch (cause) {
    throw cause instanceof Refusal ? cause : bad(messageOf(cause), cause);
  }
}

/** A key with a chain of our own making, which no trust list knows; kept in the data folder from the first time that one is wanted. */
export async function ownCredentialKey(folder: string): Promise<CredentialKey> {
  const file = path.join(folder, 'credential-key.json');
  const known = await readFile(file, 'utf8').catch((error: unknown) => {
    if (isErrorOf(error, 'ENOENT')) return null;
    throw error;
  });
  if (known !== null) return schema.parse(JSON.parse(known));
  await mkdir(folder, { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, `${JSON.stringify(await makeKey(), null, 2)}\n`, { mode: 0o600, flush: true });
  try {
    // A link, unlike a rename, leaves the key that another process made meanwhile.
    await link(draft, file).catch((error: unknown) => {
      if (!isErrorOf(error, 'EEXIST')) throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
  return schema.parse(JSON.parse(await readFile(file, 'utf8')));
}

/** A root and a signer below it. Their names say what they are: whoever reads the credentials shall not take them for more. */
async function makeKey(): Promise<CredentialKey> {
  // It takes long to load, and is wanted once.
  await import('reflect-metadata');
  const x509 = await import('@peculiar/x509');
  const now = Date.now();
  x509.cryptoProvider.set(webcrypto as unknown as Crypto);
  const generate = () =>
    webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']) as Promise<CryptoKeyPair>;
  const [rootKeys, keys] = [await generate(), await generate()];
  const times = {
    notBefore: new Date(now - 86_400_000),
    notAfter: new Date(now + 10 * YEARS_MS),
  };
  const serialNumber = () => `00${randomBytes(15).toString('hex')}`;
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    ...times,
    serialNumber: serialNumber(),
    name: 'CN=Raisonne self-made root (on no trust list), O=Self-made',
    keys: rootKeys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(rootKeys.publicKey),
    ],
  });
  const signer = await x509.X509CertificateGenerator.create({
    ...times,
    serialNumber: serialNumber(),
    subject: 'CN=Raisonne self-made signer (on no trust list), O=Self-made',
    issuer: root.subject,
    signingKey: rootKeys.privateKey,
    publicKey: keys.publicKey,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension(PURPOSES),
      await x509.AuthorityKeyIdentifierExtension.create(root),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  return {
    key: key.export({ format: 'pem', type: 'pkcs8' }).toString(),
    chain: [signer.toString('pem'), root.toString('pem')],
  };
}
