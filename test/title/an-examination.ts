import type { Examination } from '../../src/title/history/examination.js';

/** An examination with every field but photographs. */
export const AN_EXAMINATION: Examination = {
  type: 'examination',
  by: { name: 'Restaurierungsatelier K' },
  on: '2024-05-01',
  place: 'Wien',
  kindOfObject: 'Gemälde',
  materials: 'oil on canvas',
  measurements: [
    { dimension: 'height', value: '73.7', unit: 'cm' },
    { dimension: 'width', value: '92', unit: 'cm' },
    { dimension: 'width', value: '41.5', unit: 'in', part: 'frame' },
    { dimension: 'weight', value: '4.2', unit: 'kg' },
  ],
  inscriptions: 'signed lower left "AM"; on the stretcher a label of Galerie X',
  features: 'a mended tear of 3 cm at the upper edge',
  subject: 'a sunrise over the sea',
  made: '1905~',
  attribution: { maker: { name: 'Anna Maler' }, qualifier: 'attributed-to' },
  description: 'relined canvas',
  condition: 'good; varnish yellowed',
  note: 'examined out of its frame',
  sources: [{ citation: 'Report 24/117' }],
};
