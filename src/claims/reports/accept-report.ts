import * as z from 'zod';
import { Refusal } from '../../lib/refusal.js';
import type { Clock, Database } from '../../ports.js';
import type { SignedRequest } from '../../register/accept-request.js';
import type { SignedKind } from '../../register/statement-kind.js';
import { readBody } from '../../register/statement.js';
import { acceptOperatorRequest, type OperatorNeeds } from '../../works/display/withhold-file.js';
import { networkOf } from './network-of.js';
import { reportSchema, type Report } from './report.js';
import { countReports, reportsAfter, saveReport } from './report-store.js';

const MS_A_DAY = 86_400_000;
const MOST_OF_SUBJECT_A_DAY = 20;
const MOST_A_DAY = 2000;

/** Counts what each client sends, and says whether it may send more. */
export interface ReportLimit {
  mayReport(client: string, now: Date): boolean;
}

/** Ten reports an hour from one address, or one /64 of IPv6; it is remembered for that hour, and nowhere else. */
export function reportLimit({ most = 10, forMs = 3_600_000 } = {}): ReportLimit {
  const sent = new Map<string, number[]>();
  return {
    mayReport(address, now) {
      const client = networkOf(address);
      const since = now.getTime() - forMs;
      for (const [one, times] of sent) if ((times.at(-1) ?? 0) <= since) sent.delete(one);
      const own = (sent.get(client) ?? []).filter((at) => at > since);
      if (own.length >= most) return false;
      sent.set(client, [...own, now.getTime()]);
      return true;
    },
  };
}

/** Takes a report by anybody, for the operators. Refuses OUT_OF_SCHEMA and TOO_MANY_REPORTS. */
export async function acceptReport(
  { database, clock, reports }: { database: Database; clock: Clock; reports: ReportLimit },
  { report, client }: { report: unknown; client: string },
): Promise<void> {
  const { contact = null, ...told } = readBody(reportSchema, report, 'report');
  const now = clock.now();
  const { tables } = database;
  const since = new Date(now.getTime() - MS_A_DAY);
  const { ofSubject, all } = await countReports(tables, { subject: told.subject, since });
  if (ofSubject >= MOST_OF_SUBJECT_A_DAY || all >= MOST_A_DAY || !reports.mayReport(client, now))
    throw new Refusal(
      'TOO_MANY_REPORTS',
      'As many reports came as are read in a day. Report again tomorrow, or dispute the claim by a signed statement.',
      { subject: told.subject },
    );
  await saveReport(tables, { ...told, contact, at: now });
}

const readSchema = z.strictObject({
  after: z.int().min(0).optional().describe('Only those behind this number'),
});

export const readReports: SignedKind<Readonly<z.infer<typeof readSchema>>> = {
  kind: 'read-reports',
  description:
    'An operator of the server reads what was reported. It is a request, and no part of the register.',
  body: readSchema,
  role: 'operator',
  subject: () => 'reports',
  sentence: ({ after = 0 }) => `I read what was reported, behind number ${after}.`,
};

/** Reports for an operator, at most 100, the earliest first. Refuses NOT_ALLOWED and the codes of every signed request. */
export async function findReports(needs: OperatorNeeds, signed: SignedRequest): Promise<Report[]> {
  const { body } = await acceptOperatorRequest(needs, readReports, signed);
  return reportsAfter(needs.database.tables, { after: BigInt(body.after ?? 0), limit: 100 });
}
