import { LayeredDraft } from '../../src/creation/layered/layered-file.js';
import { redactJson, redactLayered, redactText } from '../../src/creation/redact.js';

describe('a text that is to be published', () => {
  it.each<[string, string, string]>([
    [
      'what is behind the question mark of a URL',
      'https://a.example/blobs/1.jpeg?sig=CfDJ8N&exp=2027',
      'https://a.example/blobs/1.jpeg?[redacted]',
    ],
    ['who asks by a URL', 'https://ada:secret@a.example/x?y=z', 'https://a.example/x?[redacted]'],
    ['folders on Windows', String.raw`C:\Users\ada\models\v1-5.safetensors`, 'v1-5.safetensors'],
    [
      'folders with spaces',
      String.raw`in C:\Users\Ada Lovelace\My Models\v1-5.safetensors now`,
      'in v1-5.safetensors now',
    ],
    [
      'who asks by a URL without a question',
      'https://ada:hunter2@a.example/x.png',
      'https://a.example/x.png',
    ],
    ['folders of a server', String.raw`\\server\ada\v1-5.ckpt`, 'v1-5.ckpt'],
    ['folders elsewhere', 'in /home/ada/out/picture.png and ~/x.png', 'in picture.png and x.png'],
    [
      'keys of services',
      'hf_abcdefghijklmnopqrstuvwx and sk-abcdefghijklmnopqrstuvwxyz',
      '[redacted] and [redacted]',
    ],
    ['a bearer', 'Authorization: Bearer abcdefghij.klmno', 'Authorization: Bearer [redacted]'],
    ['a JSON Web Token', 'x eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmN y', 'x [redacted] y'],
  ])('is without %s', (_, text, redacted) => {
    expect(redactText(text)).toBe(redacted);
  });

  it.each([
    'a circle, 3/4 view, 16:9',
    'https://a.example/model',
    '<lora:glow:0.7>',
    'urn:air:sdxl:checkpoint:civitai:827184@2514310',
    'black/white and/or grey',
    'Lora/glow.safetensors',
    'What is it? 1/2',
  ])('stays as it is: %s', (text) => expect(redactText(text)).toBe(text));
});

describe('JSON that is to be published', () => {
  it('is without members that are private by their names, also within texts', () => {
    const value = {
      openai_api_key: 'x',
      accessToken: 'y',
      civitai_token: 'z',
      'User Name': 'ada',
      prompt: 'a key',
      tokens: 3,
      inner: '{"author":"ada","seed":1}',
    };
    expect(redactJson(value)).toEqual({
      openai_api_key: '[redacted]', accessToken: '[redacted]', civitai_token: '[redacted]', 'User Name': '[redacted]', prompt: 'a key', tokens: 3, inner: '{"author":"[redacted]","seed":1}',
    }); // prettier-ignore
  });

  it.each(['aa://', '-eyJ', 'C:\\', '/home/', 'a@', 'https://a@', '~/', 'hf_', ' ', 'x'])(
    'takes time that grows with the text, of a megabyte of %j',
    (part) => {
      const text = part.repeat(Math.ceil(1e6 / part.length));
      const started = process.cpuUsage();
      redactText(text);
      expect(process.cpuUsage(started).user).toBeLessThan(2e6);
    },
  );
});

describe('a layered file that is to be published', () => {
  it('is without authors, folders and tokens, and keeps all else', () => {
    const draft = new LayeredDraft();
    draft.addAuthor('Ada');
    draft.addAuthor('Ada');
    draft.addAuthor('Bob');
    const layer = {
      kind: 'file',
      depth: 0,
      isVisible: true,
      opacity: 1,
      blendMode: 'normal',
      bounds: null,
    } as const;
    draft.addLayer({ ...layer, name: '/home/ada/heron.png' });
    draft.addStep({ action: 'File /home/ada/heron.jpg opened', at: null, tool: 'A program' });
    expect(redactLayered(draft.finish('kra', []))).toMatchObject({
      authors: ['[redacted]', '[redacted]'],
      layers: [{ ...layer, name: 'heron.png' }],
      history: [{ action: 'File heron.jpg opened', at: null, tool: 'A program' }],
    });
  });
});
