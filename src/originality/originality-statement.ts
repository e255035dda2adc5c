import * as z from 'zod';
import { signedDocument } from '../lib/signed-document.js';
import { isCertain } from './match.js';
import type { OriginalityReport } from './search-originality.js';
import { REASONS, VERDICTS, type VerdictGiven } from './verdict.js';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const share = z.number().min(0).max(1);
const region = z
  .array(z.tuple([z.number(), z.number()]))
  .describe('Corners x, y of a convex polygon, in pixels as stored from the upper left corner');
const pdqSchema = z
  .strictObject({ hash, quality: z.int().min(0).max(100) })
  .describe('PDQ hash as 64 hex digits, and its quality');

/** A report as it is exported. */
export const originalityStatementSchema = z.strictObject({
  format: z.literal('raisonne-originality/1'),
  register: z
    .strictObject({
      origin: z.string().describe('Origin of the log'),
      size: z.string().describe('Number of entries when it was asked, in decimal'),
      checkpoint: z
        .strictObject({ size: z.string(), root: hash.describe('RFC 6962 root, in hex') })
        .nullable()
        .describe('The newest signed checkpoint then; null before the first'),
      pictures: z.int().describe('Registered pictures'),
      searched: z
        .int()
        .describe('Those of them that were searched by all their fingerprints, the others by PDQ alone'),
    })
    .describe('What was searched'),
  askedAt: z.iso.datetime(),
  askedFor: z
    .string()
    .nullable()
    .describe(
      'Id of the person for whom it was asked, as whoever asked said, which nobody proved; null where nobody is named',
    ),
  picture: z.strictObject({
    cid: z.string(),
    sha256: hash,
    mediaType: z.string(),
    width: z.int().nullable(),
    height: z.int().nullable(),
    fingerprints: z.strictObject({
      version: z.int().describe('Of the fingerprints and of the index over them'),
      pdq: pdqSchema.nullable(),
      trimmed: z
        .strictObject({
          box: z.strictObject({ left: z.int(), top: z.int(), width: z.int(), height: z.int() }),
          pdq: pdqSchema,
        })
        .nullable()
        .describe('What is within a plain border; null where there is none'),
      imageCode: z.string().describe('ISCC Image-Code (ISO 24138)'),
      features: z.int().describe('Local features that were asked for'),
      model: z
        .strictObject({
          sha256: hash.describe('Of the ONNX file'),
          side: z.int().describe('Of the square to which pictures were brought, in pixels'),
          mean: z.array(z.number()).length(3),
          deviation: z.array(z.number()).length(3),
          least: z.number().describe('Cosine similarity from which on two pictures count as alike'),
        })
        .nullable()
        .describe('By which pictures were embedded besides; null for none'),
    }),
  }),
  tooPlain: z
    .boolean()
    .describe('Too little structure to be judged by its look: only equal bytes were looked for'),
  isTruncated: z.boolean().describe('More works look alike than were compared'),
  coverage: share.describe('Share of the picture that certain matches cover'),
  matches: z.array(
    z.strictObject({
      work: z.string(),
      statementIndex: z.string().describe("The work's place in the register, in decimal"),
      file: z.string().describe('CID'),
      relation: z.string(),
      methods: z.array(z.string()),
      isCertain: z
        .boolean()
        .describe('Whether two independent methods agree, of which equal bytes need no second'),
      isOwn: z.boolean().nullable(),
      orientation: z.string(),
      pdqDistance: z.int().nullable().describe('Hamming distance, 0 to 256; at most 31 calls the two alike'),
      embeddingSimilarity: z.number().nullable().describe('Cosine similarity by the model, -1 to 1'),
      falseAlarms: z
        .number()
        .nullable()
        .describe('False matches as strong as this to be expected in one question, at most'),
      overlap: z
        .strictObject({
          matrix: z
            .array(z.number())
            .length(6)
            .describe("a…f: x' = ax + by + c, y' = dx + ey + f, from the asked picture to the work's"),
          askedRegion: region,
          workRegion: region,
          askedShare: share,
          workShare: share,
          pairs: z.int(),
          inliers: z.int(),
          denseScore: z.number().nullable(),
        })
        .nullable(),
    }),
  ),
  verdict: z.enum(VERDICTS).describe('What the records say. It informs a person, who decides'),
  reasons: z.array(
    z.strictObject({ code: z.enum(REASONS), work: z.string().nullable(), message: z.string() }),
  ),
});

export type OriginalityStatement = z.infer<typeof originalityStatementSchema>;

interface Asked {
  readonly origin: string;
  readonly askedAt: Date;
  readonly askedFor: string | null;
}

export function originalityStatement(
  report: OriginalityReport,
  { verdict, reasons }: VerdictGiven,
  { origin, askedAt, askedFor }: Asked,
): OriginalityStatement {
  const { file, fingerprints, checkpoint, registerSize, pictures, searched } = report;
  const corners = (polygon: readonly { x: number; y: number }[]): [number, number][] =>
    polygon.map(({ x, y }) => [x, y]);
  return {
    format: 'raisonne-originality/1',
    register: {
      origin,
      size: String(registerSize),
      checkpoint: checkpoint && { size: String(checkpoint.size), root: checkpoint.root },
      pictures,
      searched,
    },
    askedAt: askedAt.toISOString(),
    askedFor,
    picture: {
      cid: file.cid,
      sha256: file.sha256,
      mediaType: file.mediaType,
      width: file.width,
      height: file.height,
      fingerprints: {
        version: report.version,
        pdq: file.pdq === null ? null : { hash: file.pdq, quality: file.pdqQuality ?? 0 },
        trimmed: fingerprints.trimmed && {
          box: fingerprints.trimmed.box,
          pdq: { hash: fingerprints.trimmed.pdq.hash, quality: fingerprints.trimmed.pdq.quality },
        },
        imageCode: fingerprints.imageCode,
        features: report.features,
        model: report.model && {
          ...report.model,
          mean: [...report.model.mean],
          deviation: [...report.model.deviation],
        },
      },
    },
    tooPlain: report.tooPlain,
    isTruncated: report.isTruncated,
    coverage: report.coverage,
    matches: report.matches.map(({ statementIndex, overlap, ...match }) => ({
      ...match,
      methods: [...match.methods],
      statementIndex: String(statementIndex),
      isCertain: isCertain(match),
      overlap: overlap && {
        ...overlap,
        matrix: [...overlap.matrix],
        askedRegion: corners(overlap.askedRegion),
        workRegion: corners(overlap.workRegion),
      },
    })),
    verdict,
    reasons: [...reasons],
  };
}

/** The statement as the log signs it. */
export const originalityNote = signedDocument(
  'Raisonné originality statement, version 1',
  originalityStatementSchema,
);
