import { cosign, cosignaturesBy, parseWitnessKey, witnessKey } from '../../src/lib/cosignature.js';
import {
  fromBase64,
  joinNote,
  noteSigner,
  openNote,
  parseVerifierKey,
  signNote,
  splitNote,
  toBase64,
  verifierKey,
} from '../../src/lib/signed-note.js';
import { aRandom } from '../fixtures/random.js';

/** A checkpoint of a public log (a Certificate Transparency staging log) as its public witnesses cosigned it. */
const PUBLIC_NOTE = `arche2025h1.staging.ct.transparency.dev
1432088532
U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=

— arche2025h1.staging.ct.transparency.dev zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLfQFX6hoGREPMHbdQ3urbllzalApkptQIgIpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=
— arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=
— transparency.dev/DEV:witness-little-garden 2AQqhwAAAABqEiEgzgFIqqhbUoDwjMWE6UP8nd8/KYTzwZ2rhIgcqoXHAwVkjZr4AscylP3v7sEodkRAErumC2q44vdgJY096st5BQ==
— witness1.smartit.nu/witness1 pIyCDwAAAABqEiEghIp82KWebrw7/oHQwlTAm3g2RKS4+eebl8eO0WH+/iEcxZ75W3u5hNI7TOQtmJbqmNWVuE0tgh0XwzdZsDsUAQ==
— remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==
— witness.stagemole.eu Z/euoAAAAABqEiEgw0i+7g2ENfDAWHmtRzCfKTHSDwYDJA2NmKeGi9Y8FtEyOUvVr+AJmIY/2TUFucgKi7lI7cUiOvKFYe/TmN9DAg==
`;
const LOG_KEY =
  'arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f';
const WITNESS_KEYS = [
  'transparency.dev/DEV:witness-little-garden+d8042a87+BCtusOxINQNUTN5Oj8HObRkh2yHf/MwYaGX4CPdiVEPM',
  'remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2',
  'witness.stagemole.eu+67f7aea0+BEqSG3yu9YrmcM3BHvQYTxwFj3uSWakQepafafpUqklv',
];
const COSIGNED_AT = new Date(0x6a12_2120 * 1000);

const witnessOf = (text: string) => {
  const key = parseWitnessKey(text);
  if (!key) throw new Error(`no key of a witness: ${text}`);
  return key;
};
const random = aRandom('cosignatures');
const TEXT = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';
const log = noteSigner('example.com/behind-the-sofa', random.bytes(32));
const witness = noteSigner('witness.example.com/w1', random.bytes(32));
const NOON = new Date('2026-05-01T12:00:00.999Z');
const noteWith = (...lines: string[]): string =>
  joinNote({ text: TEXT, lines: [...(splitNote(signNote(TEXT, log))?.lines ?? []), ...lines] });

describe('a cosignature', () => {
  it.each(WITNESS_KEYS)('of the public witness %s is read and verified', (key) => {
    expect(cosignaturesBy(PUBLIC_NOTE, witnessOf(key))).toMatchObject([{ cosignedAt: COSIGNED_AT }]);
    expect(witnessKey(witnessOf(key))).toBe(key);
  });

  it("does not keep the log's own signature from being read", () => {
    const key = parseVerifierKey(LOG_KEY);
    expect(key && openNote(PUBLIC_NOTE, key)).toBe(PUBLIC_NOTE.slice(0, PUBLIC_NOTE.indexOf('\n\n') + 1));
  });

  it('is over the text and the second, and laid out as the specification says', () => {
    const { line, cosignedAt } = cosign(TEXT, witness, NOON);
    expect(cosignedAt).toEqual(new Date('2026-05-01T12:00:00Z'));
    const bytes = Buffer.from(line.split(' ')[2] ?? '', 'base64');
    expect(bytes.length).toBe(4 + 8 + 64);
    expect(bytes.readBigUInt64BE(4)).toBe(BigInt(NOON.getTime() - 999) / 1000n);
    expect(cosignaturesBy(noteWith(line), witness)).toEqual([{ line, cosignedAt }]);
  });

  it('of random times, names and texts is read by its own key, and by no other', () => {
    for (let round = 0; round < 100; round += 1) {
      const name = `witness.example/${toBase64(random.bytes(6)).replaceAll('+', '-')}`;
      const [own, other] = [noteSigner(name, random.bytes(32)), noteSigner(name, random.bytes(32))];
      const at = new Date(random.below(2 ** 42));
      const text = `${name}\n${random.below(1e9)}\n${toBase64(random.bytes(32))}\n`;
      const signature = cosign(text, own, at);
      const note = joinNote({ text, lines: [signature.line] });
      expect(cosignaturesBy(note, own)).toEqual([signature]);
      expect(cosignaturesBy(note, other)).toEqual([]);
      expect(parseWitnessKey(witnessKey(own))).toEqual({ name, publicKey: own.publicKey });
    }
  });

  it('is not valid over another text, with another time, or when it is cut', () => {
    const { line } = cosign(TEXT, witness, NOON);
    const bytes = Buffer.from(line.split(' ')[2] ?? '', 'base64');
    const encoded = (changed: Uint8Array) => `— ${witness.name} ${toBase64(changed)}`;
    const later = Uint8Array.from(bytes);
    later[11] = (later[11] ?? 0) ^ 1;
    const far = Uint8Array.from(bytes);
    far[4] = 0x7f;
    const other = cosign(TEXT.replace('20852163', '20852164'), witness, NOON).line;
    for (const bad of [
      encoded(later),
      encoded(far),
      encoded(bytes.subarray(0, 70)),
      encoded(bytes.subarray(0, 9)),
      other,
    ])
      expect(cosignaturesBy(noteWith(line, bad), witness)).toBeNull();
  });

  it('is not taken for the signature of a log with the same key, nor that for a cosignature', () => {
    const { line } = cosign(TEXT, log, NOON);
    expect(openNote(joinNote({ text: TEXT, lines: [line] }), log)).toBeNull();
    expect(cosignaturesBy(signNote(TEXT, log), log)).toEqual([]);
    expect(parseWitnessKey(verifierKey(log))).toBeNull();
    expect(parseVerifierKey(witnessKey(log))).toBeNull();
  });

  it('is looked for only in what is a note', () => {
    for (const text of [
      '',
      TEXT,
      `${TEXT}\n`,
      noteWith('— no signature'),
      noteWith('').replace('com', 'c\to'),
    ])
      expect(cosignaturesBy(text, witness)).toBeNull();
  });
});

describe("a witness's key", () => {
  const key = WITNESS_KEYS[1] ?? '';
  it.each([
    ['another id', key.replace('da77ade7', 'da77ade8')],
    ['another name', key.replace('remora', 'ramora')],
    ['a shorter value', key.slice(0, -4)],
    ['another spelling of base64', `${key.slice(0, -1)}=`],
    ['nothing', ''],
  ])('is refused with %s', (_, text) => {
    expect(parseWitnessKey(text)).toBeNull();
  });

  it('is that of its 32 bytes', () => {
    expect(fromBase64(key.split('+')[2] ?? '').slice(1)).toEqual(parseWitnessKey(key)?.publicKey);
  });
});
