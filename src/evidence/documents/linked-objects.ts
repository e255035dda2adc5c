import {
  attributionInWords,
  detailsOfExamination,
  measurementInWords,
  type Examination,
  type Measurement,
} from '../../title/history/examination.js';
import { heldObject } from './held-object.js';
import {
  aat,
  BRIEF_TEXT,
  CONTEXT,
  idPart,
  MATERIALS,
  own,
  PRIMARY_NAME,
  statement,
  type LinkedArt,
} from './linked-art-terms.js';
import { namedPerson } from './person-name.js';
import type { HistoryEvent } from './recorded-history.js';
import { toldHistory } from './told-history.js';
import { CLAIM_NOTICE, type WorkRecord } from './work-record.js';

/** Concepts of the AAT that the model of Linked Art names; what it does not name is a term of our own. */
const DIMENSIONS: Partial<Record<Measurement['dimension'], LinkedArt>> = {
  height: aat(300055644, 'Height'),
  width: aat(300055647, 'Width'),
  depth: aat(300072633, 'Depth'),
  diameter: aat(300055624, 'Diameter'),
  weight: aat(300056240, 'Weight'),
};
const UNITS: Partial<Record<Measurement['unit'], LinkedArt>> = {
  cm: aat(300379098, 'centimeters'),
  in: aat(300379100, 'inches'),
};

type Examined = HistoryEvent & { readonly event: Examination };

/**
 * Each physical object that was examined, as a HumanMadeObject with what examinations that stand tell of it by the fields of Object ID. What the
 * schema wants as a number stands beside it as it was told; a measure of a part says so in its label.
 */
export function linkedObjects(record: WorkRecord): LinkedArt[] {
  return toldHistory(record).flatMap(({ object, events }) => {
    const examined = events.flatMap((told) => {
      const { event } = told;
      return event.type === 'examination' ? [{ ...told, event }] : [];
    });
    return examined.length > 0 ? [objectOf(record, object, examined)] : [];
  });
}

function objectOf(record: WorkRecord, object: string | null, examined: readonly Examined[]): LinkedArt {
  const held = heldObject(record.work, object);
  const events = examined.map(({ event }) => event);
  const kinds = [...new Set(events.flatMap(({ kindOfObject }) => kindOfObject ?? []))];
  const dimensions = events.flatMap(({ measurements = [] }) => measurements.map(dimensionOf));
  return {
    '@context': CONTEXT,
    ...held,
    ...(kinds.length > 0 && {
      classified_as: kinds.map((kind) => own(`kind-of-object-${idPart(kind)}`, kind)),
    }),
    identified_by: [{ type: 'Name', content: held['_label'], classified_as: [PRIMARY_NAME] }],
    referred_to_by: examined.flatMap((told) => statementsOf(record, told)),
    ...(dimensions.length > 0 && { dimension: dimensions }),
    shows: [{ id: record.work.id, type: 'VisualItem', _label: record.work.title }],
  };
}

function dimensionOf(measurement: Measurement): LinkedArt {
  const { dimension, value, unit } = measurement;
  return {
    type: 'Dimension',
    _label: measurementInWords(measurement),
    classified_as: [DIMENSIONS[dimension] ?? own(dimension, dimension)],
    value: Number(value),
    unit: { ...(UNITS[unit] ?? own(`unit-${unit}`, unit)), type: 'MeasurementUnit' },
  };
}

function statementsOf(record: WorkRecord, { event, recordedBy, capacity, index, recordedAt }: Examined) {
  const { materials, attribution, made } = event;
  return [
    ...(materials === undefined ? [] : [statement(materials, MATERIALS)]),
    ...(attribution ? [statement(attributionInWords(attribution), own('attribution', 'Attribution'))] : []),
    ...(made === undefined ? [] : [statement(`Dated ${made} (EDTF)`, BRIEF_TEXT)]),
    ...detailsOfExamination(event).map(({ name, text }) =>
      statement(text, own(`object-id-${idPart(name)}`, name)),
    ),
    ...(event.photographs ?? []).map(({ cid, sha256 }) =>
      statement(`Photograph: ipfs://${cid}, SHA-256 ${sha256}`, BRIEF_TEXT),
    ),
    statement(
      `Examined ${event.on}; stated by ${namedPerson(record, recordedBy)}, as ${capacity.replaceAll('-', ' ')}; entry ${index}, recorded ${recordedAt}. ${CLAIM_NOTICE}`,
      own('notice', 'Notice'),
    ),
  ];
}
