import { openImageReader } from '../adapters/images/open-image-reader.js';
import { readAnchors } from '../adapters/images/read-anchors.js';
import type { ClaimedRecord } from '../creation/claimed-record.js';
import { toldLines } from './told-lines.js';
import type { Credentials } from '../creation/credentials.js';
import type { FileAccount } from '../creation/examine-account.js';
import { isLayeredType } from '../creation/layered/layered-file.js';
import type { GenerationAccount } from '../creation/generation-account.js';
import { textOptions, type Command } from './command.js';
import { printable } from './printable.js';
import { layeredLines } from './layered-lines.js';
import { readInspected } from './local-file.js';
import { withProgress } from './progress.js';

export const inspectCommand: Command = {
  name: 'inspect',
  usage: 'inspect FILE [--raw] [--trust LIST.pem]…',
  help: `Tells what a picture's file, or a layered one, says of how it was made: tool, model, prompt, seed and all else, where each was read, what could not be
read, and how far it can be believed. Needs no server, and sends nothing anywhere.

  --raw             Also what would be redacted before it is published: folders of a machine, tokens, who made it.
  --trust LIST.pem  Certificates whose signers of content credentials are trusted, such as C2PA's trust list and that of its time
                    stamping authorities; may be given several times. Without any, no signer is.

Reads PNG, JPEG, WebP, AVIF and TIFF: text chunks, EXIF, XMP, IPTC, content credentials (C2PA), and texts that hide in the lowest bits of
the pixels. Credentials that are elsewhere are not fetched. Reads the layered files PSD and PSB (Adobe Photoshop File Formats Specification),
KRA (Krita's maindoc.xml and documentinfo.xml) and ORA (OpenRaster 0.0.6): layers, history, times, the merged picture and its fingerprints. All of
that is what the file says of itself, and whoever has it can write: it is graded self-declared.

--json prints {file: {bytes, mediaType, width, height, sha256, cid}, fingerprints: {pdq: {hash, quality, orientations}, iscc}, generation, machine,
credentials, layered, evidence: {grade, findings: [{code, message}]}, size}; generation is null or {tool, toolVersion, prompt, negativePrompt, seed, steps,
sampler, scheduler, cfgScale, denoise, model: {name, hash, hashKind}, otherModels, width, height, outputSize, loras, controlNets, inputs,
upscalers, passes, other, graph, readFrom, unresolved, rawDigests}. Pixels are as stored; a seed is a whole number as text; rawDigests are
SHA-256 of the bytes as found. machine is null or {where, tool}: that IPTC's fields (DigitalSourceType, AISystemUsed, AIPromptInformation) tell of a machine. credentials is null or {integrity, signerTrust, time: {at, trust} | null, manifests: [{label, generator, issuer,
commonName, algorithm, time, title, actions, ingredients, assertions, record}], failures, ingredientFailures}; integrity is intact, broken, elsewhere or unreadable,
signerTrust trusted, untrusted, expired or revoked. grade is one of trusted-signature, tool-signature, unknown-signer, consistent,
inconsistent, none; size is one of exact, declared-upscale,
scale-mismatch, aspect-mismatch, unknown. layered is null for a plain picture, else {format: psd | psb | kra | ora, width, height, tool, toolVersion,
colour, layers: [{name, kind, depth, isVisible, opacity, blendMode, bounds: {x, y, width, height} | null}], layerCount, isTruncated, history: [{action, at,
tool}], editingSeconds, editingCycles, createdAt, modifiedAt, authors, grade: self-declared, unread: [{where, reason}]}: the top-most layer first, at most 1,000,
a group before what is in it, in which depth is one more; kind is pixels, group, adjustment, text, shape, mask, smart-object, file or other; opacity from 0 to
1; bounds in pixels; the first 500 steps of the history. fingerprints are then of the merged picture, and null where it cannot be read.
Refuses (exit code 1) what is no readable picture or layered file, is too large or damaged. A part of the file that cannot be read is a finding.`,
  options: { raw: { type: 'boolean' }, trust: { type: 'string', multiple: true } },
  arity: 1,
  async run({ arguments: [path = ''], options, terminal }) {
    return withProgress(terminal, 'Reading the picture', async () => {
      const { cid, sha256, mediaType, sizeBytes } = await readInspected(path);
      const images = openImageReader({ anchors: await readAnchors(textOptions(options, 'trust')) });
      try {
        const plain = isLayeredType(mediaType) ? null : await images.inspect(path);
        const read = await images.readAccount(path);
        const { merged, ...account } = options['raw'] === true ? read.raw : read.published;
        const { width, height } = plain ?? account.layered ?? { width: 0, height: 0 };
        const file = { bytes: sizeBytes, mediaType, width, height, sha256, cid };
        const fingerprints = plain ? { pdq: plain.pdq, iscc: plain.fingerprints.imageCode } : merged;
        return {
          json: { file, fingerprints, ...account },
          text: printable(describe(account, file)),
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
  exact: 'the size in which it was generated',
  'declared-upscale': 'the size after the upscaling that the file tells of',
  'scale-mismatch': 'another size than the file tells of',
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
      ({ action, digitalSourceType, softwareAgent, description }) =>
        `  ${[action, digitalSourceType, softwareAgent && `by ${softwareAgent}`, description].filter((part) => part !== null).join(', ')}`,
    ),
    ...(active?.record ? recordLines(active.record) : []),
  ];
}

/** What the claim states, as the signer says; a text that it holds back is told as private. */
function recordLines({ work, claim, url, signatories, generations, acts }: ClaimedRecord): string[] {
  return [
    `  They hold the record of ${claim}`,
    `  on ${work}  ${url}`,
    ...signatories.map(({ key, signedAt }) => `    signed by ${key}, recorded ${signedAt}`),
    ...generations.flatMap((record) => [
      `    generated by ${record.tool}${record.toolVersion === undefined ? '' : ` ${record.toolVersion}`}`,
      ...toldLines(record).map((line) => `    ${line}`),
    ]),
    ...acts.map(({ kind, done, when }) => `    ${kind}${when === undefined ? '' : ` (${when})`}: ${done}`),
  ];
}

function describe(
  { generation, credentials, layered, size, evidence }: Omit<FileAccount, 'merged'>,
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
    ...(layered ? layeredLines(layered) : []),
    ...(generation ? lines(generation) : []),
    ...(credentials ? credentialLines(credentials) : []),
    ...(layered && evidence.grade === 'none' ? [] : [`Evidence: ${GRADES[evidence.grade]}.`]),
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
