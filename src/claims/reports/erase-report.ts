import * as z from 'zod';
import { Refusal } from '../../lib/refusal.js';
import type { SignedRequest } from '../../register/accept-request.js';
import type { SignedKind } from '../../register/statement-kind.js';
import { acceptOperatorRequest, type OperatorNeeds } from '../../works/display/withhold-file.js';
import { deleteReport } from './report-store.js';

const bodySchema = z.strictObject({ report: z.int().min(1).describe('Number of the report') });

export const eraseReport: SignedKind<Readonly<z.infer<typeof bodySchema>>> = {
  kind: 'erase-report',
  description:
    'An operator of the server erases a report, with its account and contact. It is a request, and no part of the register.',
  body: bodySchema,
  role: 'operator',
  subject: ({ report }) => `report:${report}`,
  sentence: ({ report }) => `I erase report ${report}.`,
};

/** Erases a report, from backups made later too; gives its number. Refuses NOT_ALLOWED, REPORT_UNKNOWN and the codes of every signed request. */
export async function forgetReport(needs: OperatorNeeds, signed: SignedRequest): Promise<bigint> {
  const { body } = await acceptOperatorRequest(needs, eraseReport, signed);
  const number = BigInt(body.report);
  if (!(await deleteReport(needs.database.tables, number)))
    throw new Refusal('REPORT_UNKNOWN', `There is no report ${body.report}.`, { report: body.report });
  return number;
}
