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
  MATERIALS,
  own,
  placeOf,
  PRIMARY_NAME,
  slugOf,
  statement,
  timespanOf,
  type LinkedArt,
} from './linked-art-terms.js';
import type { Parties } from './linked-parties.js';
import { namedPerson } from './person-name.js';
import type { HistoryEvent } from './recorded-history.js';
import { toldHistory } from './told-history.js';
import { CLAIM_NOTICE, type WorkRecord } from './work-record.js';
import { utcWords } from './utc-words.js';

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
 * schema wants as a number stands beside it as it was told; a measure of a part says so in its label. Each measure names the examination that
 * assigned it (crm:P141i), and each text bears its words as a label, so that examinations that differ stand apart.
 */
export function linkedObjects(record: WorkRecord, partiesOf: Parties): LinkedArt[] {
  return toldHistory(record).flatMap(({ object, events }) => {
    const examined = events.flatMap((told) => {
      const { event } = told;
      return event.type === 'examination' ? [{ ...told, event }] : [];
    });
    return examined.length > 0 ? [objectOf(object, examined, { record, partiesOf })] : [];
  });
}

interface Needs {
  readonly record: WorkRecord;
  readonly partiesOf: Parties;
}

function objectOf(object: string | null, examined: readonly Examined[], needs: Needs): LinkedArt {
  const { record } = needs;
  const held = heldObject(record.work, object);
  const events = examined.map(({ event }) => event);
  const kinds = [...new Set(events.flatMap(({ kindOfObject }) => kindOfObject ?? []))];
  const dimensions = events.flatMap((event) =>
    (event.measurements ?? []).map((one) => dimensionOf(one, assignmentBy(event, needs))),
  );
  return {
    '@context': CONTEXT,
    ...held,
    ...(kinds.length > 0 && {
      classified_as: kinds.map((kind) => own(`kind-of-object-${slugOf(kind)}`, kind)),
    }),
    identified_by: [{ type: 'Name', content: held['_label'], classified_as: [PRIMARY_NAME] }],
    referred_to_by: examined.flatMap((told) =>
      statementsOf(record, told).map((one) => ({ _label: labelOf(told.event), ...one })),
    ),
    ...(dimensions.length > 0 && { dimension: dimensions }),
    shows: [{ id: record.work.id, type: 'VisualItem', _label: record.work.title }],
  };
}

const labelOf = ({ by, on }: Examination): string =>
  `Examination${by === undefined ? '' : ` by ${by.name ?? by.person ?? ''}`}, ${on}`;

/** The examination as what assigned a value: by whom, when and where. */
const assignmentBy = (event: Examination, { record, partiesOf }: Needs): LinkedArt => ({
  type: 'AttributeAssignment',
  _label: labelOf(event),
  ...(event.by && { carried_out_by: partiesOf([event.by]) }),
  timespan: timespanOf(event.on),
  ...(event.place !== undefined && { took_place_at: [placeOf(record, event.place)] }),
});

function dimensionOf(measurement: Measurement, assignment: LinkedArt): LinkedArt {
  const { dimension, value, unit } = measurement;
  return {
    type: 'Dimension',
    _label: measurementInWords(measurement),
    classified_as: [DIMENSIONS[dimension] ?? own(dimension, dimension)],
    value: Number(value),
    unit: { ...(UNITS[unit] ?? own(`unit-${unit}`, unit)), type: 'MeasurementUnit' },
    assigned_by: [assignment],
  };
}

function statementsOf(record: WorkRecord, { event, recordedBy, capacity, index, recordedAt }: Examined) {
  const { materials, attribution, made } = event;
  return [
    ...(materials === undefined ? [] : [statement(materials, MATERIALS)]),
    ...(attribution ? [statement(attributionInWords(attribution), own('attribution', 'Attribution'))] : []),
    ...(made === undefined ? [] : [statement(`Dated ${made} (EDTF)`, BRIEF_TEXT)]),
    ...detailsOfExamination(event).map(({ name, text }) =>
      statement(text, own(`object-id-${slugOf(name)}`, name)),
    ),
    ...(event.photographs ?? []).map(({ cid, sha256 }) =>
      statement(`Photograph: ipfs://${cid}, SHA-256 ${sha256}`, BRIEF_TEXT),
    ),
    statement(
      `Examined ${event.on}; stated by ${namedPerson(record, recordedBy)}, as ${capacity.replaceAll('-', ' ')}; entry ${index}, recorded ${utcWords(recordedAt)}. ${CLAIM_NOTICE}`,
      own('notice', 'Notice'),
    ),
  ];
}
