import type { HumanAct } from '../../creation/human-act.js';
import { idOf } from '../../lib/ids.js';
import type { FileReference } from '../../works/file.js';
import { exactTimes } from './edtf-bounds.js';
import { toldText } from './making-words.js';
import { historyByStatement, historyBundle } from './prov-history.js';
import {
  associate,
  bundleWriter,
  dateTime,
  qualified,
  type Attributes,
  type ProvBundle,
  type ProvDocument,
  type ProvWriter,
} from './prov-writer.js';
import { TERMS } from './record-context.js';
import { CLAIM_NOTICE, type RecordedClaim, type WorkRecord } from './work-record.js';

/** Our ids are qualified names as they stand, by these prefixes. */
const PREFIXES = {
  work: 'urn:x-raisonne:work:',
  claim: 'urn:x-raisonne:claim:',
  person: 'urn:x-raisonne:person:',
  step: 'urn:x-raisonne:step:',
  event: 'urn:x-raisonne:event:',
  statement: 'urn:x-raisonne:statement:',
  file: 'ipfs://',
  terms: TERMS,
};

/**
 * prov.json: how the work was made, as claimed, in PROV-JSON (W3C Member Submission). What each claim tells is a bundle of its own, attributed to
 * those who signed it, so that competing claims stand side by side and contradict nobody's account. Files and the work are entities, human acts and
 * generations activities, persons and software agents. What each statement tells of the work's history is a bundle of its own, too. Whom a person acted for is not claimed, and so is not said. Times are given only where
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
      ...(claim.account !== null && { 'terms:account': claim.account }),
    });
    for (const { person } of claim.claimants.filter(({ signedAt }) => signedAt !== null)) {
      top.declare('agent', `person:${person}`, { 'prov:type': qualified('prov:Person') });
      top.relate('wasAttributedTo', { 'prov:entity': claim.id, 'prov:agent': `person:${person}` });
    }
    bundles[claim.id] = claimBundle(claim, record);
  }
  for (const [id, events] of historyByStatement(record)) {
    const [first] = events;
    if (!first) continue;
    const { recordedBy, recordedAt, capacity } = first;
    top.declare('entity', id, {
      'prov:type': qualified('prov:Bundle'),
      'terms:capacity': capacity,
      'terms:recordedAt': dateTime(recordedAt),
    });
    top.declare('agent', `person:${recordedBy}`, { 'prov:type': qualified('prov:Person') });
    top.relate('wasAttributedTo', { 'prov:entity': id, 'prov:agent': `person:${recordedBy}` });
    bundles[id] = historyBundle(events, record);
  }
  // Nothing is told in its place, so it is no bundle.
  for (const { cid, recordedBy, recordedAt, capacity, erasedAt } of record.erasedHistory) {
    const id = idOf('statement', cid);
    top.declare('entity', id, {
      'prov:type': qualified('terms:erased'),
      'prov:label': 'Told of the history; erased on demand',
      'terms:capacity': capacity,
      'terms:recordedAt': dateTime(recordedAt),
      'terms:erasedAt': dateTime(erasedAt),
    });
    top.declare('agent', `person:${recordedBy}`, { 'prov:type': qualified('prov:Person') });
    top.relate('wasAttributedTo', { 'prov:entity': id, 'prov:agent': `person:${recordedBy}` });
  }
  return { prefix: PREFIXES, ...top.bundle(), bundle: bundles };
}

function claimBundle(claim: RecordedClaim, record: WorkRecord): ProvBundle {
  const { files } = record;
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
      prompt,
      negativePrompt,
    } = generation;
    const texts = {
      prompt: (prompt && toldText(record, prompt)) ?? undefined,
      negativePrompt: (negativePrompt && toldText(record, negativePrompt)) ?? undefined,
    };
    const told = { toolVersion, modelName, modelHash, seed, sampler, ...texts };
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
  writer: ProvWriter,
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
  writer: ProvWriter,
  { id, file, generated }: { id: string; file: FileReference; generated: Set<string> },
): void {
  const entity = `file:${file.cid}`;
  if (generated.has(file.cid))
    writer.relate('wasInfluencedBy', { 'prov:influencee': entity, 'prov:influencer': id });
  else writer.relate('wasGeneratedBy', { 'prov:entity': entity, 'prov:activity': id });
  generated.add(file.cid);
}

const declareFile = (writer: ProvWriter, file: FileReference): void =>
  writer.declare('entity', `file:${file.cid}`, fileAttributes(file));

const fileAttributes = ({ sha256, mediaType, sizeBytes }: FileReference): Attributes => ({
  'terms:sha256': sha256,
  'terms:mediaType': mediaType,
  'terms:sizeBytes': { $: String(sizeBytes), type: 'xsd:integer' },
});
