import { isCustodyAlone, movesInWords, wordsOfEvent } from '../../../src/evidence/documents/event-words.js';
import { ACQUISITION_METHODS } from '../../../src/title/provenance/acquisition-methods.js';

const passage = (method?: string) => ({
  type: 'passage' as const,
  to: [{ name: 'Jane Roe' }],
  ...(method !== undefined && { method }),
});

describe('the words of an event', () => {
  it('are those of a label, without the marks of notes', () => {
    const sale = { ...passage('sale'), begin: '1910', sources: [{ citation: 'A letter' }] };
    expect(wordsOfEvent(sale)).toBe('Purchased by Jane Roe, 1910');
    const search = { searched: 'lostart.de', kind: 'loss-database' as const, found: 'nothing' as const };
    expect(wordsOfEvent({ type: 'search', ...search, on: '2020' })).toBe(
      'Searched: lostart.de, 2020: found nothing',
    );
  });

  it.each([
    ['sale', 'Title and custody'],
    ['theft', 'Custody alone; title stayed'],
    ['looting', 'Custody alone; title stayed'],
    ['illegal_extraction', 'Custody alone; title stayed'],
    ['on_loan', 'Custody alone; title stayed'],
    ['commission', 'Title alone; custody stayed'],
    ['lost', 'Custody ended; title stayed'],
    ['destruction', 'Title and custody ended with the object'],
    [undefined, 'Read as title and custody: how it passed is not told'],
  ])('say of %s: %s', (method, words) => {
    expect(movesInWords(passage(method))).toBe(words);
  });

  it('say of every method whether title stayed, as the method has it', () => {
    for (const { id, movesTitle, class: kind } of ACQUISITION_METHODS.filter(
      ({ class: one }) => one !== 'disappearance',
    ))
      expect([id, kind, isCustodyAlone(passage(id))]).toEqual([id, kind, !movesTitle]);
  });

  it('say of an offer and a search that nothing moved', () => {
    expect(movesInWords({ type: 'offer', outcome: 'bought-in' })).toContain('Nothing moved');
    expect(isCustodyAlone({ type: 'offer', outcome: 'bought-in' })).toBe(false);
  });
});
