import { useState } from 'react';
import { AskProblem } from '../ask/ask.js';
import { countryIn, saysNoCountry } from '../parts/countries.js';
import { Field } from '../parts/field.js';
import { USES } from '../parts/use-words.js';
import { textOf } from './form-text.js';

/** It takes in all others. */
const ANY = 'use';

/** Which uses are meant, and where: any, or those that are ticked, and never both. Nothing is ticked to begin with: it is signed. */
export function ScopeFields({ legend }: { readonly legend: string }) {
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const tick = (action: string, isTicked: boolean) =>
    setTicked((before) => {
      const others = before.filter((one) => one !== action);
      if (!isTicked) return others;
      return action === ANY ? [ANY] : [...others.filter((one) => one !== ANY), action];
    });
  return (
    <>
      <fieldset className="wide">
        <legend>{legend}</legend>
        <div className="choices">
          {USES.map(([action, name]) => (
            <label className="choice" key={action}>
              <input
                type="checkbox"
                name="action"
                value={action}
                checked={ticked.includes(action)}
                onChange={({ target }) => tick(action, target.checked)}
              />{' '}
              {name}
            </label>
          ))}
        </div>
      </fieldset>
      <Field
        label="Only in these countries"
        name="where"
        isWide
        placeholder="Germany, FR"
        hint="With commas between them; everywhere where it is empty"
      />
    </>
  );
}

/** What these fields say, for the body of a statement. Refuses NO_USE and NO_COUNTRY. */
export function readScope(form: FormData) {
  const actions = form.getAll('action').map(String);
  if (actions.length === 0)
    throw new AskProblem('NO_USE', 'Choose at least one use; “Any use” is all of them.');
  const where = textOf(form, 'where')
    .split(/[,;]/)
    // Codes may stand with spaces between them alone.
    .flatMap((text) => (/^\s*[a-z]{2}(?:\s+[a-z]{2})*\s*$/i.test(text) ? text.split(/\s+/) : [text.trim()]))
    .filter(Boolean)
    .map((text) => {
      const code = countryIn(text);
      if (code === null) throw new AskProblem('NO_COUNTRY', saysNoCountry(text));
      return code;
    });
  return {
    actions,
    ...(where.length > 0 && { where: [...new Set(where)] }),
  };
}
