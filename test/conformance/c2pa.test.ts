import { statSync } from 'node:fs';
import { readFileSync } from 'node:fs';
import { readAnchors } from '../../src/adapters/images/read-anchors.js';
import { readCredentials } from '../../src/adapters/images/read-credentials.js';
import { mediaTypeOf } from '../../src/adapters/images/media-type.js';
import type { Credentials } from '../../src/creation/credentials.js';
import { describeVectors, readVector, vectorPath } from './vectors.js';

type Outcome =
  | { readonly state: 'Trusted' | 'Valid' | 'Invalid'; readonly status: readonly string[] }
  | { readonly error: string };

interface Vector {
  readonly file: string;
  readonly what: string;
  readonly expected: Readonly<Partial<Record<keyof typeof LISTS, Outcome>>>;
  readonly generator?: string;
  readonly time?: string;
  readonly manifests?: number;
  readonly actions?: readonly string[];
}

/** The manifest was made without C2PA's own purpose of certificates; with it a certificate for that is not invalid, only unknown. */
const EXCEPTIONS: Readonly<Record<string, Outcome>> = {
  // The identity within is not decoded, since its issuer would be looked up: what is judged is the signature of the credentials alone.
  'c2pa-rs__C_with_CAWG_data.jpg by c2paRsTestAnchors': { state: 'Trusted', status: [] },
  'sd-metadata__chatgpt-image2.png by noAnchors': { state: 'Valid', status: ['signingCredential.untrusted'] },
};

const LISTS = {
  noAnchors: [],
  officialTrustList: ['C2PA-TRUST-LIST.pem', 'C2PA-TSA-TRUST-LIST.pem'],
  c2paRsTestAnchors: ['TEST-ANCHORS-c2pa-rs.pem'],
} as const;

describeVectors('c2pa', () => {
  const { files } = JSON.parse(readVector('c2pa/manifest.json').toString('utf8')) as {
    files: readonly Vector[];
  };

  describe.each(files.map((one) => [one.file, one.what, one] as const))(
    '%s (%s)',
    (file, _, { expected, ...vector }) => {
      it.each(Object.keys(LISTS) as (keyof typeof LISTS)[])(
        'is judged by %s as the manifest has it',
        async (list) => {
          const outcome = EXCEPTIONS[`${file} by ${list}`] ?? expected[list];
          if (outcome === undefined) return;
          const credentials = await read(file, LISTS[list]);
          if (!('state' in outcome))
            return expect([null, 'elsewhere']).toContain(credentials?.integrity ?? null);
          expect(stateOf(credentials)).toBe(outcome.state);
        },
      );

      it('tells who wrote it, when it was signed and what was done', async () => {
        const credentials = await read(file, []);
        if (vector.generator === undefined) return;
        expect(credentials?.manifests).toHaveLength(vector.manifests ?? 0);
        expect(credentials?.time?.at).toBe(vector.time);
        if (vector.actions === undefined) return;
        const actions = vector.actions.map((action) => action.replace(/[<[].*$/, ''));
        expect(
          credentials?.manifests
            .flatMap((manifest) => manifest.actions.map(({ action }) => action))
            .toSorted(),
        ).toEqual(actions.toSorted());
      });
    },
  );
});

async function read(file: string, lists: readonly string[]): Promise<Credentials | null> {
  const path = vectorPath(`c2pa/${file}`);
  const mediaType = mediaTypeOf(readFileSync(path).subarray(0, 64));
  if (mediaType === null) throw new Error(`${file} is no picture`);
  const anchors = await readAnchors(lists.map((name) => vectorPath(`c2pa/${name}`)));
  return readCredentials(path, { mediaType, size: statSync(path).size, anchors });
}

/** C2PA's three states, which say less than our three fields. */
function stateOf(credentials: Credentials | null): string | undefined {
  if (credentials === null || credentials.integrity === 'elsewhere') return undefined;
  const { integrity, signerTrust, failures } = credentials;
  if (integrity === 'broken' || signerTrust === 'expired' || signerTrust === 'revoked') return 'Invalid';
  // Of an identity within it (CAWG) another list would have to know.
  const isKnown = signerTrust === 'trusted' && !failures.some((code) => code.startsWith('cawg.'));
  return isKnown ? 'Trusted' : 'Valid';
}
