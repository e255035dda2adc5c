import * as asn1js from 'asn1js';
import { Certificate, ContentInfo, ExtKeyUsage, PKIStatus, SignedData, TSTInfo, TimeStampResp } from 'pkijs';
import { isEqualBytes } from '../../../lib/bytes.js';
import { messageOf } from '../../../lib/message-of.js';
import { sha256 } from '../../../lib/sha256.js';
import { failed, judged, notChecked, type Check } from '../../evidence-report.js';
import { SHA256_OID } from './timestamp-request.js';

export interface TimestampExpected {
  /** The bytes that are stamped. */
  readonly data: Uint8Array;
  /** Of the request, where it is at hand. */
  readonly nonce?: bigint | undefined;
  /** Root certificates of authorities that whoever verifies trusts, in DER. */
  readonly roots?: readonly Uint8Array[] | undefined;
}

export interface TimestampReport {
  /** When the authority says that it saw the digest, by its clock; null where nothing of the answer holds. */
  readonly genTime: string | null;
  readonly checks: readonly Check[];
}

const SUBJECT = 'timestamp.tsr';
const SIGNED_DATA = '1.2.840.113549.1.7.2';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const EXT_KEY_USAGE = '2.5.29.37';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';
const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.12';
/** A response with a long chain has some 10 KB. */
const MAX_BYTES = 200_000;

/**
 * Checks the answer of a timestamp authority (RFC 3161) without network: that it was granted, is over these bytes, bears the nonce, is signed
 * by a certificate for time stamping alone (§2.3) that it names itself (RFC 5816), and that this leads to a trusted root. Never throws. Without
 * roots the chain is not checked: then the time is that of whoever made the certificate.
 */
export async function verifyTimestamp(
  response: Uint8Array,
  expected: TimestampExpected,
): Promise<TimestampReport> {
  try {
    return await reportOn(readToken(response), expected);
  } catch (error) {
    const detail = `It is no answer that can be read: ${messageOf(error)}.`;
    return {
      genTime: null,
      checks: [failed({ what: 'The timestamp is of the form of RFC 3161', subject: SUBJECT, detail })],
    };
  }
}

interface Token {
  readonly signed: SignedData;
  readonly info: TSTInfo;
}

function readToken(response: Uint8Array): Token {
  if (response.length > MAX_BYTES) throw new Error(`it has more than ${MAX_BYTES} bytes`);
  const { status, timeStampToken } = TimeStampResp.fromBER(bufferOf(response));
  const isGranted = [PKIStatus.granted, PKIStatus.grantedWithMods].includes(status.status);
  if (!isGranted || !timeStampToken) throw new Error(`it was not granted, status ${status.status}`);
  if (timeStampToken.contentType !== SIGNED_DATA) throw new Error('its token is no signed data');
  const signed = new SignedData({ schema: new ContentInfo({ schema: timeStampToken.toSchema() }).content });
  const { eContentType, eContent } = signed.encapContentInfo;
  if (eContentType !== TST_INFO || !eContent) throw new Error('its token holds no TSTInfo');
  if (signed.signerInfos.length !== 1) throw new Error('its token is not signed by one alone');
  return { signed, info: TSTInfo.fromBER(eContent.getValue()) };
}

async function reportOn(
  { signed, info }: Token,
  { data, nonce, roots = [] }: TimestampExpected,
): Promise<TimestampReport> {
  const { messageImprint, genTime } = info;
  const check = (what: string, detail: string, problem: string | null) =>
    judged(problem, { what, subject: SUBJECT, detail });
  const isOver =
    messageImprint.hashAlgorithm.algorithmId === SHA256_OID &&
    isEqualBytes(messageImprint.hashedMessage.valueBlock.valueHexView, sha256(data));
  const imprint = check(
    'The timestamp is over these bytes',
    'The imprint is their SHA-256.',
    isOver ? null : 'Its imprint is not their SHA-256.',
  );
  const asked = check(
    'The timestamp answers the request',
    'It bears its nonce.',
    nonce === undefined || info.nonce?.toBigInt() === nonce ? null : 'It bears another nonce, or none.',
  );
  const { signer, problem } = await signatureOf(signed, data);
  const signature = check('The timestamp is signed', `By ${signer ? nameOf(signer) : 'nobody'}.`, problem);
  const usage = check(
    'The certificate is for time stamping alone',
    'Its extended key usage is critical, and names nothing else.',
    signer && isForStamping(signer)
      ? null
      : 'Its extended key usage is not critical and time stamping alone (RFC 3161 §2.3).',
  );
  const named = check(
    'The signature names its certificate',
    'ESSCertID (RFC 5816).',
    signer && (await namesCertificate(signed, signer))
      ? null
      : 'It does not name the certificate by its digest.',
  );
  const chain = await chainCheck(signed, { data, roots });
  const checks = [imprint, ...(nonce === undefined ? [] : [asked]), signature, usage, named, chain];
  return { genTime: checks.some(({ result }) => result === 'failed') ? null : genTime.toISOString(), checks };
}

/** Who signed, and why the signature is not good; the chain is another question. */
async function signatureOf(
  signed: SignedData,
  data: Uint8Array,
): Promise<{ signer: Certificate | null; problem: string | null }> {
  try {
    const { signatureVerified, signerCertificate = null } = await signed.verify({
      signer: 0,
      data: bufferOf(data),
      extendedMode: true,
    });
    return {
      signer: signerCertificate,
      problem: signatureVerified ? null : 'The signature is not over the token.',
    };
  } catch (error) {
    const { signerCertificate = null } = error as { signerCertificate?: Certificate | null }; // SignedDataVerifyError
    return { signer: signerCertificate, problem: messageOf(error) };
  }
}

async function chainCheck(
  signed: SignedData,
  { data, roots }: { data: Uint8Array; roots: readonly Uint8Array[] },
): Promise<Check> {
  const finding = { what: 'The certificate leads to a trusted root', subject: SUBJECT };
  if (roots.length === 0)
    return notChecked({
      ...finding,
      detail: 'No root was given: whose time this is rests on the certificate alone.',
    });
  try {
    const trustedCerts = roots.map((root) => Certificate.fromBER(bufferOf(root)));
    // At the time that the token names, by the certificates in it.
    const { signatureVerified, certificatePath } = await signed.verify({
      signer: 0,
      data: bufferOf(data),
      trustedCerts,
      checkChain: true,
      extendedMode: true,
    });
    const names = certificatePath.map(nameOf).join(', then ');
    return judged(signatureVerified ? null : 'The signature is not good.', {
      ...finding,
      detail: `${names}.`,
    });
  } catch (error) {
    return failed({ ...finding, detail: messageOf(error) });
  }
}

function isForStamping({ extensions = [] }: Certificate): boolean {
  const [usage, ...more] = extensions.filter(({ extnID }) => extnID === EXT_KEY_USAGE);
  if (!usage?.critical || more.length > 0 || !(usage.parsedValue instanceof ExtKeyUsage)) return false;
  const { keyPurposes } = usage.parsedValue;
  return keyPurposes.length === 1 && keyPurposes[0] === TIME_STAMPING;
}

/** Whether the first ESSCertID of a signed attribute is the certificate's digest: by SHA-1 in version 1, by SHA-256 unless told in version 2. */
async function namesCertificate(
  { signerInfos: [signer] }: SignedData,
  certificate: Certificate,
): Promise<boolean> {
  const der = certificate.toSchema().toBER();
  for (const { type, values } of signer?.signedAttrs?.attributes ?? []) {
    if (type !== SIGNING_CERTIFICATE && type !== SIGNING_CERTIFICATE_V2) continue;
    const [list] = childrenOf(values[0]);
    const [id] = childrenOf(list);
    const [first, second] = childrenOf(id);
    const algorithm = first instanceof asn1js.Sequence ? childrenOf(first)[0] : undefined;
    const digest = first instanceof asn1js.Sequence ? second : first;
    const name =
      type === SIGNING_CERTIFICATE
        ? 'SHA-1'
        : algorithm === undefined
          ? 'SHA-256'
          : HASHES[algorithm instanceof asn1js.ObjectIdentifier ? algorithm.getValue() : ''];
    if (name === undefined || !(digest instanceof asn1js.OctetString)) return false;
    const expected = new Uint8Array(await globalThis.crypto.subtle.digest(name, der));
    return isEqualBytes(expected, digest.valueBlock.valueHexView);
  }
  return false;
}

const HASHES: Readonly<Record<string, string>> = {
  [SHA256_OID]: 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
};

const childrenOf = (value: unknown): asn1js.AsnType[] =>
  value instanceof asn1js.Sequence || value instanceof asn1js.Set ? value.valueBlock.value : [];

/** "CN=…" as far as the names are plain texts. */
const nameOf = ({ subject }: Certificate): string =>
  subject.typesAndValues.map(({ value }) => value.valueBlock.value).join(', ');

const bufferOf = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer;
