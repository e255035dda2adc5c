import { witnessKey } from '../lib/cosignature.js';
import { verifierKey } from '../lib/signed-note.js';
import type { PackageContents } from './assemble-package.js';
import { plainLine } from './evidence-report.js';
import { keyHistory } from './key-history.js';
import { FORMAT, partsOfStatement } from './package-format.js';
import { utcWords } from './documents/utc-words.js';

/** README.txt of a package, for whoever opens it without knowing anything of us. */
export function readmeText(contents: PackageContents): string {
  return [
    about(contents),
    whatIsIn(contents),
    statementList(contents),
    ...whatWasErased(contents),
    ...ledgersLeftOut(contents),
    ...keysOfOnePerson(contents),
    howToCheck(contents),
    limits(contents),
  ].join('\n\n');
}

const about = ({ work, log, witnesses }: PackageContents) => `RECORD OF AUTHORSHIP CLAIM
${FORMAT}

This package holds what people have declared about one work, each declaration signed by whoever made it, with the
evidence that it was entered into an append-only register and has not been altered since.

Everything here is claimed, recorded and (where anchor.json is present) anchored. It was not examined: nobody has
decided whether what was declared is true.

Work:     ${work}
Register: ${log.name}
Its key:  ${verifierKey(log)}${witnesses.map((witness) => `\nWitness:  ${witnessKey(witness)}`).join('')}`;

const whatIsIn = ({ anchor, timestamp, files, documents }: PackageContents) => `WHAT IS IN IT

The whole is a bag (BagIt 1.0, RFC 8493): everything stands in the folder data/, and beside that folder lists of it with SHA-256
and SHA-512. In data/ are:

manifest.json     the list of everything in the package
statements/       the declarations: the exact bytes that were signed
entries/          for each, the register's entry: the statement's name, the signature, when it was recorded
proofs/           for each, the inclusion proof of the entry in the register (c2sp.org/tlog-proof, RFC 6962)
checkpoint.txt    the register's signed head: how many entries it had, the root over all of them, and the signatures
                  of the witnesses who saw it
${
  anchor
    ? `anchor.json       the transaction that put this root onto chain ${anchor.chainId}, its receipt, and its block's header`
    : '(no anchor.json)  no checkpoint that covers all statements was on a chain when this was made'
}${timestamp ? "\ntimestamp.tsr     when a timestamp authority saw the register's head (RFC 3161)" : ''}
(openings.json)   only where whoever exported this chose to disclose private fields: what opens their commitments: each is
                  SHA-256("raisonne/commitment/v1" and a zero byte, the salt's 32 bytes, the content as
                  canonical JSON), in hex, and stands in a declaration
${documents.size > 0 ? 'documents/        documents made of the declarations, to be read or given to other programs; credential.json alone\n                  is signed, by the log, which vouches that it recorded what stands in it\n' : ''}${
  files.some(({ path }) => path !== null)
    ? 'files/            the files that the declarations name'
    : '(no files/)       the files are named by their digests only: keep your own copies'
}`;

const statementList = ({ statements }: PackageContents) => `THE STATEMENTS, IN THE ORDER OF THE REGISTER

${statements
  .map(({ index, statement: { kind, signer, role, sentence, issuedAt }, recordedAt }) =>
    [
      `${String(index).padStart(6, '0')}  ${kind}, by ${signer} as ${plainLine(role, 60)}`,
      `        dated ${utcWords(issuedAt)}, recorded ${utcWords(recordedAt.toISOString())}`,
      `        "${plainLine(sentence, 500)}"`,
    ].join('\n'),
  )
  .join('\n\n')}`;

/** Nothing where nothing was. */
function whatWasErased({ statements, files }: PackageContents): string[] {
  const erased = [
    ...statements.flatMap(({ words, index, statement: { kind } }) =>
      'receipt' in words
        ? [`${partsOfStatement({ index, kind, forgotten: true }).path}  the words of statement ${index}`]
        : [],
    ),
    ...files.flatMap(({ receipt, sha256 }) =>
      receipt === undefined ? [] : [`${receipt}\n  the file with SHA-256 ${sha256}`],
    ),
  ];
  if (erased.length === 0) return [];
  return [
    `WHAT WAS ERASED

These words and files were erased on demand. Of each there is the receipt, a signed note (c2sp.org/signed-note) by the
register's key, which says when, why, and what stays. An erased statement's entry and proof are in this package, and
show that it was recorded, and when; who signed it, and what, rests on the register's word. Whoever kept a copy of its
words can still show that they are the ones: their SHA-256 is in the entry.

${erased.join('\n')}`,
  ];
}

/** Nothing where all are in it. */
const ledgersLeftOut = ({ leftOut }: PackageContents): string[] =>
  leftOut.length === 0
    ? []
    : [
        `LEDGERS THAT ARE NOT IN IT

Claims name these ledgers of how the work was made, whose statements are not in this package: they are of competing
claims, too long, or were left out. The register has them.

${leftOut.toSorted().join('\n')}`,
      ];

/** Nothing where every key stands for itself. */
function keysOfOnePerson({ statements }: PackageContents): string[] {
  const { rotations } = keyHistory(statements);
  if (rotations.length === 0) return [];
  const lines = rotations.map(
    ({ index, body: { from, to, reason } }) =>
      `${from}\n  was replaced by ${to} (${reason}), statement ${String(index).padStart(6, '0')}`,
  );
  return [
    `KEYS THAT ARE ONE PERSON

${lines.join('\n')}

Each was signed by the old key, or by a recovery key that it had named before (name-recovery-keys), and accepted by the
new one. What the old key signed stays its person's. A transfer "new-key" is no change of title.`,
  ];
}

const howToCheck = ({ anchor, timestamp, witnesses }: PackageContents) => `HOW TO CHECK IT

In a browser, on a machine without network: with the page that the register's software writes beside a package on demand
(export --verifier FILE.html), one file that needs nothing else. Open it from disk and drop on it the zip as it came, or the
folder that was in it. Take the page from whom you trust: it is the same for every package.

By command, on such a machine too, in a checkout of the project Raisonne that was set up before:

    npx raisonne verify FILE.zip
    npx raisonne verify FOLDER

Anywhere else npx would ask a registry of packages for the name, over the network, and run what it gets.

By hand, with tools that are not ours. First in the folder that holds bagit.txt:

0. The bag. sha256sum -c manifest-sha256.txt tagmanifest-sha256.txt  and the same with sha512sum and sha512, or any validator
   of bags (BagIt 1.0). This shows damage; whoever alters a package on purpose can make such lists anew, so go on in data/:
1. Files. sha256sum files/*  must give, for each, the sha256 that the statement which names it says. The name of a
   file is its CIDv1 (IPFS; UnixFS, raw leaves, chunks of 1 MiB, 174 links a node).
2. Statements. sha256sum statements/*  gives each statement's digest. The "statement" in its entry is the CIDv1 (raw,
   sha2-256) of the same digest: any CID tool shows the digest in it. The JSON is canonical (RFC 8785).
3. Signatures. The "signature" in an entry is over EIP-712 typed data. Domain: name "Raisonne", version "1". Type:
   Statement(string sentence,string kind,string role,string subject,string origin,string issuedAt,
   string submitBefore,bytes16 nonce,bytes32 digest), in one line without the line break. The values are the
   statement's members of the same names, with 0x before the nonce; digest is 0x and the SHA-256 of its bytes. Any
   EIP-712 library recovers the address that signed: it must be the statement's "signer". Where an entry has
   "verifiedAt", the signer is a contract wallet: ask it on that chain, at that block, by eth_call to the signer of
   isValidSignature(bytes32,bytes) with the EIP-712 hash and the signature (EIP-1271). The answer must be 0x1626ba7e.
   The command above does so with --rpc URL of an archive node.
4. Inclusion. For N, (printf '\\000'; cat entries/N.json) | sha256sum  gives the hash of the leaf. Any tool for
   c2sp.org/tlog-proof takes entries/N.json, proofs/N.tlog-proof and the keys above, and needs nothing else. By hand:
   the lines under "index" are hashes in base64; with them any RFC 6962 or RFC 9162 verifier computes the root from the
   leaf: it must be the third line of checkpoint.txt, whose second is the size. Under its blank line the proof holds
   checkpoint.txt again.
5. Checkpoint. checkpoint.txt is a signed note (c2sp.org/signed-note) with an Ed25519 signature by the register's
   key. Compare the key above with the one that the register publishes: a package cannot vouch for its own key.
${
  witnesses.length > 0
    ? `   The witnesses' lines are cosignatures (c2sp.org/tlog-cosignature): over "cosignature/v1", "time" with the seconds
   that stand in the line, and the text. Each says that its witness saw this head, and that it continued every other
   that it was shown. Compare their keys with those that they publish, and give the ones you trust to the command
   above as --witness KEY: then nobody was shown another register than those witnesses were.`
    : '   No witness has cosigned it: that nobody was shown another register rests on the register alone.'
}
${
  anchor
    ? `6. Anchor. Look for the transaction ${anchor.hash}
   in any explorer of chain ${anchor.chainId}. It must have succeeded, its recipient be ${anchor.registry},
   and its event CheckpointAnchored hold this log's id (${anchor.logId}),
   the size ${anchor.to} and the root ${anchor.root}.
${anchor.header === undefined ? '' : `   "header" in anchor.json is the block's (RLP): its keccak256 is the block's hash, ${anchor.blockHash}.\n`}   Everything here existed when its block was made, whose time is in whole seconds.${anchor.state === 'final' ? ' When this was made, the block was final.' : anchor.state === 'mined' ? ' When this was made, the chain\n   could still replace the block: look for the transaction again.' : ''}`
    : '6. Anchor. There is none: the times here rest on the register alone. A later export has one.'
}${
  timestamp
    ? `
7. Timestamp. timestamp.tsr is over checkpoint.txt${witnesses.length > 0 ? ' without the lines of its witnesses' : ''}:
   openssl ts -verify -in timestamp.tsr -data checkpoint.txt -CAfile ROOT.pem  with the root of an authority that you trust.`
    : ''
}`;

const limits = ({ checkpoint }: PackageContents) => `WHAT IT DOES NOT SHOW

That what was declared is true; that whoever holds a key is a certain person; or that nothing was declared about the
work besides this. For the last, ask the register for what came after its entry ${checkpoint.size - 1}, or read it whole.

Times "dated" are the signer's word and times "recorded" are the register's; only a block's time is a chain's.
`;
