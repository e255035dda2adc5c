import { openImageReader } from '../adapters/images/open-image-reader.js';
import { readAnchors } from '../adapters/images/read-anchors.js';
import type { Credentials } from '../creation/credentials.js';
import type { FileAccount } from '../creation/examine-account.js';
import type { GenerationAccount } from '../creation/generation-account.js';
import { textOptions, type Command } from './command.js';
import { printable } from './printable.js';
import { readLocalPicture } from './local-file.js';
import { withProgress } from './progress.js';

export const inspectCommand: Command = {
  name: 'inspect',
  usage: 'inspect FILE [--raw] [--trust LIST.pem]…',
  help: `Tells what a picture's file says of how it was made: tool, model, prompt, seed and all else, where each was read, what could not be
read, and how far it can be believed. Needs no server, and sends nothing anywhere.

  --raw             Also what would be redacted before it is published: folders of a machine, tokens, who made it.
  --trust LIST.pem  Certificates whose signers of content credentials are trusted, such as C2PA's trust list and that of its time
                    stamping authorities; may be given several times. Without any, no signer is.

Reads PNG, JPEG, WebP, AVIF and TIFF: text chunks, EXIF, XMP, IPTC, content credentials (C2PA), and texts that hide in the lowest bits of
the pixels. Credentials that are elsewhere are not fetched.

--json prints {file: {bytes, mediaType, width, height, sha256, cid}, fingerprints: {pdq: {hash, quality, orientations}, iscc}, generation,
credentials, evidence: {grade, findings: [{code, message}]}, size}; generation is null or {tool, toolVersion, prompt, negativePrompt, seed, steps,
sampler, scheduler, cfgScale, denoise, model: {name, hash, hashKind}, otherModels, width, height, outputSize, loras, controlNets, inputs,
upscalers, passes, other, graph, readFrom, unresolved, rawDigests}. Pixels are as stored; a seed is a whole number as text; rawDigests are
SHA-256 of the bytes as found. credentials is null or {integrity, signerTrust, time: {at, trust} | null, manifests: [{label, generator, issuer,
commonName, algorithm, time, title, actions, ingredients, assertions}], failures, ingredientFailures}; integrity is intact, broken, elsewhere or unreadable,
signerTrust trusted, untrusted, expired or revoked. grade is one of trusted-signature, tool-signature, unknown-signer, consistent,
inconsistent, none; size is one of exact, declared-upscale,
scale-mismatch, aspect-mismatch, unknown.
Refuses (exit code 1) what is no readable picture, is too large or damaged. A part of the file that cannot be read is a finding.`,
  options: { raw: { type: 'boolean' }, trust: { type: 'string', multiple: true } },
  arity: 1,
  async run({ arguments: [path = ''], options, terminal }) {
    return withProgress(terminal, 'Reading the picture', async () => {
      const { cid, sha256, mediaType, sizeBytes } = await readLocalPicture(path);
      const images = openImageReader({ anchors: await readAnchors(textOptions(options, 'trust')) });
      try {
        const { width, height, pdq, fingerprints } = await images.inspect(path);
        const read = await images.readAccount(path);
        const { generation, ...account } = options['raw'] === true ? read.raw : read.published;
        const file = { bytes: sizeBytes, mediaType, width, height, sha256, cid };
        return {
          json: { file, fingerprints: { pdq, iscc: fingerprints.imageCode }, generation, ...account },
          text: printable(describe({ generation, ...account }, file)),
        };
      } finally {
        await images.close();
      }
    });
  },
};

const GRADES: Readonly<Record<FileAccount['evidence']['grade'], string>> = {
  'trusted-signature': 'signed by a signer whom a trust list knows',
  'tool-signature': 'signed by the tool that made it, over its pixels and parameters',
  'unknown-signer': 'signed, by a signer whom no trust list knows',
  consistent: 'unsigned, and consistent with itself: a claim',
  inconsistent: 'inconsistent: something contradicts something else',
  none: 'the file tells nothing of how it was made',
};

const SIZES: Readonly<Record<FileAccount['size'], string | null>> = {
  exact: 'as it was generated',
  'declared-upscale': 'as it is after the upscaling that the file tells of',
  'scale-mismatch': 'another than the file tells of',
  'aspect-mismatch': 'of another shape than the file tells of',
  unknown: null,
};

const INTEGRITY: Readonly<Record<Credentials['integrity'], string>> = {
  intact: 'they hold',
  broken: 'they do not hold',
  elsewhere: 'they are at another place, and were not fetched',
  unreadable: 'they cannot be read',
};

function credentialLines({ integrity, signerTrust, time, manifests }: Credentials): string[] {
  const [active] = manifests;
  const signer = [active?.commonName, active?.issuer].filter((name) => name != null).join(', ');
  return [
    `Content credentials: ${INTEGRITY[integrity]}${signer === '' ? '' : `; signed by ${signer}, ${signerTrust}`}${time === null ? '' : `, at ${time.at} (a timestamp, ${time.trust})`}`,
    ...(active?.actions ?? []).map(
      ({ action, digitalSourceType, softwareAgent }) =>
        `  ${[action, digitalSourceType, softwareAgent && `by ${softwareAgent}`].filter((part) => part !== null).join(', ')}`,
    ),
  ];
}

function describe(
  { generation, credentials, size, evidence }: FileAccount,
  {
    mediaType,
    width,
    height,
    bytes,
    cid,
  }: { mediaType: string; width: number; height: number; bytes: number; cid: string },
): string {
  const sized = SIZES[size];
  return [
    `${mediaType}, ${width} × ${height} pixels${sized === null ? '' : `, ${sized}`}; ${bytes} bytes  ${cid}`,
    ...(generation ? lines(generation) : []),
    ...(credentials ? credentialLines(credentials) : []),
    `Evidence: ${GRADES[evidence.grade]}.`,
    ...evidence.findings.map(({ code, message }) => `  ${code}: ${message}`),
  ].join('\n');
}

function lines(account: GenerationAccount): string[] {
  const {
    tool,
    toolVersion,
    model,
    otherModels,
    prompt,
    negativePrompt,
    seed,
    steps,
    sampler,
    scheduler,
    cfgScale,
    denoise,
    loras,
    controlNets,
    inputs,
    upscalers,
    passes,
    readFrom,
    unresolved,
  } = account;
  const line = (name: string, value: string | number | null, field?: keyof typeof readFrom) =>
    value === null || value === ''
      ? []
      : [`${name}: ${value}${field && readFrom[field] !== readFrom.tool ? `  (${readFrom[field]})` : ''}`];
  const weighted = ({ name, weight }: { name: string; weight: number | null }) =>
    weight === null ? name : `${name} (${weight})`;
  const named = ({ name, hash, hashKind }: NonNullable<typeof model>) =>
    `${name ?? 'unnamed'}${hash === null ? '' : `, ${hashKind} ${hash}`}`;
  return [
    `Made by ${tool}${toolVersion === null ? '' : ` ${toolVersion}`}  (${readFrom.tool})`,
    ...line('Prompt', prompt, 'prompt'),
    ...line('Negative prompt', negativePrompt, 'negativePrompt'),
    ...line('Model', model && named(model), 'model'),
    ...line('Other models', otherModels.map(named).join('; '), 'otherModels'),
    ...line('Seed', seed, 'seed'),
    ...line('Steps', steps, 'steps'),
    ...line('Sampler', sampler && `${sampler}${scheduler === null ? '' : `, ${scheduler}`}`, 'sampler'),
    ...line('Guidance', cfgScale, 'cfgScale'),
    ...line('Denoising', denoise, 'denoise'),
    ...line('LoRAs', loras.map(weighted).join('; '), 'loras'),
    ...line('ControlNets', controlNets.map(weighted).join('; '), 'controlNets'),
    ...line(
      'Inputs',
      inputs.map(({ role, name }) => (name === null ? role : `${role} ${name}`)).join('; '),
      'inputs',
    ),
    ...line(
      'Upscalers',
      upscalers
        .map(({ name, scale }) => `${name ?? 'unnamed'}${scale === null ? '' : ` × ${scale}`}`)
        .join('; '),
      'upscalers',
    ),
    ...(passes.length > 1 ? [`Passes: ${passes.length}`] : []),
    ...unresolved.map(({ field, reason }) => `Not resolved: ${field}, ${reason}`),
  ];
}
