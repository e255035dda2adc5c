import type { CarrierReading } from '../carriers/carrier-reading.js';
import { addXmpText, walkXmp } from '../carriers/read-xmp.js';
import { dateOf, type LayeredDraft } from './layered-file.js';

/** Of one packet: a step has four or five, and Photoshop keeps all steps and all ancestors of a document. */
const MOST_PROPERTIES = 60_000;
/** Lines of Photoshop's history log that are looked at. */
const MOST_LINES = 5000;
const STEP = 'xmpMM:History/stEvt:';

/**
 * What an XMP packet (ISO 16684-1; XMP Specification Part 2, ResourceEvent) tells of the work: the steps of its history, the log that Photoshop keeps
 * where a person switches it on, dates, program and names. All but the history are also texts of the file.
 */
export function readXmpHistory(raw: Uint8Array, draft: LayeredDraft, reading: CarrierReading): void {
  let step: Map<string, string> = new Map();
  let item = 0;
  const finishStep = () => {
    if (step.size > 0) addStep(step, draft);
    step = new Map();
  };
  try {
    walkXmp(
      raw,
      (property) => {
        const { path, text } = property;
        if (path.startsWith(STEP)) {
          if (property.item !== item) finishStep();
          item = property.item;
          step.set(path.slice(STEP.length), text);
        } else if (path === 'photoshop:History') addLog(text, draft);
        else if (!path.startsWith('photoshop:DocumentAncestors')) {
          addDocumentProperty(path, text, draft);
          addXmpText(reading, path, text);
        }
      },
      { mostProperties: MOST_PROPERTIES },
    );
  } finally {
    finishStep();
  }
}

/** `stEvt:parameters` says what an action did: `from image/jpeg to application/vnd.adobe.photoshop`. */
function addStep(step: ReadonlyMap<string, string>, draft: LayeredDraft): void {
  const parameters = step.get('parameters');
  draft.addStep({
    action: [step.get('action') ?? 'unnamed', ...(parameters ? [parameters] : [])].join(' '),
    at: dateOf(step.get('when') ?? ''),
    tool: step.get('softwareAgent') ?? null,
  });
}

/** A line a step; where a file was opened, when that was stands before it and a tab. */
function addLog(text: string, draft: LayeredDraft): void {
  for (const line of text.slice(0, 2_000_000).split(/\r\n|[\r\n]/, MOST_LINES)) {
    if (line.trim() === '') continue;
    const tab = line.indexOf('\t');
    const at = tab > 0 ? dateOf(line.slice(0, tab)) : null;
    const action = (at === null ? line : line.slice(tab + 1)).trim().replaceAll('\t', ' ');
    draft.addStep({ action, at, tool: null });
  }
}

function addDocumentProperty(path: string, text: string, draft: LayeredDraft): void {
  if (path === 'xmp:CreateDate') draft.createdAt ??= dateOf(text);
  else if (path === 'xmp:ModifyDate') draft.modifiedAt ??= dateOf(text);
  else if (path === 'dc:creator') draft.addAuthor(text);
  else if (path === 'xmp:CreatorTool') {
    const { tool, version } = programOf(text);
    draft.tool = tool;
    draft.toolVersion = version;
  }
}

/** `Adobe Photoshop 25.1 (Macintosh)` is a program and its version. */
export function programOf(text: string): { tool: string | null; version: string | null } {
  const name = text.slice(0, 300).trim();
  const [, tool, version] = /^(.*?\D) ?v?(\d+(?:\.\d+)*)(?: \([^()]*\))?$/.exec(name) ?? [];
  return tool && version ? { tool: tool.trim(), version } : { tool: name || null, version: null };
}
