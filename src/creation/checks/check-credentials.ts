import type { Credentials } from '../credentials.js';
import type { Finding } from './finding.js';

/** What does not hold of content credentials. That nobody knows the signer is no finding: it is a grade. */
export function checkCredentials(credentials: Credentials | null): Finding[] {
  if (credentials === null) return [];
  const { integrity, failures, ingredientFailures, signerTrust } = credentials;
  const findings: Finding[] = [];
  if (integrity === 'broken')
    findings.push({
      code: 'CREDENTIALS_BROKEN',
      message: `The content credentials do not hold: ${failures.join(', ')}. The file or they were changed after they were signed; the file as it was signed would clear this.`,
    });
  if (integrity === 'elsewhere')
    findings.push({
      code: 'CREDENTIALS_ELSEWHERE',
      message:
        'The file points to content credentials at another place, which are not fetched. The file with them inside would clear this.',
    });
  if (signerTrust === 'expired' || signerTrust === 'revoked')
    findings.push({
      code: 'CERTIFICATE_NOT_IN_FORCE',
      message: `The certificate that signed is ${signerTrust}, and no trusted timestamp shows that it was not so then. That is no sign of a change. A timestamp of the time of signing would clear this.`,
    });
  if (ingredientFailures.length > 0)
    findings.push({
      code: 'INGREDIENT_BROKEN',
      message: `Credentials of what went into the picture do not hold: ${[...new Set(ingredientFailures)].join(', ')}. The picture's own are another matter.`,
    });
  return findings;
}
