import { Wallet } from 'ethers';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isErrorOf } from '../adapters/process-identity.js';
import { readKeyConfig } from '../config.js';
import { Refusal } from '../lib/refusal.js';
import type { Terminal } from './command.js';
import { withProgress } from './progress.js';

/** A person's key as the commands use it. */
export interface OpenedKey {
  readonly wallet: Wallet;
  readonly file: string;
  readonly isNew: boolean;
}

/**
 * The key of a file, which is made when it is not there: with a passphrase (RAISONNE_PASSPHRASE) in the encrypted
 * format of Ethereum wallets (Web3 Secret Storage, version 3), otherwise as plain JSON that only its owner can read.
 */
export async function openKey(terminal: Terminal, named: string | undefined): Promise<OpenedKey> {
  const { file, text, passphrase } = await readKeyFile(named);
  if (text === null) return { wallet: await makeKey(terminal, { file, passphrase }), file, isNew: true };
  return { wallet: await readKey(terminal, { file, text, passphrase }), file, isNew: false };
}

/** The key of a file that must be there: nobody owns anything by a key that is made only now. `option` names it. */
export async function openOwnersKey(
  terminal: Terminal,
  named: string | undefined,
  { option = '--from' }: { option?: string } = {},
): Promise<OpenedKey> {
  const { file, text, passphrase } = await readKeyFile(named);
  if (text === null)
    throw new Refusal(
      'NO_SUCH_FILE',
      `There is no key file ${file}. Name the one that speaks for you with ${option}; raisonne key makes one.`,
      {
        file,
      },
    );
  return { wallet: await readKey(terminal, { file, text, passphrase }), file, isNew: false };
}

async function readKeyFile(named: string | undefined) {
  const { defaultFile, passphrase } = readKeyConfig();
  const file = path.resolve(named ?? defaultFile);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (isErrorOf(error, 'ENOENT')) return null;
    throw error;
  });
  return { file, text, passphrase };
}

async function makeKey(
  terminal: Terminal,
  { file, passphrase }: { file: string; passphrase: string | null },
): Promise<Wallet> {
  const wallet = new Wallet(Wallet.createRandom().privateKey);
  const content =
    passphrase === null
      ? JSON.stringify({ address: wallet.address.toLowerCase(), privateKey: wallet.privateKey }, null, 2)
      : await withProgress(terminal, 'Encrypting the key', () => wallet.encrypt(passphrase));
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  // wx: a key that somebody else made meanwhile must never be written over. flush: it must survive a power cut
  // before the first thing that it signs is sent.
  await writeFile(file, `${content}\n`, { mode: 0o600, flag: 'wx', flush: true });
  terminal.err(
    `A new key was made for you: ${file}\n` +
      `Its address is ${wallet.address.toLowerCase()}. Whoever has the file${passphrase === null ? '' : ' and the passphrase'} can sign for you; if you lose it, you\n` +
      `lose control of what you register, unless you named recovery keys before (raisonne recovery). Keep a copy in a safe place.\n`,
  );
  return wallet;
}

async function readKey(
  terminal: Terminal,
  { file, text, passphrase }: { file: string; text: string; passphrase: string | null },
): Promise<Wallet> {
  const content = parseKey(text, file);
  if ('privateKey' in content && typeof content.privateKey === 'string') {
    try {
      return new Wallet(content.privateKey);
    } catch {
      // Without ethers' error as the cause: it would show the key.
      throw new Refusal('BAD_KEY_FILE', `The private key in ${file} is none.`);
    }
  }
  if (passphrase === null)
    throw new Refusal(
      'PASSPHRASE_MISSING',
      `The key in ${file} is encrypted. Set RAISONNE_PASSPHRASE to its passphrase.`,
    );
  try {
    const opened = await withProgress(terminal, 'Decrypting the key', () =>
      Wallet.fromEncryptedJson(text, passphrase),
    );
    return new Wallet(opened.privateKey);
  } catch (cause) {
    throw new Refusal(
      'WRONG_PASSPHRASE',
      `RAISONNE_PASSPHRASE does not open the key in ${file}.`,
      {},
      { cause },
    );
  }
}

function parseKey(text: string, file: string): object {
  const content = keyIn(text);
  if (!content) throw new Refusal('BAD_KEY_FILE', `${file} is not a key file.`);
  return content;
}

/** Ours hold the private key, wallets' an encrypted one (Web3 Secret Storage, version 3). */
function keyIn(text: string): object | null {
  try {
    const content: unknown = JSON.parse(text);
    const isKey =
      typeof content === 'object' &&
      content !== null &&
      ('privateKey' in content || 'crypto' in content || 'Crypto' in content);
    return isKey ? content : null;
  } catch {
    // What is no JSON is no such file.
    return null;
  }
}

/** The longest is a wallet's, of under a kilobyte. */
const MOST_KEY_BYTES = 65_536;

/** Whether the bytes are a private key's: a file of ours, a wallet's, or PEM. */
export function isKeyFile(bytes: Uint8Array): boolean {
  if (bytes.length > MOST_KEY_BYTES) return false;
  const text = new TextDecoder().decode(bytes);
  return keyIn(text) !== null || /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text);
}
