import { methodAtStart, methodOfWords } from './acquisition-methods.js';
import { readDates } from './edtf-dates.js';
import type { Method, Period, Source } from './period.js';
import { readDeal, takeDeal, type Deal } from './read-deal.js';
import { readParty, readPlace } from './read-party.js';
import { asidesOf, partsOf } from './split-text.js';
import { takeDates } from './take-dates.js';

const EMPTY: Omit<Period, 'isDirectTransfer' | 'verbatim'> = {
  doubt: null,
  isInParentheses: false,
  method: null,
  agent: null,
  owner: null,
  sources: [],
  place: null,
  dates: null,
  stockNumber: null,
  price: null,
  remarks: [],
  footnotes: [],
  citations: [],
};

/** A period that is kept as it is found, marked as not understood. */
export const verbatimPeriod = (verbatim: string, isDirectTransfer: boolean): Period => ({
  ...EMPTY,
  verbatim,
  isDirectTransfer,
});

/** Reads one period without its final sign; null where it is not understood. */
export function readPeriod(text: string, isDirectTransfer: boolean): Period | null {
  const { bare: marked, footnotes, citations } = takeMarkers(text);
  const isInParentheses = marked.startsWith('(') && asidesOf(marked).get(0) === marked.length - 1;
  const bare = isInParentheses ? marked.slice(1, -1).trim() : marked;
  if (isInParentheses && /[;()]/.test(bare)) return null;
  const doubted = /^(possibly|probably|perhaps) /i.exec(bare);
  const afterDoubt = bare.slice(doubted?.[0].length ?? 0);
  const deal = takeDeal(afterDoubt);
  const lead = takeMethod(deal.bare);
  const parts = partsOf(lead.rest);
  if (lead.rest !== '' && parts.includes('')) return null;
  const { before, dates, after } = takeDates(parts, {
    mayBegin: lead.method !== null && !/ (?:by|to)$/.test(lead.method.said),
  });
  if (before.some(isHalfDate)) return null;
  const sorted = sortParts([...before], [...after], { deal, method: lead.method });
  const whole = readWhomOf(sorted.whom.join(', '), lead.method);
  const isSoldTo = lead.method?.said === 'sold by' && whole?.sources[0]?.by === 'of';
  if (!whole || (!whole.owner && whole.sources.length === 0 && !lead.method)) return null;
  if (whole.owner && isNoName(whole.owner.name)) return null;
  return {
    ...EMPTY,
    ...whole,
    isInParentheses,
    doubt: doubted ? (doubted[1]?.toLowerCase() as Period['doubt']) : null, // one of the three of the pattern
    // Whom it was sold to is named: so title passed, and it was no consignment.
    method: sorted.method && isSoldTo ? { ...sorted.method, id: 'sale' } : sorted.method,
    place: whole.place,
    dates,
    stockNumber: sorted.deal.stockNumber,
    price: sorted.deal.price,
    remarks: sorted.remarks,
    footnotes,
    citations,
    isDirectTransfer,
    verbatim: null,
  };
}

/** A date, or a verb whose sentence is another than this convention's: no owner may be made of them. */
const isNoName = (name: string): boolean =>
  readDates(name) !== null ||
  /^(?:re)?(?:sold|bought|acquired|purchased|given|donated|bequeathed|sent|moved|taken|exchanged|inherited|passed|offered|sale|his|her|their)(?: |$)/i.test(
    name,
  ) ||
  /^[^\p{L}\p{N}?]*$/u.test(name) ||
  name.startsWith('(');

/** "February 30", which was no date with the year behind it: it is no place either. */
const isHalfDate = (part: string): boolean =>
  part.length < 40 &&
  /(?:^| )(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}$/i.test(part);

/** [1] and [a], wherever they stand; [01] is none. */
function takeMarkers(text: string): { bare: string; footnotes: string[]; citations: string[] } {
  const footnotes: string[] = [];
  const citations: string[] = [];
  const bare = text.replaceAll(/ ?\[([1-9]\d{0,2}|[a-z]{1,2})\]/g, (_, marker: string) => {
    (/^\d/.test(marker) ? footnotes : citations).push(marker);
    return '';
  });
  return { bare: bare.trim(), footnotes, citations };
}

function takeMethod(text: string): { method: Method | null; rest: string } {
  const found = methodAtStart(text);
  if (!found) return { method: null, rest: text };
  const after = text.slice(found.said.length);
  const isCertain = !after.startsWith('?');
  const rest = (isCertain ? after : after.slice(1)).replace(/^[,:]? /, '').trim();
  return { method: { id: found.id, said: found.said, isCertain, isAfterOwner: false }, rest };
}

interface Sorted {
  readonly whom: readonly string[];
  readonly remarks: readonly string[];
  readonly method: Method | null;
  readonly deal: Deal;
}

/** Stock numbers, prices and methods that stand among the parts; behind the dates all else is a remark. */
function sortParts(
  before: readonly string[],
  after: readonly string[],
  { deal, method }: { deal: Deal; method: Method | null },
): Sorted {
  let found = method;
  let { stockNumber, price } = deal;
  const keep = (part: string, index: number): boolean => {
    const isDoubted = part.endsWith('?');
    const id = index === 0 || found ? null : methodOfWords(part.replace(/\?$/, ''));
    if (id !== null) {
      found = { id, said: part.replace(/\?$/, '').toLowerCase(), isCertain: !isDoubted, isAfterOwner: true };
      return false;
    }
    const told = index === 0 ? null : readDeal(part);
    if (told?.stockNumber != null && told.price === null && stockNumber === null) {
      stockNumber = told.stockNumber;
      return false;
    }
    if (told?.price && told.price.value !== null && told.stockNumber === null && price === null) {
      price = told.price;
      return false;
    }
    return true;
  };
  const whom = before.filter((part, index) => keep(part, index));
  const remarks = after.filter((part, index) => keep(part, index + 1));
  return { whom, remarks, method: found, deal: { stockNumber, price } };
}

/** Who gave is named before who received: "gift of Jane Roe to Museum", "sold by Jane Roe, through A. Dealer, to John Doe". */
function readWhomOf(text: string, method: Method | null): ReturnType<typeof readWhom> {
  const isGiven = method?.said.endsWith(' of') ?? false;
  const isSold = method?.said === 'sold by' || method?.said === 'sold at';
  if (!isGiven && !isSold) return readWhom(text);
  const isInside = insideOf(asidesOf(text));
  const to = [...text.matchAll(isSold ? SOLD_TO : /,? to /g)].find(({ index }) => !isInside(index));
  if (isSold) return to ? readSold(text, { to, method }) : readWhom(text);
  const giver = readParty(to ? text.slice(0, to.index) : text);
  const received = to ? readWhom(text.slice(to.index + to[0].length)) : readWhom('');
  if (!giver || !received || isNoName(giver.name)) return null;
  return { ...received, sources: [{ by: 'of', event: null, party: giver }, ...received.sources] };
}

const SOLD_TO =
  /,? to (?=[\p{Lu}\p{Lo}"“«„]|(?:the|an|a|his|her|their|unknown|private|an?onymous|unidentified) )/gu;

/** By a house the words do not say whose it was: that stays as it is found. */
function readSold(
  text: string,
  { to, method }: { to: RegExpMatchArray & { readonly index: number }; method: Method | null },
): ReturnType<typeof readWhom> {
  const seller = readWhom(text.slice(0, to.index));
  const buyer = readWhom(text.slice(to.index + to[0].length));
  if (method?.said !== 'sold by' || !seller?.owner || seller.agent || !buyer?.owner) return null;
  if (isNoName(seller.owner.name) || (seller.place && buyer.place)) return null;
  return {
    ...buyer,
    place: seller.place ?? buyer.place,
    sources: [{ by: 'of', event: null, party: seller.owner }, ...seller.sources, ...buyer.sources],
  };
}

/** Agent, owner, from whom and where: all that stands before the dates. */
function readWhom(text: string): Pick<Period, 'agent' | 'owner' | 'sources' | 'place'> | null {
  const [head = '', ...tails] = clausesOf(text);
  let place: Period['place'] = null;
  const withoutPlace = (clause: string): string | null => {
    const parts = partsOf(clause);
    const at = parts.findIndex((part, index) =>
      (index === 0 ? /^(?:in|at) [\p{Lu}\p{Lo}]/u : /^in [\p{Lu}\p{Lo}]/u).test(part),
    );
    if (at < 0) return clause;
    if (place !== null) return null;
    place = readPlace(parts.slice(at).join(', ').slice('in '.length));
    return parts.slice(0, at).join(', ');
  };
  const bareHead = withoutPlace(head);
  if (bareHead === null) return null;
  const { agent, owner } = splitAgent(bareHead);
  const who = owner === '' ? null : readParty(owner);
  const whoActs = agent === null ? null : readParty(agent);
  if ((owner !== '' && !who) || (agent !== null && !whoActs)) return null;
  const sources: Source[] = [];
  for (const tail of tails) {
    const bare = withoutPlace(tail);
    const source = bare === null ? null : readSource(bare);
    if (!source) return null;
    sources.push(source);
  }
  return { agent: whoActs, owner: who, sources, place };
}

const CLAUSE =
  /(?:^|,? )(?=(?:from|through|via) [\p{Lu}\p{Lo}"“«„]|(?:from|through|via) (?:the|an|a|his|her|their|unknown|private|an?onymous) )/gu;

/** Cuts before "from", "through" and "via", leaving what is quoted or in brackets whole; the first is what is before them all. */
function clausesOf(text: string): string[] {
  if (!/(?:from|through|via) /.test(text)) return [text];
  const asides = asidesOf(text);
  const isInside = insideOf(asides);
  const cuts = [...text.matchAll(CLAUSE)].filter(({ index }) => !isInside(index));
  const from = [{ index: 0, length: 0 }, ...cuts.map((one) => ({ index: one.index, length: one[0].length }))];
  return from.map(({ index, length }, at) => text.slice(index + length, from[at + 1]?.index ?? text.length));
}

/** Whether a place is in an aside; to be asked from left to right. */
function insideOf(asides: ReadonlyMap<number, number>): (at: number) => boolean {
  const spans = [...asides].sort(([a], [b]) => a - b);
  let next = 0;
  let end = -1;
  return (at) => {
    for (let span = spans[next]; span && span[0] <= at; span = spans[next]) {
      end = Math.max(end, span[1]);
      next += 1;
    }
    return at < end;
  };
}

function readSource(text: string): Source | null {
  const [, by = 'from', rest = ''] = /^(from|through|via) (.*)$/s.exec(text) ?? [];
  const closing = /^["“«„]/.test(rest) ? asidesOf(rest).get(0) : undefined;
  const event = closing === undefined ? null : rest.slice(0, closing + 1);
  const named = closing === undefined ? rest : rest.slice(closing + 1).replace(/^, /, '');
  const party = named === '' ? null : readParty(named);
  return named !== '' && !party ? null : { by: by as Source['by'], event, party }; // one of the three of the pattern
}

/** What is called "… for …", without an agent. */
const BODY =
  /(?:Societ(?:y|é)|Museum|Trust|Cent(?:er|re)|Foundation|Fund|Institute|Council|Association|Committee|Department|Ministry|Commission|Agency|Office|School|League|Gallery|Academy|Alliance|Union|Endowment|Home|Hospital|Campaign)$/u;

function splitAgent(text: string): { agent: string | null; owner: string } {
  if (!text.includes(' for ')) return { agent: null, owner: text };
  const isInside = insideOf(asidesOf(text));
  for (const found of text.matchAll(/,? for /g)) {
    if (isInside(found.index)) continue;
    const agent = text.slice(0, found.index);
    if (agent === '' || (!found[0].startsWith(',') && BODY.test(agent.slice(-40)))) continue;
    return { agent, owner: text.slice(found.index + found[0].length) };
  }
  return { agent: null, owner: text };
}
