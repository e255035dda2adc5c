import { homedir } from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import { parseWitnessKey } from './lib/cosignature.js';
import { readKeyAtUrl } from './lib/key-at-url.js';
import { readAs, WHOLE } from './lib/read-as.js';
import type { NoteKey } from './lib/signed-note.js';

const url = (protocols: readonly string[]) =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol),
      `is not a URL that begins with ${protocols.map((one) => `${one}//`).join(' or ')}`,
    );

const WEI_IN_GWEI = 1_000_000_000n;

const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/, 'is not an address');

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,12}$/, 'is not a whole number')
    .transform(Number)
    .refine((value) => value >= least && value <= most, `is not between ${least} and ${most}`);

/** Numbers with commas between them, one a colour. */
const rgb = z
  .string()
  .transform((text) => text.split(',').map((part) => (part.trim() === '' ? NaN : Number(part))))
  .pipe(z.tuple([z.number(), z.number(), z.number()], 'is not three numbers with commas between them'));

const share = z
  .string()
  .transform((text) => (text.trim() === '' ? NaN : Number(text)))
  .pipe(z.number('is not a number').min(0, 'is below 0').max(1, 'is above 1'));

/** Pairs of KEY=URL with spaces between them; every bad one is a problem of its own. */
const witnesses = z.string().transform((text, context) => {
  const addProblem = (message: string) => context.addIssue({ code: 'custom', message });
  const read = text
    .trim()
    .split(/\s+/)
    .map((pair) => readKeyAtUrl(pair, parseWitnessKey));
  const named = read.flatMap((one) => {
    if ('problem' in one) addProblem(`has a witness that cannot be used: ${one.problem}`);
    else if (one.url === null) addProblem(`has no address for ${one.key.name}: KEY=URL is needed`);
    else return [{ key: one.key, url: one.url }];
    return [];
  });
  if (new Set(named.map(({ key }) => key.name)).size < named.length) addProblem('names a witness twice');
  return named;
});

const addresses = z
  .string()
  .transform((text) =>
    text
      .split(/\s+/)
      .filter((one) => one !== '')
      .map((one) => one.toLowerCase()),
  )
  .refine(
    (all) => all.every((one) => /^0x[0-9a-f]{40}$/.test(one)),
    'is no list of addresses (0x and 40 hex digits) with spaces between',
  );

const schema = z
  .object({
    PORT: wholeNumber(0, 65_535).default(4000),
    DATA_DIR: z.string().default('./data'),
    // Paths are put behind it.
    PUBLIC_URL: url(['http:', 'https:'])
      .transform((text) => text.replace(/\/+$/, ''))
      .optional(),
    DATABASE_URL: url(['postgres:', 'postgresql:']).optional(),
    IPFS_API_URL: url(['http:', 'https:']).optional(),
    ETH_RPC_URL: url(['http:', 'https:']).optional(),
    ANCHOR_KEY: z
      .string()
      .regex(/^0x[0-9a-fA-F]{64}$/, 'is not a private key: 0x and 64 hex digits')
      .optional(),
    ANCHOR_REGISTRY: address.optional(),
    ANCHOR_CREATOR: address.optional(),
    ANCHOR_EVERY_S: wholeNumber(0, 31_536_000).optional(),
    ANCHOR_FINAL_BLOCKS: wholeNumber(0, 1_000_000).optional(),
    ANCHOR_BUMP_AFTER_S: wholeNumber(1, 31_536_000).default(180),
    ANCHOR_MAX_FEE_GWEI: wholeNumber(1, 1_000_000_000).default(200),
    ANCHOR_DAILY_SPEND_WEI: z
      .string()
      .regex(/^\d{1,30}$/, 'is not a whole number of wei')
      .transform(BigInt)
      .optional(),
    LOG_ORIGIN: z
      .string()
      .regex(/^[^\s+]{1,200}$/, 'may not hold spaces or plus signs')
      .optional(),
    WITNESSES: witnesses.default([]),
    RENDITIONS_BYTES: wholeNumber(100_000_000, 999_999_999_999).default(2_000_000_000),
    PROXIES: wholeNumber(0, 5).default(0),
    OPERATORS: addresses.default([]),
    TIMESTAMP_URL: url(['http:', 'https:']).optional(),
    CREDENTIAL_ANCHORS: z.string().optional(),
    CREDENTIAL_CERTIFICATES: z.string().optional(),
    CREDENTIAL_KEY: z.string().optional(),
    EMBEDDING_MODEL: z.string().optional(),
    EMBEDDING_SIDE: wholeNumber(8, 1024).default(288),
    // ImageNet's, by which most models were trained.
    EMBEDDING_MEAN: rgb.default([0.485, 0.456, 0.406]),
    EMBEDDING_DEVIATION: rgb
      .refine((values) => values.every((value) => value > 0), 'is not above 0')
      .default([0.229, 0.224, 0.225]),
    EMBEDDING_LEAST: share.default(0.75),
  })
  .refine(
    ({ CREDENTIAL_CERTIFICATES, CREDENTIAL_KEY }) => !CREDENTIAL_CERTIFICATES === !CREDENTIAL_KEY,
    'CREDENTIAL_CERTIFICATES and CREDENTIAL_KEY go together: set both or neither',
  )
  .refine(
    ({ ETH_RPC_URL, ANCHOR_KEY }) => !ETH_RPC_URL === !ANCHOR_KEY,
    'ETH_RPC_URL and ANCHOR_KEY go together: set both or neither',
  );

export interface Config {
  /** 0 takes a free one. */
  readonly port: number;
  readonly dataDir: string;
  /** The address under which others reach this server, with no slash at its end; null: the one it listens on. */
  readonly publicUrl: string | null;
  /** Null means the embedded part, here and below. */
  readonly databaseUrl: string | null;
  readonly ipfsApiUrl: string | null;
  readonly ethereum: {
    readonly rpcUrl: string;
    readonly privateKey: string;
    readonly registry: string | null;
    /** Whose address names the log in the registry; null for that of the key. */
    readonly creator: string | null;
    /** After how many more blocks a block is final; null: what the chain calls `finalized`. */
    readonly finalBlocks: number | null;
  } | null;
  readonly anchorEveryMs: number;
  readonly anchorBumpAfterMs: number;
  readonly anchorMaxFeeWei: bigint;
  /** Null: no limit. */
  readonly anchorDailyWei: bigint | null;
  readonly logOrigin: string | null;
  /** A model by which pictures are embedded besides, and how it is shown them; null for none. */
  /** Files of certificates whose signers of content credentials are trusted. */
  readonly credentialAnchors: readonly string[];
  /** Files of the certificates and the key by which content credentials are signed; null for a chain of our own making. */
  readonly credentialKey: { readonly certificates: string; readonly key: string } | null;
  readonly embedding: {
    readonly path: string;
    readonly side: number;
    readonly mean: readonly [number, number, number];
    readonly deviation: readonly [number, number, number];
    readonly least: number;
  } | null;
  /** How many bytes of pictures as they are shown are kept. */
  readonly renditionsBytes: number;
  /** How many proxies stand before the server: the client is who the outermost of them names (X-Forwarded-For). */
  readonly proxies: number;
  /** Addresses of the keys of those who may withhold files from display and read reports. */
  readonly operators: readonly string[];
  /** Who is asked to cosign the log's checkpoints, and where (c2sp.org/tlog-witness, submission prefix). */
  readonly witnesses: readonly { readonly key: NoteKey; readonly url: string }[];
  /** A timestamp authority (RFC 3161); null for none. */
  readonly timestampUrl: string | null;
}

/** Reads the configuration from environment variables; throws one Error that lists every problem at once. */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const { value: data, problems } = readAs(schema, given);
  if (problems) {
    const lines = problems.map(({ place, problem }) => `  ${place === WHOLE ? '' : `${place} `}${problem}`);
    throw new Error(`The configuration cannot be used:\n${lines.join('\n')}`);
  }
  const { ETH_RPC_URL: rpcUrl, ANCHOR_KEY: privateKey } = data;
  const { ANCHOR_REGISTRY: registry = null, ANCHOR_CREATOR: creator = null } = data;
  const finalBlocks = data.ANCHOR_FINAL_BLOCKS ?? null;
  const ethereum = rpcUrl && privateKey ? { rpcUrl, privateKey, registry, creator, finalBlocks } : null;
  return {
    port: data.PORT,
    dataDir: path.resolve(data.DATA_DIR),
    publicUrl: data.PUBLIC_URL ?? null,
    databaseUrl: data.DATABASE_URL ?? null,
    ipfsApiUrl: data.IPFS_API_URL ?? null,
    ethereum,
    // On a real chain each anchor costs gas, on the embedded one nothing.
    anchorEveryMs: (data.ANCHOR_EVERY_S ?? (ethereum ? 600 : 0)) * 1000,
    anchorBumpAfterMs: data.ANCHOR_BUMP_AFTER_S * 1000,
    anchorMaxFeeWei: BigInt(data.ANCHOR_MAX_FEE_GWEI) * WEI_IN_GWEI,
    anchorDailyWei: data.ANCHOR_DAILY_SPEND_WEI ?? null,
    renditionsBytes: data.RENDITIONS_BYTES,
    proxies: data.PROXIES,
    timestampUrl: data.TIMESTAMP_URL ?? null,
    logOrigin: data.LOG_ORIGIN ?? null,
    credentialAnchors: (data.CREDENTIAL_ANCHORS ?? '')
      .split(path.delimiter)
      .filter((file) => file !== '')
      .map((file) => path.resolve(file)),
    credentialKey:
      data.CREDENTIAL_CERTIFICATES && data.CREDENTIAL_KEY
        ? { certificates: path.resolve(data.CREDENTIAL_CERTIFICATES), key: path.resolve(data.CREDENTIAL_KEY) }
        : null,
    embedding:
      data.EMBEDDING_MODEL === undefined
        ? null
        : {
            path: path.resolve(data.EMBEDDING_MODEL),
            side: data.EMBEDDING_SIDE,
            mean: data.EMBEDDING_MEAN,
            deviation: data.EMBEDDING_DEVIATION,
            least: data.EMBEDDING_LEAST,
          },
    witnesses: data.WITNESSES,
    operators: data.OPERATORS,
  };
}

/** What the commands need to know of a person's key. */
export function readKeyConfig(environment: Readonly<Record<string, string | undefined>> = process.env): {
  readonly defaultFile: string;
  readonly passphrase: string | null;
} {
  return {
    defaultFile: environment['RAISONNE_KEY'] || path.join(homedir(), '.raisonne', 'key.json'),
    passphrase: environment['RAISONNE_PASSPHRASE'] || null,
  };
}
