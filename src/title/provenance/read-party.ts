import type { Life, Party, Place } from './period.js';
import { partsOf } from './split-text.js';

const RELATIONS =
  'son|daughter|wife|husband|widow|widower|brother|sister|mother|father|nephew|niece|grandson|granddaughter|cousin|heir|heirs|uncle|aunt|partner|estate|children|family|stepson|stepdaughter|son-in-law|daughter-in-law';
const RELATIVE = new RegExp(
  `^(.{1,120}?)(?:['’]s?) (?:late |only |elder |eldest |younger )?(${RELATIONS})$`,
  'u',
);
const PRONOUN = new RegExp(`^(his|her|their) (?:late |only |elder |eldest |younger )?(${RELATIONS})$`, 'u');
/** What goes on with a name after its comma. */
const NAME_GOES_ON =
  /^(?:(?:Jr|Sr|Esq|Inc|Ltd|Co|Bros|MP|M\.P|Ph\.?D|M\.D)\.?|LLC|LLP|GmbH|AG|S\.A\.|II|III|IV|V|\d(?:st|nd|rd|th)|(?:\d{1,2}(?:st|nd|rd|th) )?(?:Earl|Duke|Count|Countess|Duchess|Baron|Baroness|Lord|Lady|Marquis|Marquess|Viscount|Prince|Princess|Bart|Bt)\b.{0,80})$/u;

/** A name with what is said of it: life dates, a clause, a place. Null where a part between commas is empty. */
export function readParty(text: string): Party | null {
  const { bare, life } = takeLife(text);
  const [first = '', ...rest] = partsOf(bare);
  if (first === '' || rest.includes('')) return null;
  const related = RELATIVE.exec(first) ?? PRONOUN.exec(first);
  const relationship = related && rest.length > 0 ? { is: related[2] ?? '', to: related[1] ?? '' } : null;
  const parts = relationship ? rest : [first, ...rest];
  let name = parts.shift() ?? '';
  while (parts[0] !== undefined && NAME_GOES_ON.test(parts[0].replace(/\?$/, '')))
    name += `, ${parts.shift()}`;
  const agent = /^(.+) (as agent)(\??)$/u.exec(name);
  if (agent) name = (agent[1] ?? '') + (agent[3] ?? '');
  const isCertain = !name.endsWith('?');
  const clause = agent?.[2] ?? (/^\p{Ll}/u.test(parts[0] ?? '') ? (parts.shift() ?? null) : null);
  return {
    name: name.replace(/\s*\?$/, ''),
    isCertain,
    clause,
    relationship,
    life,
    place: parts.length > 0 ? readPlace(parts.join(', ')) : null,
  };
}

/** "Boise, ID?"; null where it ends in a comma or begins with one. */
export function readPlace(text: string): Place | null {
  const parts = partsOf(text);
  if (parts.includes('')) return null;
  const name = parts.join(', ');
  return { name: name.replace(/\s*\?$/, ''), isCertain: !name.endsWith('?') };
}

const LIFE =
  /^(?:(?:(\d{1,4})(\?)?)?\s?[-–—]\s?(?:(\d{1,4})(\?)?)?|b\. ?(\d{1,4})(\?)?|d\. ?(\d{1,4})(\?)?)(?: (BCE|BC|CE|AD))?$/;

/** Takes [1904-1989] out of a text; (1904-1989) behind a name is the same. */
function takeLife(text: string): { readonly bare: string; readonly life: Life | null } {
  for (const found of text.matchAll(/[[(]([^[\]()]{1,24})[\])]/g)) {
    const life = readLife(found[1] ?? '');
    if (life && found.index > 0) {
      const after = text.slice(found.index + found[0].length);
      return { bare: text.slice(0, found.index).trimEnd() + after, life };
    }
  }
  return { bare: text, life: null };
}

function readLife(text: string): Life | null {
  const found = LIFE.exec(text.trim());
  const birth = found?.[1] ?? found?.[5] ?? null;
  const death = found?.[3] ?? found?.[7] ?? null;
  if (!found || (birth === null && death === null)) return null;
  return {
    birth,
    death,
    isBirthCertain: (found[2] ?? found[6]) === undefined,
    isDeathCertain: (found[4] ?? found[8]) === undefined,
    era: found[9] === undefined ? null : found[9].startsWith('B') ? 'BCE' : 'CE',
  };
}
