import { downloadName } from '../../src/lib/download-name.js';

const nameOf = (title: string | null, mediaType = 'image/jpeg') =>
  downloadName({ title, otherwise: 'bafkrei', mediaType });

describe('the name of what is saved', () => {
  it('is the title, with what it is a part of and an ending by its type', () => {
    expect(nameOf('Étude à l’aube')).toBe('Étude à l’aube.jpg');
    expect(nameOf('夜明け', 'image/png')).toBe('夜明け.png');
    expect(
      downloadName({ title: 'Heron', otherwise: 'x', part: 'evidence', mediaType: 'application/zip' }),
    ).toBe('Heron (evidence).zip');
    expect(nameOf('Notes', 'model/gltf-binary')).toBe('Notes.bin');
  });

  it.each([
    ['../../etc/passwd', 'etc passwd.jpg'],
    ['C:\\Windows\\a?b*c', 'C Windows a b c.jpg'],
    ['.hidden.', 'hidden.jpg'],
    ['two\r\nlines\u0000\u202egpj.exe', 'two lines gpj.exe.jpg'],
    ['a "quoted" | <b>name</b>', 'a quoted b name b.jpg'],
  ])('has nothing of %j that a file system or a reader takes for something else', (title, name) => {
    expect(nameOf(title)).toBe(name);
  });

  it('is what it is otherwise called where no title is, or none is left', () => {
    expect([nameOf(null), nameOf('...'), nameOf('\u202e/')]).toEqual(Array(3).fill('bafkrei.jpg'));
  });

  it('is cut between characters, and not within one', () => {
    expect(nameOf('🎨'.repeat(200))).toBe(`${'🎨'.repeat(50)}.jpg`);
  });
});
