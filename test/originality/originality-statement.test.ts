import { canonicalJson } from '../../src/lib/canonical-json.js';
import { noteSigner, signNote } from '../../src/lib/signed-note.js';
import {
  originalityStatement,
  originalityStatementSchema,
  originalityNote,
} from '../../src/originality/originality-statement.js';
import type { OriginalityReport } from '../../src/originality/search-originality.js';
import { aRandom } from '../fixtures/random.js';
import { aMatch } from './a-match.js';

const LOG = noteSigner('raisonne.example/test', aRandom('log of statements').bytes(32));
const FIRST_LINE = 'Raisonné originality statement, version 1';
const HASH = 'ab'.repeat(32);

const REPORT: OriginalityReport = {
  file: {
    cid: 'bafkreifile',
    sha256: HASH,
    mediaType: 'image/png',
    sizeBytes: 100,
    width: 640,
    height: 480,
    orientation: 1,
    colours: [],
    pdq: HASH,
    pdqQuality: 100,
    pdqOrientations: null,
  },
  fingerprints: { trimmed: null, imageCode: 'ISCC:EEA' },
  model: null,
  features: 700,
  version: 1,
  pictures: 12,
  searched: 12,
  registerSize: 40n,
  checkpoint: null,
  matches: [
    aMatch({
      overlap: {
        matrix: [1, 0, -0.5, 0, 1, 1e-13],
        askedRegion: [
          { x: 0, y: 0 },
          { x: 640, y: 0 },
          { x: 640, y: 480.000_000_1 },
        ],
        workRegion: [],
        askedShare: 1,
        workShare: 0.25,
        pairs: 90,
        inliers: 40,
        denseScore: 0.91,
      },
    }),
    aMatch({ work: 'work:b', relation: 'exact-bytes', methods: ['sha-256'], falseAlarms: 0, isOwn: null }),
  ],
  coverage: 1,
  tooPlain: false,
  isTruncated: false,
};

const STATEMENT = originalityStatement(
  REPORT,
  { verdict: 'unresolved', reasons: [{ code: 'one-method', work: 'work:a', message: 'Só só' }] },
  { origin: LOG.name, askedAt: new Date('2026-05-01T12:00:00Z'), askedFor: null },
);

describe('a statement of originality', () => {
  it('is read as it was signed', () => {
    const note = originalityNote.sign(STATEMENT, LOG);
    expect(originalityNote.read(note, LOG)).toEqual(STATEMENT);
    expect(STATEMENT.matches.map(({ isCertain }) => isCertain)).toEqual([true, true]);
    expect(originalityStatementSchema.parse(STATEMENT)).toEqual(STATEMENT);
  });

  it('is three lines, of which the third is the one spelling of its JSON', () => {
    const [text = ''] = originalityNote.sign(STATEMENT, LOG).split('\n\n');
    expect(text.split('\n')).toEqual([FIRST_LINE, LOG.name, canonicalJson(STATEMENT)]);
  });

  it('is refused when any byte is another', () => {
    const note = Buffer.from(originalityNote.sign(STATEMENT, LOG));
    // Each byte would verify a signature: every seventh, and all of the signature's lines.
    const start = note.lastIndexOf('\n\n');
    for (let at = 0; at < note.length; at += at < start ? 37 : 1) {
      const altered = Buffer.from(note);
      altered[at] = (altered[at] ?? 0) ^ 1;
      expect(originalityNote.read(altered.toString(), LOG)).toBeNull();
    }
  });

  it("is refused by another log's key, and by another key of the same name", () => {
    const note = originalityNote.sign(STATEMENT, LOG);
    const stranger = noteSigner('raisonne.example/other', aRandom('other log').bytes(32));
    const impostor = noteSigner(LOG.name, aRandom('impostor').bytes(32));
    expect([originalityNote.read(note, stranger), originalityNote.read(note, impostor)]).toEqual([
      null,
      null,
    ]);
    expect(originalityNote.read(originalityNote.sign(STATEMENT, impostor), LOG)).toBeNull();
  });

  const json = canonicalJson(STATEMENT);
  it.each<[string, string]>([
    ['an extra line', `${FIRST_LINE}\n${LOG.name}\n${json}\nmore\n`],
    ['an extra empty line', `${FIRST_LINE}\n${LOG.name}\n${json}\n\n\n`],
    ['another first line', `Raisonné originality statement, version 2\n${LOG.name}\n${json}\n`],
    ["another log's name", `${FIRST_LINE}\nraisonne.example/other\n${json}\n`],
    ['no JSON', `${FIRST_LINE}\n${LOG.name}\n{\n`],
    ['nothing', `${FIRST_LINE}\n${LOG.name}\n`],
    ['a member more', `${FIRST_LINE}\n${LOG.name}\n${canonicalJson({ ...STATEMENT, more: 1 })}\n`],
    ['a member less', `${FIRST_LINE}\n${LOG.name}\n${canonicalJson({ ...STATEMENT, verdict: undefined })}\n`],
    ['a share above 1', `${FIRST_LINE}\n${LOG.name}\n${canonicalJson({ ...STATEMENT, coverage: 1.1 })}\n`],
    ['a checkpoint', `${LOG.name}\n12\nMTIzNA==\n`],
  ])('is not read from a note that the log signed with %s', (_, text) => {
    expect(originalityNote.read(signNote(text, LOG), LOG)).toBeNull();
  });

  it('is not read from what is no note', () => {
    for (const text of ['', '\n', json, `${FIRST_LINE}\n${LOG.name}\n${json}\n`])
      expect(originalityNote.read(text, LOG)).toBeNull();
  });
});
