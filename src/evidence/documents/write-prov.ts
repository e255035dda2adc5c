import type { HumanAct } from '../../creation/human-act.js';
import type { FileReference } from '../../works/file.js';
import { exactTimes } from './edtf-bounds.js';
import { TERMS } from './record-context.js';
import { CLAIM_NOTICE, type RecordedClaim, type WorkRecord } from './work-record.js';

type Attributes = Readonly<Record<string, unknown>>;
type Relation = Readonly<Record<string, string>>;

/** The sections of PROV-JSON that are written here: declarations and relations by their ids. */
export const PROV_ELEMENTS = ['entity', 'activity', 'agent'] as const;
export const PROV_RELATIONS = [
  'wasGeneratedBy',
  'used',
  'wasDerivedFrom',
  'wasAssociatedWith',
  'wasAttributedTo',
  'wasInfluencedBy',
  'hadMember',
] as const;

type Section = (typeof PROV_ELEMENTS)[number] | (typeof PROV_RELATIONS)[number];
export type ProvBundle = Readonly<Partial<Record<Section, Readonly<Record<string, Attributes>>>>>;
export type ProvDocument = ProvBundle & {
  readonly prefix: Readonly<Record<string, string>>;
  readonly bundle: Readonly<Record<string, ProvBundle>>;
};

/** Our ids are qualified names as they stand, by these prefixes. */
const PREFIXES = {
  work: 'urn:x-raisonne:work:',
  claim: 'urn:x-raisonne:claim:',
  person: 'urn:x-raisonne:person:',
  step: 'urn:x-raisonne:step:',
  file: 'ipfs://',
  terms: TERMS,
};

/**
 * prov.json: how the work was made, as claimed, in PROV-JSON (W3C Member Submission). What each claim tells is a bundle of its own, attributed to
 * those who signed it, so that competing claims stand side by side and contradict nobody's account. Files and the work are entities, human acts and
 * generations activities, persons and software agents. Whom a person acted for is not claimed, and so is not said. Times are given only where
 * the claim tells them to the second; other dates stand in terms:when, in EDTF.
 */
export function writeProv(record: WorkRecord): ProvDocument {
  const { work, files } = record;
  const top = bundleWriter();
  top.declare('entity', work.id, {
    'prov:type': qualified('prov:Collection'),
    'prov:label': work.title,
    'terms:notice': CLAIM_NOTICE,
  });
  for (const file of files.filter(({ of }) => of === 'work')) {
    top.declare('entity', `file:${file.cid}`, fileAttributes(file));
    top.relate('hadMember', { 'prov:collection': work.id, 'prov:entity': `file:${file.cid}` });
  }
  const bundles: Record<string, ProvBundle> = {};
  for (const claim of record.claims) {
    top.declare('entity', claim.id, {
      'prov:type': qualified('prov:Bundle'),
      'terms:status': claim.status,
      'terms:basis': claim.basis,
      'terms:recordedAt': dateTime(claim.claimedAt),
    });
    for (const { person } of claim.claimants.filter(({ signedAt }) => signedAt !== null)) {
      top.declare('agent', `person:${person}`, { 'prov:type': qualified('prov:Person') });
      top.relate('wasAttributedTo', { 'prov:entity': claim.id, 'prov:agent': `person:${person}` });
    }
    bundles[claim.id] = claimBundle(claim, record);
  }
  return { prefix: PREFIXES, ...top.bundle(), bundle: bundles };
}

type Writer = ReturnType<typeof bundleWriter>;

function bundleWriter() {
  const sections: Partial<Record<Section, Record<string, Attributes>>> = {};
  let relations = 0;
  return {
    declare(section: (typeof PROV_ELEMENTS)[number], id: string, attributes: Attributes): void {
      sections[section] ??= {};
      sections[section][id] ??= attributes;
    },
    relate(section: (typeof PROV_RELATIONS)[number], ends: Relation, attributes: Attributes = {}): void {
      relations += 1;
      sections[section] ??= {};
      sections[section][`_:r${relations}`] = { ...ends, ...attributes };
    },
    bundle: (): ProvBundle => sections,
  };
}

function claimBundle(claim: RecordedClaim, { files }: WorkRecord): ProvBundle {
  const writer = bundleWriter();
  const name = claim.id.slice('claim:'.length);
  const generated = new Set<string>();
  for (const [at, act] of claim.acts.entries())
    if (act) writeAct(writer, act, { id: `step:${name}-act-${at}`, claim, generated });
  for (const [at, generation] of claim.generations.entries()) {
    if (!generation) continue;
    const id = `step:${name}-generation-${at}`;
    const {
      tool,
      toolVersion,
      modelName,
      modelHash,
      seed,
      steps,
      sampler,
      guidance,
      inputs = [],
    } = generation;
    const told = { toolVersion, modelName, modelHash, seed, sampler };
    writer.declare('activity', id, {
      'prov:type': qualified('terms:generation'),
      ...Object.fromEntries(
        Object.entries(told).flatMap(([field, value]) =>
          value === undefined ? [] : [[`terms:${field}`, value]],
        ),
      ),
      ...(steps !== undefined && { 'terms:steps': { $: String(steps), type: 'xsd:integer' } }),
      ...(guidance !== undefined && { 'terms:guidance': { $: String(guidance), type: 'xsd:double' } }),
    });
    const software = `${id}-software`;
    writer.declare('agent', software, {
      'prov:type': qualified('prov:SoftwareAgent'),
      'prov:label': [tool, toolVersion].filter((part) => part !== undefined).join(' '),
    });
    associate(writer, { activity: id, agent: software, role: 'generator' });
    for (const input of inputs) {
      declareFile(writer, input);
      writer.relate('used', { 'prov:activity': id, 'prov:entity': `file:${input.cid}` });
    }
    // Read in the work's own picture: so the file tells that this made it.
    const [picture] = files;
    if (generation.readFrom && picture && !inputs.some(({ cid }) => cid === picture.cid)) {
      declareFile(writer, picture);
      makes(writer, { id, file: picture, generated });
    }
  }
  return writer.bundle();
}

function writeAct(
  writer: Writer,
  act: HumanAct,
  { id, claim, generated }: { id: string; claim: RecordedClaim; generated: Set<string> },
): void {
  const { kind, done, when, before, after } = act;
  const times = when === undefined ? null : exactTimes(when);
  writer.declare('activity', id, {
    'prov:type': qualified(`terms:${kind}`),
    'terms:done': done,
    ...(when !== undefined && { 'terms:when': when }),
    ...(times && { 'prov:startTime': times.begin, 'prov:endTime': times.end }),
  });
  const by = act.by ?? claim.claimants[0]?.person;
  if (by !== undefined) {
    writer.declare('agent', `person:${by}`, { 'prov:type': qualified('prov:Person') });
    associate(writer, { activity: id, agent: `person:${by}`, role: kind });
  }
  for (const file of [before, after]) if (file) declareFile(writer, file);
  if (before) writer.relate('used', { 'prov:activity': id, 'prov:entity': `file:${before.cid}` });
  // The same bytes before and after are not made by it.
  if (!after || after.cid === before?.cid) return;
  makes(writer, { id, file: after, generated });
  if (before)
    writer.relate('wasDerivedFrom', {
      'prov:generatedEntity': `file:${after.cid}`,
      'prov:usedEntity': `file:${before.cid}`,
    });
}

/** A file comes into being once (PROV-CONSTRAINTS, generation-generation-ordering); what is said of it besides influenced it. */
function makes(
  writer: Writer,
  { id, file, generated }: { id: string; file: FileReference; generated: Set<string> },
): void {
  const entity = `file:${file.cid}`;
  if (generated.has(file.cid))
    writer.relate('wasInfluencedBy', { 'prov:influencee': entity, 'prov:influencer': id });
  else writer.relate('wasGeneratedBy', { 'prov:entity': entity, 'prov:activity': id });
  generated.add(file.cid);
}

const associate = (
  writer: Writer,
  { activity, agent, role }: { activity: string; agent: string; role: string },
): void =>
  writer.relate(
    'wasAssociatedWith',
    { 'prov:activity': activity, 'prov:agent': agent },
    { 'prov:role': qualified(`terms:${role}`) },
  );

const declareFile = (writer: Writer, file: FileReference): void =>
  writer.declare('entity', `file:${file.cid}`, fileAttributes(file));

const fileAttributes = ({ sha256, mediaType, sizeBytes }: FileReference): Attributes => ({
  'terms:sha256': sha256,
  'terms:mediaType': mediaType,
  'terms:sizeBytes': { $: String(sizeBytes), type: 'xsd:integer' },
});

const qualified = (name: string) => ({ $: name, type: 'prov:QUALIFIED_NAME' });
const dateTime = (instant: string) => ({ $: instant, type: 'xsd:dateTime' });
