import { tellEvents } from '../../src/title/history/event-text.js';
import type { ProvenanceEvent } from '../../src/title/history/provenance-event.js';
import { readProvenance } from '../../src/title/provenance/read-provenance.js';
import { writeProvenance } from '../../src/title/provenance/write-provenance.js';

const A_THEFT: ProvenanceEvent = {
  type: 'passage',
  method: 'theft',
  from: [{ name: 'Estate of Baron H.' }],
  begin: '1990~',
};

describe('events, as a label tells them', () => {
  it('name nobody who is not told: what was stolen by nobody known came by theft', () => {
    const text = writeProvenance(tellEvents([A_THEFT]));
    expect(text).toBe('By theft, from Estate of Baron H., c. 1990.');
    expect(writeProvenance(readProvenance(text))).toBe(text);
    expect(writeProvenance(tellEvents([{ ...A_THEFT, to: [{ name: 'unknown' }] }]))).toBe(
      'Stolen by unknown, from Estate of Baron H., c. 1990.',
    );
  });

  it('end with one stop, also where a note ends with one', () => {
    const text = writeProvenance(tellEvents([{ ...A_THEFT, note: 'Reported to the police, file 90-1123.' }]));
    expect(text).toMatch(/file 90-1123\.$/);
    expect(text).not.toContain('..');
  });
});
