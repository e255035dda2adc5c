import { computeResaleRight, type ResaleRightStatement } from '../rights/resale-right.js';
import { requiredOption, textOption, type Command } from './command.js';
import { dayOption } from './read-option.js';

export const resaleRightCommand: Command = {
  name: 'resale-right',
  usage: 'resale-right --country XX --price AMOUNT --date DATE [--currency CODE]',
  help: `Computes the resale royalty (droit de suite) on a sale, band by band, by the law of its country on its day. It does not say that a royalty is
due, nor to whom: what decides that and is not known here is listed. Needs no server, and sends nothing anywhere.

  --country XX    GB, DE or FR; EU for the directive's own numbers, where a member state's are not known here.
  --price AMOUNT  Net of tax, in the currency of the law, such as 3000.00: digits, and at most two after a point.
  --date DATE     The day of the sale, such as 2026-05-01.
  --currency CODE  The currency of the price (EUR, GBP): refused where the law reckons in another. Nothing is converted.

--json prints {country, date, currency, price, threshold, isThresholdReached, bands: [{above, upTo, ratePercent, part, amount}], sum, cap, isCapped, royalty,
citations, notes, notKnown, notice}. Amounts are texts, since JSON numbers round: two decimals, and six in amount and sum, which are exact. royalty
is the sum or the cap, to the nearest hundredth, a half upwards. Sources: Directive 2001/84/EC art. 3 and 4; SI 2006/346 reg. 3, 12 and Sch. 1 (in
euro until 31 March 2024), SI 2023/1285 reg. 3; UrhG § 26; Code de la propriété intellectuelle R122-5 and R122-6. Not reviewed by counsel.
Exit code: 0 computed; 1 refused (UNKNOWN_COUNTRY, NOT_IN_FORCE, BAD_PRICE, WRONG_CURRENCY); 2 wrong usage.`,
  options: {
    country: { type: 'string' },
    price: { type: 'string' },
    date: { type: 'string' },
    currency: { type: 'string' },
  },
  arity: 0,
  // Without `async` what it refuses would be thrown before there is a promise.
  async run({ options }) {
    const statement = computeResaleRight({
      country: requiredOption(options, 'country'),
      price: requiredOption(options, 'price'),
      date: dayOption(options, 'date'),
      currency: textOption(options, 'currency'),
    });
    return { json: statement, text: describe(statement) };
  },
};

function describe(statement: ResaleRightStatement): string {
  const { country, date, currency, price, threshold, bands, sum, cap, royalty } = statement;
  return [
    `Resale royalty on ${currency} ${price}, sold on ${date}, by the law of ${country}: ${currency} ${royalty}`,
    ...(statement.isThresholdReached
      ? bands.map(
          (band) =>
            `  above ${band.above}${band.upTo === null ? '' : ` up to ${band.upTo}`}: ${band.ratePercent} % of ${band.part} is ${band.amount}`,
        )
      : [`  The price is below ${threshold}, from which on there is one.`]),
    ...(bands.length > 0 ? [`  Together ${sum}${statement.isCapped ? `, and at most ${cap}` : ''}.`] : []),
    `Authority: ${statement.citations.join('; ')}`,
    ...statement.notes,
    'Not known here:',
    ...statement.notKnown.map((one) => `  ${one}`),
    statement.notice,
  ].join('\n');
}
