import { Field } from '../parts/field.js';
import { textOf } from './form-text.js';
import { sentFiles } from './sent-files.js';

/** What a side of a dispute says, and what shows it. */
export const AccountFields = ({ label }: { readonly label: string }) => (
  <>
    <Field
      label={label}
      name="account"
      required
      isLong
      maxLength={10_000}
      hint="It becomes public, and cannot be deleted by you."
    />
    <Field label="Evidence: files" name="evidence" type="file" multiple />
  </>
);

/** What these fields say, for the body of a statement; sends the files. */
export async function readAccount(form: FormData) {
  const { uploads, references } = await sentFiles(form, 'evidence');
  return {
    uploads,
    said: { account: textOf(form, 'account'), ...(references.length > 0 && { evidence: references }) },
  };
}
