export type MethodClass =
  'acquisition' | 'instantiation' | 'disappearance' | 'divided_custody' | 'rejoining' | 'transformation';

/** A way in which a work comes to somebody, and what of it comes: custody, title or both. */
export interface AcquisitionMethod {
  readonly id: string;
  readonly title: string;
  readonly class: MethodClass;
  /** The broader method; null for the broadest of a class. */
  readonly parent: string | null;
  /** Before the owner's name: "purchased by". */
  readonly prefix: string;
  /** After it: "by descent". */
  readonly suffix: string | null;
  readonly synonyms: readonly string[];
  readonly movesCustody: boolean;
  readonly movesTitle: boolean;
}

interface Terms extends Pick<AcquisitionMethod, 'class' | 'parent' | 'prefix' | 'suffix' | 'synonyms'> {
  readonly moves: 'both' | 'custody' | 'title';
}

const method = (id: string, title: string, { moves, ...terms }: Terms): AcquisitionMethod => ({
  id,
  title,
  ...terms,
  movesCustody: moves !== 'title',
  movesTitle: moves !== 'custody',
});

/**
 * The 50 methods of arttracks/museum_provenance (MIT, Carnegie Museum of Art; lib/museum_provenance/acquisition_method_list.rb), with what
 * is wrong there mended: exhange_of_value, "posessed by", conversion under the prefix of appropriation, "discovered by" for two methods, a bare
 * "sale" that would take in owners' names. Theft, looting and illegal extraction move custody, never title: the source says both
 * (nemo dat quod non habet). Some synonyms are ours, such as "consigned at" and "seized by".
 */
// A row a method; as prettier would lay it out nobody could compare it with its source.
// prettier-ignore
export const ACQUISITION_METHODS: readonly AcquisitionMethod[] = [
  method('acquisition', 'Acquisition', { class: 'acquisition', parent: null, prefix: '', suffix: 'by acquisition', moves: 'both', synonyms: ['acquired by'] }),
  method('exchange_of_value', 'Exchange of Value', { class: 'acquisition', parent: 'acquisition', prefix: 'through an exchange of value, to', suffix: null, moves: 'both', synonyms: [] }),
  method('assignment', 'Assignment', { class: 'acquisition', parent: 'exchange_of_value', prefix: 'assigned to', suffix: null, moves: 'both', synonyms: [] }),
  method('sale', 'Sale', { class: 'acquisition', parent: 'exchange_of_value', prefix: 'purchased by', suffix: null, moves: 'both', synonyms: ['bought by', 'by purchase', 'purchased', 'sold to', 'sold, to'] }),
  method('private_sale', 'Private Sale', { class: 'acquisition', parent: 'sale', prefix: 'privately purchased by', suffix: null, moves: 'both', synonyms: ['sold privately'] }),
  method('purchase_at_auction', 'Purchase at Auction', { class: 'acquisition', parent: 'sale', prefix: 'purchased at auction by', suffix: null, moves: 'both', synonyms: ['by auction, to', 'by auction', 'sold at auction', 'sold at auction to', 'bought at sale by', 'bought at auction by', 'purchased at sale by'] }),
  method('exchange', 'Exchange', { class: 'acquisition', parent: 'exchange_of_value', prefix: 'by exchange, to', suffix: 'by exchange', moves: 'both', synonyms: ['acquired by exchange', 'exchanged with', 'by exchange with'] }),
  method('forced_sale', 'Forced Sale', { class: 'acquisition', parent: 'sale', prefix: 'forced sale, to', suffix: null, moves: 'both', synonyms: ['by forced sale', 'sold under duress to', 'sold under duress'] }),
  method('assumption', 'Assumption of Ownership', { class: 'acquisition', parent: 'acquisition', prefix: 'ownership assumed by', suffix: null, moves: 'both', synonyms: [] }),
  method('appropriation', 'Appropriation', { class: 'acquisition', parent: 'assumption', prefix: 'appropriated by', suffix: null, moves: 'both', synonyms: [] }),
  method('confiscation', 'Confiscation', { class: 'acquisition', parent: 'appropriation', prefix: 'confiscated by', suffix: null, moves: 'both', synonyms: ['seized by', 'confiscated', 'seized', 'requisitioned by'] }),
  method('theft', 'Theft', { class: 'acquisition', parent: 'appropriation', prefix: 'stolen by', suffix: 'by theft', moves: 'custody', synonyms: ['via theft', 'stolen'] }),
  method('looting', 'Looting', { class: 'acquisition', parent: 'theft', prefix: 'looted by', suffix: null, moves: 'custody', synonyms: ['looted'] }),
  method('restitution', 'Restitution', { class: 'acquisition', parent: 'appropriation', prefix: 'restituted to', suffix: 'by restitution', moves: 'both', synonyms: ['via restitution', 'restituted', 'recovered by', 'by restitution to'] }),
  method('conversion', 'Conversion', { class: 'acquisition', parent: 'confiscation', prefix: 'by conversion, to', suffix: 'by conversion', moves: 'both', synonyms: [] }),
  method('gift', 'Gift', { class: 'acquisition', parent: 'assumption', prefix: 'gift to', suffix: null, moves: 'both', synonyms: ['gifted to', 'donated to', 'given to', 'by gift to', 'gift of', 'presented to'] }),
  method('prize', 'Prize', { class: 'acquisition', parent: 'gift', prefix: 'won by', suffix: null, moves: 'both', synonyms: ['awarded to'] }),
  method('transfer', 'Transfer', { class: 'acquisition', parent: 'gift', prefix: 'transferred to', suffix: 'by transfer', moves: 'both', synonyms: ['transferred'] }),
  method('bequest', 'Bequest', { class: 'acquisition', parent: 'gift', prefix: 'bequest, to', suffix: 'by bequest', moves: 'both', synonyms: ['bequeathed to', 'by bequest to', 'bequest of', 'by bequest, to'] }),
  method('by_descent', 'By Descent', { class: 'acquisition', parent: 'bequest', prefix: 'by descent to', suffix: 'by descent', moves: 'both', synonyms: ['by inheritance to', 'by inheritance', 'by inheritance, to', 'thence by descent to', 'thence by descent', 'by descent, to', 'inherited by', 'passed by descent to'] }),
  method('origin', 'Origination', { class: 'instantiation', parent: null, prefix: 'gave origin by', suffix: null, moves: 'both', synonyms: [] }),
  method('creation', 'Creation', { class: 'instantiation', parent: 'origin', prefix: 'created by', suffix: null, moves: 'both', synonyms: [] }),
  method('found', 'Found', { class: 'instantiation', parent: 'origin', prefix: 'found by', suffix: null, moves: 'both', synonyms: ['found'] }),
  method('recognization', 'Recognization', { class: 'instantiation', parent: 'found', prefix: 'recognized by', suffix: null, moves: 'both', synonyms: [] }),
  method('discovery', 'Discovery', { class: 'instantiation', parent: 'found', prefix: 'discovered by', suffix: null, moves: 'both', synonyms: [] }),
  method('illegal_extraction', 'Illegal Extraction', { class: 'instantiation', parent: 'discovery', prefix: 'illegally extracted by', suffix: null, moves: 'custody', synonyms: [] }),
  method('excavated', 'Excavation', { class: 'instantiation', parent: 'discovery', prefix: 'excavated by', suffix: null, moves: 'both', synonyms: ['excavated'] }),
  method('recleared', 'Reclearing', { class: 'instantiation', parent: 'discovery', prefix: 'recleared by', suffix: null, moves: 'both', synonyms: [] }),
  method('field_collection', 'Field Collection', { class: 'instantiation', parent: 'discovery', prefix: 'field collected by', suffix: 'by field collection', moves: 'both', synonyms: ['extracted by'] }),
  method('conceptualization', 'Conceptualization', { class: 'instantiation', parent: 'creation', prefix: 'conceptualized by', suffix: null, moves: 'both', synonyms: [] }),
  method('fabrication', 'Fabrication', { class: 'instantiation', parent: 'creation', prefix: 'fabricated by', suffix: null, moves: 'both', synonyms: ['published by', 'printed by'] }),
  method('commission', 'Commission', { class: 'instantiation', parent: 'creation', prefix: 'commissioned from', suffix: 'by commission', moves: 'title', synonyms: ['by commission, to', 'painted for', 'created for', 'commissioned by'] }),
  method('disappearance', 'Disappearance', { class: 'disappearance', parent: null, prefix: 'disappeared by', suffix: null, moves: 'both', synonyms: [] }),
  method('destruction', 'Physical Destruction', { class: 'disappearance', parent: 'disappearance', prefix: 'destroyed by', suffix: null, moves: 'both', synonyms: ['destroyed'] }),
  method('expiration', 'Expiration', { class: 'disappearance', parent: 'disappearance', prefix: 'completed by', suffix: null, moves: 'both', synonyms: [] }),
  method('lost', 'Loss', { class: 'disappearance', parent: 'disappearance', prefix: 'lost by', suffix: null, moves: 'both', synonyms: ['lost'] }),
  method('possessed_by', 'In Possession', { class: 'divided_custody', parent: null, prefix: 'in custody of', suffix: null, moves: 'custody', synonyms: ['with', 'possessed by', 'held by', 'in the custody of'] }),
  method('on_deposit', 'On Deposit', { class: 'divided_custody', parent: 'possessed_by', prefix: 'on deposit to', suffix: null, moves: 'custody', synonyms: ['on deposit', 'on deposit at'] }),
  method('consignment', 'Consigned', { class: 'divided_custody', parent: 'on_deposit', prefix: 'consigned to', suffix: null, moves: 'custody', synonyms: ['in sale at', 'sold by', 'sold at', 'sale,', 'his sale,', 'her sale,', 'their sale,', 'anonymous sale,', 'estate sale,', 'sold,', 'consigned at', 'consigned with', 'offered at'] }),
  method('on_loan', 'On Loan', { class: 'divided_custody', parent: 'on_deposit', prefix: 'loaned to', suffix: null, moves: 'custody', synonyms: ['on loan to', 'on permanent loan to', 'on long term at', 'on longterm loan at', 'on extended loan at', 'lent to', 'on loan at', 'on long term loan at'] }),
  method('on_tour', 'On Tour', { class: 'divided_custody', parent: 'on_loan', prefix: 'toured to', suffix: null, moves: 'custody', synonyms: [] }),
  method('delivered', 'Delivered', { class: 'rejoining', parent: null, prefix: 'delivered to', suffix: null, moves: 'custody', synonyms: [] }),
  method('returned', 'Returned', { class: 'rejoining', parent: 'delivered', prefix: 'returned to', suffix: null, moves: 'custody', synonyms: ['returned'] }),
  method('party_transformation', 'Party Transformation', { class: 'transformation', parent: null, prefix: 'who became', suffix: null, moves: 'both', synonyms: [] }),
  method('marriage', 'Marriage', { class: 'transformation', parent: 'party_transformation', prefix: 'via marriage, to', suffix: null, moves: 'both', synonyms: [] }),
  method('widowhood', 'Widowhood', { class: 'transformation', parent: 'party_transformation', prefix: 'via widowhood, to', suffix: null, moves: 'both', synonyms: [] }),
  method('divorce', 'Divorce', { class: 'transformation', parent: 'party_transformation', prefix: 'via divorce, to', suffix: null, moves: 'both', synonyms: [] }),
  method('death', 'Death', { class: 'transformation', parent: 'party_transformation', prefix: 'via death, to', suffix: null, moves: 'both', synonyms: ['via his death', 'via her death', 'via their death'] }),
  method('partial_gift', 'Partial Gift', { class: 'transformation', parent: 'party_transformation', prefix: 'partial gift to', suffix: null, moves: 'both', synonyms: ['via partial gift'] }),
  method('consolidation', 'Organizational Consolidation', { class: 'transformation', parent: 'party_transformation', prefix: 'via consolidation, to', suffix: null, moves: 'both', synonyms: [] }),
];

const BY_ID: ReadonlyMap<string, AcquisitionMethod> = new Map(
  ACQUISITION_METHODS.map((one) => [one.id, one]),
);

export const acquisitionMethod = (id: string): AcquisitionMethod | null => BY_ID.get(id) ?? null;

/** Whether a method is `ancestor` or a kind of it. */
export function isKindOf(id: string | null, ancestor: string): boolean {
  for (let at = id; at !== null; at = BY_ID.get(at)?.parent ?? null) if (at === ancestor) return true;
  return false;
}

interface Phrase {
  readonly words: string;
  readonly id: string;
}

const phrasesOf = (parts: (one: AcquisitionMethod) => readonly (string | null)[]): readonly Phrase[] =>
  ACQUISITION_METHODS.flatMap((one) =>
    parts(one).flatMap((words) => (words ? [{ words: words.toLowerCase(), id: one.id }] : [])),
  ).sort((a, b) => b.words.length - a.words.length);

// The longest first, so that "purchased at auction by" is no "purchased".
const BEFORE = phrasesOf((one) => [one.prefix, one.suffix, ...one.synonyms]);
const AFTER = new Map(phrasesOf((one) => [one.suffix, ...one.synonyms]).map(({ words, id }) => [words, id]));
const LONGEST_PHRASE = Math.max(...BEFORE.map(({ words }) => words.length));

/** The method whose words a text begins with, and those words. */
export function methodAtStart(text: string): { id: string; said: string } | null {
  const start = text.slice(0, LONGEST_PHRASE + 1).toLowerCase();
  const found = BEFORE.find(
    ({ words }) =>
      start.startsWith(words) && (/[,]$/.test(words) || !/[\p{L}\p{N}'’-]/u.test(text.charAt(words.length))),
  );
  return found ? { id: found.id, said: found.words } : null;
}

/** The method that a part of a period is, such as "by descent" behind a name. */
export const methodOfWords = (text: string): string | null =>
  text.length <= LONGEST_PHRASE ? (AFTER.get(text.toLowerCase()) ?? null) : null;
