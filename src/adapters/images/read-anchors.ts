import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Refusal } from '../../lib/refusal.js';
import { pemCertificates } from '../pem-certificates.js';

/** Certificates whose signers of content credentials are trusted, from files as C2PA publishes its lists. Refuses BAD_ANCHORS. */
export async function readAnchors(files: readonly string[]): Promise<string | null> {
  if (files.length === 0) return null;
  const all = await Promise.all(files.map(certificatesIn));
  return all.flat().join('\n');
}

async function certificatesIn(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Refusal('BAD_ANCHORS', `The trust list ${file} cannot be read.`, { file }, { cause });
  });
  const certificates = pemCertificates(text);
  if (certificates.length === 0)
    throw new Refusal('BAD_ANCHORS', `The trust list ${file} holds no certificate (PEM).`, { file });
  certificates.forEach((certificate) => check(file, certificate));
  return certificates;
}

function check(file: string, certificate: string): X509Certificate {
  try {
    return new X509Certificate(certificate);
  } catch (cause) {
    throw new Refusal(
      'BAD_ANCHORS',
      `A certificate of the trust list ${file} cannot be read.`,
      { file },
      { cause },
    );
  }
}
