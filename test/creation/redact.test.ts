import { redactText } from '../../src/creation/redact.js';

describe('a text that is to be published', () => {
  it.each<[string, string, string]>([
    [
      'what is behind the question mark of a URL',
      'https://a.example/blobs/1.jpeg?sig=CfDJ8N&exp=2027',
      'https://a.example/blobs/1.jpeg?[redacted]',
    ],
    ['who asks by a URL', 'https://ada:secret@a.example/x?y=z', 'https://a.example/x?[redacted]'],
    ['folders on Windows', String.raw`C:\Users\ada\models\v1-5.safetensors`, 'v1-5.safetensors'],
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
