import { ask, AskProblem } from '../ask/ask.js';
import { canonicalJson } from '../../lib/canonical-json.js';
import { nameStatement, readStatement } from '../../register/statement.js';
import { typedDataDocument } from '../../register/typed-data.js';
import { NotSigned, type Signer } from '../keys/signer.js';
import { statementToSign } from './sign.generated.js';

export interface Signed {
  readonly statement: Readonly<Record<string, unknown>>;
  readonly signature: string;
}

/**
 * Has the register draft a statement and the person's key sign it. What is signed is made here of the statement, and the statement is compared
 * with what was asked for: a server could else have anything signed.
 */
export async function signStatement(
  signer: Signer,
  { kind, body }: { readonly kind: string; readonly body: Readonly<Record<string, unknown>> },
): Promise<Signed> {
  const { typedData } = await ask(statementToSign, { input: { kind, body, signer: signer.address } });
  const statement = readStatement(typedData.statement);
  const isAsked =
    statement.kind === kind &&
    statement.signer === signer.address &&
    canonicalJson(statement.body) === canonicalJson(body);
  if (!isAsked || nameStatement(statement).cid !== typedData.cid)
    throw new AskProblem(
      'BROKEN',
      'The register drafted another statement than was asked for. It was not signed.',
    );
  const signature = await signer.sign(typedDataDocument(statement));
  if (!/^0x[0-9a-f]+$/i.test(signature)) throw new NotSigned('The wallet gave no signature. Try again.');
  return { statement: typedData.statement, signature };
}

/** The CID of a statement: by it the register knows it. */
export const cidOf = ({ statement }: Signed): string => nameStatement(readStatement(statement)).cid;
