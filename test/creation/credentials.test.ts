import { credentialsFrom, type Credentials } from '../../src/creation/credentials.js';
import { accountOfCredentials } from '../../src/creation/readers/read-credentials-account.js';

const BY_MACHINE = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';
const actions = (action: string, digitalSourceType?: string, agent?: string) => [
  {
    label: 'c2pa.actions.v2',
    data: { actions: [{ action, digitalSourceType, softwareAgent: agent && { name: agent } }] },
  },
];
function read({
  relationship,
  failures = [],
  deltas = [],
}: {
  relationship: string;
  failures?: string[];
  deltas?: string[];
}): Credentials {
  const report = {
    active_manifest: 'active',
    manifests: {
      other: { claim_generator: 'Painter', assertions: actions('c2pa.created', BY_MACHINE, 'Painter 3') },
      active: {
        claim_generator_info: [{ name: 'Editor', version: '1' }],
        assertions: actions('c2pa.opened'),
        ingredients: [{ title: 'x', relationship, active_manifest: 'other' }],
      },
    },
    validation_results: {
      activeManifest: { failure: failures.map((code) => ({ code })) },
      ingredientDeltas: [{ validationDeltas: { failure: deltas.map((code) => ({ code })) } }],
    },
  };
  const credentials = credentialsFrom(JSON.parse(JSON.stringify(report)) as never);
  if (!credentials) throw new Error('nothing was read');
  return credentials;
}
const toolOf = (credentials: Credentials) => accountOfCredentials(credentials)?.tool ?? null;

describe('content credentials', () => {
  it('tell of a machine where the picture is a later state of what it made, and not where that is a part of it', () => {
    expect(toolOf(read({ relationship: 'parentOf' }))).toBe('Painter 3');
    expect(toolOf(read({ relationship: 'componentOf' }))).toBeNull();
  });

  it('tell nothing by a parent that does not hold, nor where they do not hold themselves', () => {
    expect(toolOf(read({ relationship: 'parentOf', deltas: ['claimSignature.mismatch'] }))).toBeNull();
    expect(toolOf(read({ relationship: 'parentOf', failures: ['assertion.dataHash.mismatch'] }))).toBeNull();
  });

  it('hold where only nobody knows the signer, of a part too', () => {
    const { integrity, signerTrust, ingredientFailures } = read({
      relationship: 'parentOf',
      failures: ['signingCredential.untrusted'],
      deltas: ['signingCredential.untrusted'],
    });
    expect([integrity, signerTrust, ingredientFailures]).toEqual(['intact', 'untrusted', []]);
  });

  it.each(['signingCredential.expired', 'claimSignature.outsideValidity'])(
    'are of an expired certificate by %s, and not broken',
    (code) => {
      expect(read({ relationship: 'parentOf', failures: [code] })).toMatchObject({
        integrity: 'intact',
        signerTrust: 'expired',
      });
    },
  );
});
