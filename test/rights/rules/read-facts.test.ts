import { readFacts } from '../../../src/rights/rules/read-facts.js';

const places = (document: unknown) => {
  const read = readFacts(document);
  return 'problems' in read ? read.problems.map(({ place }) => place) : [];
};

describe('facts', () => {
  it('may be none at all, or null each', () => {
    expect(readFacts({})).toEqual({ facts: {} });
    expect(readFacts({ aiUsed: null, humanContribution: null })).toEqual({
      facts: { aiUsed: null, humanContribution: null },
    });
  });

  it('refuses members that are no facts, by their names', () => {
    expect(readFacts({ isAuthor: true, aiUsed: true, colour: 'red' })).toEqual({
      problems: [
        { place: 'isAuthor', problem: 'is not known here; take it out' },
        { place: 'colour', problem: 'is not known here; take it out' },
      ],
    });
  });

  it('refuses a member called __proto__ like any other', () => {
    expect(places(JSON.parse('{"__proto__": {"aiUsed": true}}'))).toEqual(['__proto__']);
  });

  it.each<[unknown, string]>([
    [{ promptCount: -1 }, 'promptCount'],
    [{ promptCount: 1.5 }, 'promptCount'],
    [{ promptCount: '624' }, 'promptCount'],
    [{ aiUsed: 'yes' }, 'aiUsed'],
    [{ authorListed: 'robot' }, 'authorListed'],
    [{ humanContribution: 'selection' }, 'humanContribution'],
    [{ humanContribution: ['selection', 7] }, 'humanContribution.1'],
    [{ humanContribution: [''] }, 'humanContribution.0'],
    [{ humanContribution: ['\ud800'] }, 'humanContribution.0'],
    [{ humanContribution: Array.from({ length: 101 }, () => 'selection') }, 'humanContribution'],
    [{ coAuthorListed: 'x'.repeat(201) }, 'coAuthorListed'],
    [[], '(all of it)'],
    ['facts', '(all of it)'],
    [null, '(all of it)'],
  ])('refuses %j, naming the place', (document, place) => {
    expect(places(document)).toEqual([place]);
  });

  it('tells every place that is wrong', () => {
    expect(places({ aiUsed: 1, promptCount: -1, nothing: 0 }).toSorted()).toEqual([
      'aiUsed',
      'nothing',
      'promptCount',
    ]);
  });

  it.each([
    [{ aiUsed: false, promptCount: 3 }, 'aiUsed'],
    [{ aiUsed: false, authorListed: 'machine' }, 'aiUsed'],
    [{ autonomous: true, directHumanParticipation: true }, 'directHumanParticipation'],
    [{ promptsOnly: true, expressiveInput: ['drawing'], inputPerceptibleInOutput: true }, 'promptsOnly'],
    [{ autonomous: true, aiPartAboveDeMinimis: false }, 'aiPartAboveDeMinimis'],
  ])('refuses %j, which contradicts itself', (document, place) => {
    expect(places(document)).toEqual([place]);
  });
});
